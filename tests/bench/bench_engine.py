#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_engine.py BUILD_FOLDER [--night]: the whole engine with storing beside npm's `openai` client with p-limit and beside
one request after the other, all against one local server with a fixed latency of 100 ms; prints a table in Markdown.
With --night it grows 52,000 seeds over four epochs against a server that answers at once, instead.

Our rate is requests over the wall time of the whole program; the client's begins with its first request. Processor time is
that of the whole process in both cases. The server takes its share of the same two cores."""
import os, pathlib, re, resource, subprocess, sys, tempfile, time

here = pathlib.Path(__file__).resolve().parent
build = pathlib.Path(sys.argv[1]).resolve()
prompt = here.parents[1] / "resources/prompts/general/deepen.txt"
latency = 0.1


class Server:
    """bench_server at a latency; closing it tells what it counted."""

    def __init__(self, milliseconds):
        self.process = subprocess.Popen([build / "bench_server", str(milliseconds)], stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v1"

    def cpu(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.process.terminate()
        requests, twice = re.findall(r"\d+", self.process.stdout.read())
        return int(requests), int(twice)


def run(*command):
    """Wall seconds, processor seconds and peak memory in MB of a program."""
    start = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} failed: {message.decode()}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ours(folder, in_flight, seeds, epochs, milliseconds):
    project, file, server = folder / "bench.evol", folder / "seeds.txt", Server(milliseconds)
    project.unlink(missing_ok=True)
    file.write_text("".join(f"Describe how town number {i} could plan the use of its river in a dry year.\n" for i in range(seeds)))
    run(build / "evol", "new", project)
    run(build / "evol", "import", project, file)
    seconds, cpu, memory = run(build / "evol", "evolve", project, "--model", server.url + "#bench", "--concurrency", in_flight,
                               "--epochs", epochs)
    server_cpu = server.cpu()
    requests, twice = server.close()
    return {"requests": requests, "twice": twice, "rate": requests / seconds, "cpu": cpu / requests, "seconds": seconds,
            "memory": memory, "server": server_cpu / requests, "project": project}


def theirs(in_flight, count):
    client = build / "bench-peers"
    client.mkdir(exist_ok=True)
    for name in ("openai_client.mjs", "package.json"):
        (client / name).write_text((here / "peers" / name).read_text())
    if not (client / "node_modules/openai").exists():
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=client, check=True)
    server = Server(int(latency * 1000))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(["node", "openai_client.mjs", server.url, str(in_flight), str(count), str(prompt)], cwd=client, check=True,
                            capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    server.close()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"rate": count / float(output), "cpu": cpu / count}


def compare(folder):
    one = theirs(1, 50)
    print("| what | ours | peer | theirs | ratio | wanted |\n| --- | --- | --- | --- | --- | --- |")
    for in_flight, share, seeds in ((64, 98, 6000), (256, 95, 24000)):
        own, peer = ours(folder, in_flight, seeds, 1, 100), theirs(in_flight, seeds)
        possible = in_flight / latency
        print(f"| requests a second, {in_flight} in flight | {own['rate']:.0f} | concurrency ÷ latency | {possible:.0f} | "
              f"{own['rate'] / possible:.1%} | {share} % |")
        print(f"| the same | {own['rate']:.0f} | `openai` with p-limit | {peer['rate']:.0f} | {own['rate'] / peer['rate']:.2f} × | "
              f"{'1.4 ×' if in_flight == 256 else ''} |")
        print(f"| processor time a request | {own['cpu'] * 1e6:.0f} µs | `openai` with p-limit | {peer['cpu'] * 1e6:.0f} µs | "
              f"1/{peer['cpu'] / own['cpu']:.1f} | {'1/6' if in_flight == 256 else ''} |")
    print(f"| requests a second, 256 in flight | {own['rate']:.0f} | one after the other | {one['rate']:.1f} | {own['rate'] / one['rate']:.0f} × | |")
    print(f"\nRequests that the server saw twice: {own['twice']}. The server itself took {own['server'] * 1e6:.0f} µs a request.")


def night(folder):
    own = ours(folder, 256, 52000, 4, 0)
    size = own["project"].stat().st_size / 1e6
    print("| 52,000 seeds, four epochs, 260,000 instructions | | wanted |\n| --- | --- | --- |")
    print(f"| wall time | {own['seconds']:.0f} s | 300 s |\n| requests | {own['requests']}, {own['twice']} of them twice | |")
    print(f"| memory at most | {own['memory']:.0f} MB | 300 MB |\n| project file | {size:.0f} MB | |")
    seconds, _, memory = run(build / "evol", "check", own["project"])
    print(f"| `evol check` afterwards: sound | {seconds:.0f} s, {memory:.0f} MB | |")


with tempfile.TemporaryDirectory(dir=build) as name:
    (night if "--night" in sys.argv else compare)(pathlib.Path(name))
