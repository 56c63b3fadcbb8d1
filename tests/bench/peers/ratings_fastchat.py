#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bradley-Terry ratings the way FastChat computes them (lm-sys/FastChat, fastchat/serve/monitor/rating_systems.py), in
words of our own: equal votes are merged with a weight, L-BFGS-B minimises the loss from its analytic gradient, and a
multinomial bootstrap of the weights is fitted round by round in a pool of one process a core.

ratings_fastchat.py VOTES.json ROUNDS: VOTES.json is a list of {"model_a", "model_b", "winner"}, as FastChat keeps them;
prints JSON. Needs numpy and scipy (Debian: python3-numpy python3-scipy)."""
import json
import multiprocessing
import sys
import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

BASE, SCALE, MEAN, TOLERANCE = 10.0, 400.0, 1000.0, 1e-6
ALPHA = np.log(BASE)
TWICE_THE_POINTS = {"model_a": 2, "model_b": 0}


def read(path):
    """The names, and a row (first, second, twice the points of the first) for each vote."""
    with open(path, encoding="utf-8") as file:
        votes = json.load(file)
    names = sorted({vote["model_a"] for vote in votes} | {vote["model_b"] for vote in votes})
    number = {name: i for i, name in enumerate(names)}
    rows = [(number[vote["model_a"]], number[vote["model_b"]], TWICE_THE_POINTS.get(vote["winner"], 1)) for vote in votes]
    return names, np.array(rows, dtype=np.int32)


def merge(votes):
    """The distinct (first, second, points) and how often each was seen."""
    cells, weights = np.unique(votes, return_counts=True, axis=0)
    return cells[:, :2], cells[:, 2] / 2.0, weights.astype(np.float64)


def loss_and_gradient(ratings, pairs, points, weights):
    """Minus the log-likelihood; a tie is half a win for each."""
    expected = expit(ALPHA * (ratings[pairs[:, 0]] - ratings[pairs[:, 1]]))
    loss = -np.sum(weights * (points * np.log(expected) + (1 - points) * np.log(1 - expected)))
    slope = -ALPHA * weights * (points - expected)
    gradient = np.zeros_like(ratings)
    np.add.at(gradient, pairs, np.column_stack([slope, -slope]))
    return loss, gradient


def fit(weights, pairs, points, contenders):
    found = minimize(loss_and_gradient, np.zeros(contenders), args=(pairs, points, weights), jac=True, method="L-BFGS-B",
                     options={"maxiter": 100, "gtol": TOLERANCE})
    return found.x


class Round:
    """One fit as a task of the pool."""

    def __init__(self, pairs, points, contenders):
        self.shared = (pairs, points, contenders)

    def __call__(self, weights):
        return fit(weights, *self.shared)


def main():
    began = time.perf_counter()
    names, votes = read(sys.argv[1])
    rounds = int(sys.argv[2])
    start = time.perf_counter()
    pairs, points, weights = merge(votes)
    merged = time.perf_counter()
    ratings = fit(weights, pairs, points, len(names)) * SCALE + MEAN
    fitted = time.perf_counter()
    samples = np.random.default_rng(0).multinomial(len(votes), weights / weights.sum(), size=rounds) / len(votes)
    with multiprocessing.Pool() as pool:
        resampled = np.array(list(pool.imap_unordered(Round(pairs, points, len(names)), samples))) * SCALE + MEAN
    end = time.perf_counter()
    low, high = np.percentile(resampled, [2.5, 97.5], axis=0)
    print(json.dumps({"read_ms": 1000 * (start - began), "merge_ms": 1000 * (merged - start), "fit_ms": 1000 * (fitted - merged),
                      "bootstrap_ms": 1000 * (end - fitted),
                      "ratings": {name: [ratings[i], low[i], high[i]] for i, name in enumerate(names)}}))


if __name__ == "__main__":
    main()
