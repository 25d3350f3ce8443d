"""Start-up of commands as new processes, in turn: python3 bench/startup.py ROUNDS COMMAND … ::: COMMAND …

Prints, for each command, the least and the median wall time, and the least processor time (user and system), in milliseconds.
"""
import os
import statistics
import subprocess
import sys
import time


def run(command):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with status {status}; expected 0.")
    return wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3


def main():
    rounds, *words = sys.argv[1:]
    commands = [[]]
    for word in words:
        if word == ":::":
            commands.append([])
        else:
            commands[-1].append(word)
    times = [[] for _ in commands]
    for _ in range(int(rounds)):
        for command, measured in zip(commands, times):
            measured.append(run(command))
    print("wall, least\twall, median\tprocessor, least\tcommand")
    for command, measured in zip(commands, times):
        walls, processors = zip(*measured)
        print(f"{min(walls):.1f}\t{statistics.median(walls):.1f}\t{min(processors):.1f}\t{' '.join(command)}")


main()
