# SPDX-License-Identifier: GPL-3.0-or-later
"""What bench_engine.py and bench_night.py share: the stand-in server, seeds made up on the spot, and a program that is
watched from outside while it runs, so that ours and its peers are measured the same way.

Requests are counted by the server. Processor time and memory are read from /proc, of that one process alone."""
import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import random
import subprocess
import time

WORDS = """explain describe compare plan market river engine budget teacher history recipe algorithm planet letter poem
contract island harvest signal method journey museum climate proof theorem orchestra garden winter bridge village summary
translate estimate design improve question example language music season number pattern story machine reason""".split()

TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """bench_server with a fixed latency, for as long as the `with` block lasts."""

    def __init__(self, build, latency, *more):
        self._process = subprocess.Popen([build / "bench_server", "--latency", str(latency), *more],
                                         stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline().split()[1])
        self.base = f"http://127.0.0.1:{self.port}/v1"
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.communicate()

    def counts(self):
        self._connection.request("GET", "/counts")
        return json.loads(self._connection.getresponse().read())


@dataclasses.dataclass
class Sample:
    time: float
    answers: int
    processor: float  # seconds of the program
    server: float  # seconds of the server


@dataclasses.dataclass
class Run:
    """A program from its start to its end. The steady part leaves out what start and end take."""
    samples: list
    wall: float
    processor: float
    memory: float  # MB, the most there was
    output: str
    status: int

    def requests(self):
        return self.samples[-1].answers - self.samples[0].answers

    def steady(self, first=0.15, last=0.9):
        """The samples between which so much of all requests was answered."""
        base, count = self.samples[0].answers, self.requests()
        inside = [s for s in self.samples if first * count <= s.answers - base <= last * count]
        if len(inside) < 2:
            raise SystemExit(f"The run was too short to be measured. It said:\n{self.output}")
        return inside[0], inside[-1]

    def rate(self):
        start, end = self.steady()
        return (end.answers - start.answers) / (end.time - start.time)

    def processor_per_request(self):
        """Microseconds, of the steady part."""
        start, end = self.steady()
        return 1e6 * (end.processor - start.processor) / (end.answers - start.answers)

    def server_per_request(self):
        start, end = self.steady()
        return 1e6 * (end.server - start.server) / (end.answers - start.answers)

    def figures(self):
        return {"requests": self.requests(), "requests_per_second": self.rate(), "wall_seconds": self.wall,
                "processor_us_per_request": self.processor_per_request(), "peak_memory_mb": self.memory,
                "whole_processor_us_per_request": 1e6 * self.processor / max(self.requests(), 1),
                "server_us_per_request": self.server_per_request()}


def processor_of(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def most_memory_of(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def watch(arguments, server, log, interval=0.1, cwd=None):
    """Runs a program to its end, with a sample every `interval` seconds."""
    start = time.monotonic()
    samples, memory = [], 0.0
    with open(log, "w", encoding="utf-8") as output:
        process = subprocess.Popen([str(a) for a in arguments], stdout=output, stderr=subprocess.STDOUT, cwd=cwd)
        usage = None
        while True:
            with contextlib.suppress(OSError, IndexError):  # it may end at any moment
                counts, processor = server.counts(), processor_of(process.pid)
                samples.append(Sample(time.monotonic(), counts["answers"], processor, counts["processor_seconds"]))
                memory = max(memory, most_memory_of(process.pid))
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                break
            time.sleep(interval)
    wall, counts = time.monotonic() - start, server.counts()
    processor = usage.ru_utime + usage.ru_stime
    samples.append(Sample(time.monotonic(), counts["answers"], processor, counts["processor_seconds"]))
    return Run(samples, wall, processor, memory, pathlib.Path(log).read_text(encoding="utf-8"), process.returncode)


def write_seeds(path, count):
    """A file of Alpaca rows, each with a text of its own and no output."""
    choice = random.Random(count)
    rows = [{"instruction": f"Task {i}: " + " ".join(choice.choices(WORDS, k=choice.randint(8, 20))) + ".",
             "input": "", "output": ""} for i in range(count)]
    pathlib.Path(path).write_text(json.dumps(rows), encoding="utf-8")


def new_project(build, folder, seeds):
    """A project of so many seeds, made as a user makes one."""
    project, file = folder / "bench.evol", folder / "seeds.json"
    for left in folder.glob("bench.evol*"):
        left.unlink()
    write_seeds(file, seeds)
    for arguments in (["new", project], ["import", project, file]):
        subprocess.run([build / "evol", *arguments], check=True, stdout=subprocess.DEVNULL)
    return project


def evolve(build, project, server, in_flight, epochs):
    return [build / "evol", "evolve", project, "--model", server.base + "#bench", "--concurrency", in_flight,
            "--epochs", epochs]


def size_mb(project):
    return sum(f.stat().st_size for f in project.parent.glob(project.name + "*")) / 1e6


def machine():
    """A line that says where the figures come from, and what else the machine was doing."""
    model = next((line.split(":")[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown processor")
    return f"{os.cpu_count()} cores ({model}), load {os.getloadavg()[0]:.1f} before the run"
