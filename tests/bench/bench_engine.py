#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine and its peers against one local server of fixed latency: bench_engine.py BUILD_FOLDER.

Ours is the program itself, `evol evolve`, with everything stored; npm's openai client with p-limit sends the same
requests and stores nothing; one request after the other is the base line. Prints a table in Markdown. Needs node
and npm for the peer, which is left out where they are missing."""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing is written beside the sources
from measured_run import Server, evolve, machine, new_project, watch

HERE = pathlib.Path(__file__).resolve().parent
IN_FLIGHT = (64, 256)
# npm's newest asks for node 22 and runs on 20 with a warning; the major version before it is faster, so both are measured.
CLIENTS = {"openai": "openai 7, p-limit", "openai-6": "openai 6, p-limit"}


def sample_bodies(build, folder):
    """Requests of our own engine, of all its stages, for the peers to send."""
    bodies = folder / "bodies.jsonl"
    with Server(build, 0, "--record", bodies, "--first", "4000") as server:
        project = new_project(build, folder, 1000)
        subprocess.run([str(a) for a in evolve(build, project, server, 64, 1)], check=True, capture_output=True)
    return bodies


def install_peers(build):
    """npm's packages in the build folder; None where there is no npm."""
    folder = build / "bench_peers"
    if not shutil.which("npm") or not shutil.which("node"):
        return None
    folder.mkdir(exist_ok=True)
    wanted, present = HERE / "peers" / "package.json", folder / "package.json"
    if not present.exists() or present.read_bytes() != wanted.read_bytes():
        shutil.copy(wanted, present)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    shutil.copy(HERE / "peers" / "openai_client.mjs", folder)
    return folder


def checked(run, what):
    if run.status != 0:
        raise SystemExit(f"{what} ended with status {run.status}:\n{run.output}")
    return run


def measure_ours(options, folder, in_flight):
    # A seed costs four requests: three for its rewrite, one for an answer of its own.
    rate = in_flight * 1000 / options.latency
    seeds = int(rate * options.seconds / 4)
    with Server(options.build, options.latency) as server:
        project = new_project(options.build, folder, seeds)
        return checked(watch(evolve(options.build, project, server, in_flight, 1), server, folder / "evol.log"), "evol")


def measure_client(options, folder, peers, name, bodies, in_flight):
    requests = int(min(in_flight * 1000 / options.latency, 1500) * options.seconds)
    with Server(options.build, options.latency) as server:
        return checked(watch(["node", "openai_client.mjs", name, server.base, bodies, in_flight, requests], server,
                             folder / "client.log", cwd=peers), "openai_client.mjs")


def measure_sequential(options, bodies):
    with Server(options.build, options.latency) as server:
        printed = subprocess.run([options.build / "bench_sequential", server.base + "/chat/completions", bodies,
                                  str(min(options.seconds, 10))], check=True, capture_output=True, text=True).stdout
    return json.loads(printed)


def measure(options, folder):
    bodies = sample_bodies(options.build, folder)
    peers = install_peers(options.build)
    figures = {"latency_ms": options.latency, "machine": machine(), "sequential": measure_sequential(options, bodies)}
    for in_flight in IN_FLIGHT:
        figures[f"ours_{in_flight}"] = measure_ours(options, folder, in_flight).figures()
        for name in CLIENTS if peers else ():
            figures[f"{name}_{in_flight}"] = measure_client(options, folder, peers, name, bodies, in_flight).figures()
    return figures


def row(what, ours, theirs, ratio, wanted):
    print(f"| {what} | {ours} | {theirs} | {ratio} | {wanted} |")


def clients_of(figures, in_flight):
    """Those that were measured: what they are called, and their figures."""
    return [(shown, figures[f"{name}_{in_flight}"]) for name, shown in CLIENTS.items() if f"{name}_{in_flight}" in figures]


def print_rates(figures, in_flight, share, times):
    ours, limit = figures[f"ours_{in_flight}"], in_flight * 1000 / figures["latency_ms"]
    rate = ours["requests_per_second"]
    row(f"requests a second, {in_flight} in flight", f"{rate:,.0f}", f"concurrency ÷ latency: {limit:,.0f}",
        f"{100 * rate / limit:.1f} %", share)
    for name, theirs in clients_of(figures, in_flight):
        other = theirs["requests_per_second"]
        row("the same", f"{rate:,.0f}", f"{name}: {other:,.0f}", f"{rate / other:.2f} ×", times)
    for name, theirs in clients_of(figures, in_flight):
        mine, other = (run["requests"] / run["wall_seconds"] for run in (ours, theirs))
        row("the same from the program's start to its end", f"{mine:,.0f}", f"{name}: {other:,.0f}", f"{mine / other:.2f} ×", times)


def print_processor(figures, in_flight, wanted):
    mine = figures[f"ours_{in_flight}"]["processor_us_per_request"]
    for name, theirs in clients_of(figures, in_flight):
        other = theirs["processor_us_per_request"]
        row(f"processor time a request, {in_flight} in flight", f"{mine:.0f} µs", f"{name}: {other:.0f} µs",
            f"1/{other / mine:.1f}", wanted)


def print_others(figures):
    ours, base = figures["ours_256"], figures["sequential"]
    rate = base["requests"] / base["seconds"]
    row("requests a second, 256 in flight", f"{ours['requests_per_second']:,.0f}", f"one after the other: {rate:.2f}",
        f"{ours['requests_per_second'] / rate:.0f} ×", "about 245 ×")
    row("most memory, 256 in flight", f"{ours['peak_memory_mb']:.0f} MB",
        ", ".join(f"{name}: {theirs['peak_memory_mb']:.0f} MB" for name, theirs in clients_of(figures, 256)), "", "")


def print_table(figures):
    print(f"{figures['machine']}; a latency of {figures['latency_ms']:g} ms\n")
    print("| what | ours, storing | beside it | ratio | wanted |\n| --- | --- | --- | --- | --- |")
    print_rates(figures, 256, "95 %", "1.4 ×")
    print_rates(figures, 64, "98 %", "")
    print_processor(figures, 256, "1/6")
    print_processor(figures, 64, "")
    print_others(figures)
    ours = figures["ours_256"]
    print(f"\nThe whole run of {ours['requests']:,} requests at 256 in flight, start and end included: "
          f"{ours['wall_seconds']:.1f} s, {ours['whole_processor_us_per_request']:.0f} µs of processor time a request. "
          f"The server took {ours['server_us_per_request']:.0f} µs a request.")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--latency", type=float, default=100, help="of the server, in milliseconds")
    parser.add_argument("--seconds", type=float, default=15, help="each measurement takes about so long")
    parser.add_argument("--json", action="store_true", help="all figures instead of the table")
    options = parser.parse_args()
    # In the build folder: /tmp may be memory, where waiting for the disk costs nothing.
    with tempfile.TemporaryDirectory(dir=options.build, prefix="bench_engine_") as folder:
        figures = measure(options, pathlib.Path(folder))
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        print_table(figures)


if __name__ == "__main__":
    main()
