"""Seconds that scoring a WMT22 system takes, alone and with intervals and paired tests, as a process from its files to its last line.

    dotnet build -c Release src/Headwater.Cli
    python3 bench/score.py $HEADWATER_DATA/mt/dev/en-de [repeats]

Prints for each metric the least wall and processor seconds of `repeats` (3) runs: of one system, and for each system of a run with all of them.
"""
import glob
import os
import resource
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COMMAND = os.path.join(HERE, "..", "artifacts", "bin", "Headwater.Cli", "release", "headwater")


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(arguments, repeats):
    walls, processors = [], []
    for _ in range(repeats):
        wall, processor = time.perf_counter(), processor_seconds()
        subprocess.run([COMMAND, "score"] + arguments, check=True, stdout=subprocess.DEVNULL)
        walls.append(time.perf_counter() - wall)
        processors.append(processor_seconds() - processor)
    return min(walls), min(processors)


def main():
    folder = sys.argv[1]
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    reference = os.path.join(folder, "ref.A.de.txt")
    systems = sorted(glob.glob(os.path.join(folder, "hyp.*.de.txt")))
    start = measure(["bleu", "--help"], repeats)
    print(f"start of the process: {start[0]:.3f} s wall, {start[1]:.3f} s processor; included below")
    print("| metric | what | systems | wall s a system | processor s a system |\n|---|---|---:|---:|---:|")
    for metric, flags in [("bleu", []), ("chrf", []), ("chrf", ["-cw", "2"]), ("ter", [])]:
        for what, count in [([], 1), (["-ci"], 1), ([], len(systems)), (["-pbs"], len(systems)), (["-par"], len(systems))]:
            wall, processor = measure([metric, reference, "-i"] + systems[:count] + flags + what, repeats)
            print(f"| {metric}{'++' if flags else ''} | {' '.join(what) or 'score'} | {count} | {wall / count:.3f} | {processor / count:.3f} |", flush=True)


main()
