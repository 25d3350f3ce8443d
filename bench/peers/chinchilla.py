#!/usr/bin/env python3
"""The Chinchilla law fitted by SciPy's BFGS and by Headwater: the same 240 points, starts and objective, run one after the other.

The problem is that of Besiroglu et al. 2024 (arXiv:2404.10102): the sum of Huber losses (delta 1e-3) of
logsumexp(e, a - alpha log N, b - beta log D) - log L, from the 4,500 starts of Hoffmann et al. 2022, Approach 3.
SciPy runs in one thread, once with gradients by differences, as where none is given, and once with exact ones, written for this script; it takes a
share of the starts, evenly spaced, and is scaled up. Headwater takes all starts and all refits. Run it on a quiet machine.

    python3 bench/peers/chinchilla.py MEASUREMENTS/chinchilla.csv [--starts 45] [--refits 40]

Build Headwater first: dotnet build -c Release bench/Headwater.Benchmarks
"""
import argparse
import csv
import itertools
import os
import subprocess
import time

import numpy as np
from scipy.optimize import minimize

DELTA = 1e-3
OUTLIERS = 5
GRID_SIZE = 4500
REFITS = 4000
TOLERANCE = 1e-9
EXPONENTS = (0, 0.5, 1, 1.5, 2)
IRREDUCIBLE = (-1, -0.5, 0, 0.5, 1)
FACTORS = (0, 5, 10, 15, 20, 25)


def read_points(path):
    """log N, log D and log L of the 240 points."""
    with open(path, newline="") as table:
        rows = [(float(r["parameters"]), float(r["pretraining_tokens"]), float(r["value"])) for r in csv.DictReader(table)]
    return np.log(np.array(sorted(rows, key=lambda row: row[2])[:-OUTLIERS]).T)


def objective(at, log_n, log_d, log_l, counts):
    """The sum of Huber losses and its gradient."""
    e, a, alpha, b, beta = at
    terms = np.stack([np.full_like(log_n, e), a - alpha * log_n, b - beta * log_d])
    top = terms.max(axis=0)
    shares = np.exp(terms - top)
    total = shares.sum(axis=0)
    shares /= total
    residuals = top + np.log(total) - log_l
    size = np.minimum(np.abs(residuals), DELTA)
    pull = counts * np.clip(residuals, -DELTA, DELTA)
    slopes = np.stack([shares[0], shares[1], -log_n * shares[1], shares[2], -log_d * shares[2]])
    return np.sum(counts * size * (np.abs(residuals) - size / 2)), slopes @ pull


def run_scipy(points, starts, refits, differences):
    """Seconds per start, seconds per refit, the least objective, and the share of starts that reached it."""

    def search(start, counts):
        if differences:
            return minimize(lambda *at: objective(*at)[0], start, args=(*points, counts), method="BFGS", options={"gtol": TOLERANCE})
        return minimize(objective, start, args=(*points, counts), jac=True, method="BFGS", options={"gtol": TOLERANCE})

    ones = np.ones(points.shape[1])
    grid = list(itertools.product(IRREDUCIBLE, FACTORS, EXPONENTS, FACTORS, EXPONENTS))
    assert len(grid) == GRID_SIZE
    chosen = [grid[int(k)] for k in np.linspace(0, GRID_SIZE - 1, starts)]
    begun = time.perf_counter()
    ends = [search(start, ones) for start in chosen]
    per_start = (time.perf_counter() - begun) / starts
    best = min((end for end in ends if np.isfinite(end.fun)), key=lambda end: end.fun)
    reached = sum(end.fun <= best.fun * (1 + 1e-6) for end in ends)

    random = np.random.default_rng(42)
    begun = time.perf_counter()
    for _ in range(refits):
        counts = random.multinomial(len(ones), ones / len(ones)).astype(float)
        search(best.x, counts)
    return per_start, (time.perf_counter() - begun) / refits, best.fun, reached / starts


def run_headwater(table, command):
    """What Headwater prints about itself."""
    line = subprocess.run([*command, "chinchilla", table], check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in (pair.split("=") for pair in line.split())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("--starts", type=int, default=45, help="how many of the 4,500 starts SciPy takes")
    parser.add_argument("--refits", type=int, default=40, help="how many of the 4,000 refits SciPy takes")
    parser.add_argument("--headwater", default="artifacts/bin/Headwater.Benchmarks/release/Headwater.Benchmarks", help="the built benchmarks")
    arguments = parser.parse_args()

    ours = run_headwater(arguments.table, arguments.headwater.split())
    rows = [("Headwater", ours["starts_seconds"] / ours["starts"], ours["refits_seconds"] / ours["refits"], ours["objective"], ours["reached"] / ours["starts"])]
    points = read_points(arguments.table)
    for name, differences in (("SciPy, exact", False), ("SciPy, diff.", True)):
        rows.append((name, *run_scipy(points, arguments.starts, arguments.refits, differences)))

    print(f"{'':14}{'ms a start':>12}{'4,500 starts':>14}{'ms a refit':>12}{'4,000 refits':>14}{'objective':>24}{'starts at it':>14}{'a start':>10}{'a refit':>10}")
    for name, start, refit, objective_, share in rows:
        ratios = f"{start / rows[0][1]:9.0f}x{refit / rows[0][2]:9.0f}x"
        print(f"{name:14}{start * 1e3:12.3f}{start * GRID_SIZE:12.2f} s{refit * 1e3:12.3f}{refit * REFITS:12.2f} s{objective_:24.17f}{share:14.1%}{ratios}")
    wall = ours["starts_seconds"] + ours["refits_seconds"]
    print(f"Headwater, all starts and refits on {len(os.sched_getaffinity(0))} cores: {wall:.2f} s, {ours['processor_seconds']:.2f} s of processor time with its start-up.")
    print(f"SciPy took {arguments.starts} starts and {arguments.refits} refits and is scaled up. Load average {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
