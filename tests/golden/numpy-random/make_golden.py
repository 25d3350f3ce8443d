"""Draws of numpy.random.default_rng, as numbers: what Headwater's port must equal. Writes draws.csv beside itself."""
import csv
import os

import numpy as np

SEEDS = [0, 1, 42, 12345, 2**32 - 1, 2**32, 2**63 + 11, 2**64 + 5, 2**96 + 2**31, 2**130 + 12345, 2**256 - 1]
BOUNDS = [1, 2, 3, 10, 2037, 2**20 + 7, 2**31 + 1, 2**32 - 1, 2**32, 2**32 + 1, 2**40 + 9, 2**62 + 3]
COUNT = 40


def rows():
    for seed in SEEDS:
        yield "state", seed, "", np.random.SeedSequence(seed).generate_state(8, np.uint64)
        yield "uint64", seed, "", np.random.PCG64(seed).random_raw(COUNT)
        yield "random", seed, "", [repr(float(x)) for x in np.random.default_rng(seed).random(COUNT)]
        yield "bool", seed, "", np.random.default_rng(seed).integers(2, size=101, dtype=bool).astype(int)
        for n in BOUNDS:
            yield "choice", seed, n, np.random.default_rng(seed).choice(n, size=COUNT, replace=True)
        # What approximate randomisation with intervals draws: choices of a system, then resamples, from one generator.
        rng = np.random.default_rng(seed)
        first = rng.integers(2, size=(3, 11), dtype=bool).astype(int).ravel()
        yield "bool-then-choice", seed, 2037, np.concatenate([first, rng.choice(2037, size=(2, 11), replace=True).ravel()])
        # A half of a 64-bit draw is kept while 64-bit draws go by.
        rng = np.random.default_rng(seed)
        mixed = [int(x) for x in rng.choice(10, size=3)] + [repr(float(rng.random()))] + [int(x) for x in rng.choice(10, size=3)]
        yield "choice-random-choice", seed, 10, mixed


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "draws.csv"), "w", newline="") as out:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["kind", "seed", "n", "values"])
    for kind, seed, n, values in rows():
        writer.writerow([kind, seed, n, " ".join(str(x) for x in values)])
