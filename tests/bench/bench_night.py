#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run of a quarter of a million instructions from end to end: bench_night.py BUILD_FOLDER.

`evol new`, `evol import`, `evol evolve`, `evol check` against a server that answers at once, so that all the time is
our own. 52,000 seeds and four epochs are as many instructions as the paper's. Prints a table in Markdown."""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing is written beside the sources
from measured_run import Server, evolve, machine, new_project, size_mb, watch


def timed(arguments):
    start = time.monotonic()
    done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, check=False)
    return time.monotonic() - start, done


def measure(options, folder):
    figures = {"machine": machine(), "seeds": options.seeds, "epochs": options.epochs}
    with Server(options.build, 0, "--distinct") as server:
        start = time.monotonic()
        project = new_project(options.build, folder, options.seeds)
        figures["import_seconds"] = time.monotonic() - start
        run = watch(evolve(options.build, project, server, options.concurrency, options.epochs), server,
                    folder / "evol.log", interval=0.5)
        figures.update(run.figures(), distinct=server.counts()["distinct"], status=run.status)
    if run.status != 0:
        raise SystemExit(f"evol ended with status {run.status}:\n{run.output}")
    figures["rate_over_time"] = rates(run, 5)
    figures["project_mb"] = size_mb(project)
    stats = timed([options.build / "evol", "stats", project, "--json"])[1]
    figures["stats"] = {key: value for key, value in json.loads(stats.stdout).items() if isinstance(value, int)}
    figures["check_seconds"], check = timed([options.build / "evol", "check", project])
    figures["check"] = (check.stdout + check.stderr).strip().replace(str(project), "the project")
    return figures


def rates(run, parts):
    """Requests a second in each part of the run, to show what a growing project costs."""
    marks = [run.steady(i / parts, (i + 1) / parts) for i in range(parts)]
    return [round((end.answers - start.answers) / (end.time - start.time)) for start, end in marks]


def print_table(figures):
    stats = figures["stats"]
    print(f"{figures['machine']}; {figures['seeds']:,} seeds, {figures['epochs']} epochs: {stats['instructions']:,} "
          f"instructions, {figures['requests']:,} requests, of which {figures['distinct']:,} differ\n")
    print("| what | measured | wanted |\n| --- | --- | --- |")
    print(f"| wall time of `evol evolve` | {figures['wall_seconds']:.0f} s | 300 s |")
    print(f"| most memory | {figures['peak_memory_mb']:.0f} MB | 300 MB |")
    print(f"| requests a second, by fifths of the run | {', '.join(f'{rate:,}' for rate in figures['rate_over_time'])} | |")
    print(f"| processor time a request: `evol`, the server | {figures['whole_processor_us_per_request']:.0f}, "
          f"{figures['server_us_per_request']:.0f} µs | |")
    print(f"| `evol new` and `evol import` | {figures['import_seconds']:.1f} s | |")
    print(f"| size of the project | {figures['project_mb']:,.0f} MB | |")
    print(f"| `evol check`: {figures['check']} | {figures['check_seconds']:.1f} s | |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--seeds", type=int, default=52000)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--concurrency", type=int, default=256)
    parser.add_argument("--json", action="store_true", help="all figures instead of the table")
    options = parser.parse_args()
    # In the build folder: /tmp may be memory, where waiting for the disk costs nothing.
    with tempfile.TemporaryDirectory(dir=options.build, prefix="bench_night_") as folder:
        figures = measure(options, pathlib.Path(folder))
    print(json.dumps(figures, indent=2)) if options.json else print_table(figures)


if __name__ == "__main__":
    main()
