"""Intervals and p-values as sacreBLEU 2.6 takes them, from statistics per segment, with NumPy itself.

    make_golden.py                        writes statistics.csv, made up, and expected.csv
    make_golden.py STATISTICS OUT         writes OUT from what `headwater score ... --statistics STATISTICS` wrote

Resampling and tests: github mjpost/sacrebleu, sacrebleu/significance.py (commit 0dca9d4) and metrics/base.py. The formulas of the metrics are
written from their papers. Every scalar keeps the type NumPy gives it, so that rounding is the reference tool's.
"""
import csv
import math
import os
import statistics
import sys

import numpy as np

SEED, RESAMPLES, TRIALS = 12345, 1000, 10000
HERE = os.path.dirname(os.path.abspath(__file__))
csv.field_size_limit(1 << 24)


def bleu(smoothing="exp", value=None, effective=False):
    def score(s):
        orders = (len(s) - 2) // 2
        length, reference = int(s[0]), int(s[1])
        matches, totals = s[2:2 + orders], s[2 + orders:]
        if not any(matches):
            return 0.0
        brevity = 1.0 if length >= reference else math.exp(1 - reference / length) if length > 0 else 0.0
        shares, halves, used = [0.0] * orders, 1.0, orders
        for n in range(orders):
            if smoothing == "add-k" and n > 0:
                matches[n] += value                     # stored back, in the array's own type
                totals[n] += value
            if totals[n] == 0:
                break
            if effective:
                used = n + 1
            if matches[n] != 0:
                shares[n] = 100. * matches[n] / totals[n]
            elif smoothing == "exp":
                halves *= 2
                shares[n] = 100. / (halves * totals[n])
            elif smoothing == "floor":
                shares[n] = 100. * value / totals[n]
        logs = [math.log(share) if share != 0 else -9999999999 for share in shares[:used]]
        return brevity * math.exp(sum(logs) / used)
    return score


def chrf(orders=6, eps=False, beta=2):
    def score(s):
        weight = beta ** 2
        total, precisions, recalls, used = 0.0, 0.0, 0.0, 0
        for i in range(orders):
            hypothesis, reference, match = s[i], s[orders + i], s[2 * orders + i]
            precision = match / hypothesis if hypothesis > 0 else 1e-16
            recall = match / reference if reference > 0 else 1e-16
            below = weight * precision + recall
            total += ((1 + weight) * precision * recall / below) if below > 0 else 1e-16
            if hypothesis > 0 and reference > 0:
                precisions += precision
                recalls += recall
                used += 1
        if eps:
            return 100 * total / orders
        if used == 0 or precisions / used + recalls / used == 0:
            return 0.0
        precisions, recalls = precisions / used, recalls / used
        f = (1 + weight) * precisions * recalls
        f /= (weight * precisions) + recalls
        return 100 * f
    return score


def ter(s):
    edits, words = s[0], s[1]
    return 100 * (edits / words if words > 0 else 1 if edits > 0 else 0)


def total(rows):
    result = list(rows[0])
    for row in rows[1:]:
        result = [a + b for a, b in zip(result, row)]
    return result


def middle(scores):
    scores = np.sort(np.array(scores))
    left = len(scores) // 40
    return scores, 0.5 * (scores[len(scores) - left - 1] - scores[left])


def resampled(rows, formula):
    draws = np.random.default_rng(SEED).choice(len(rows), size=(RESAMPLES, len(rows)), replace=True)
    singles = np.array(rows, dtype="float32")
    return [float(formula(singles[draw].sum(0))) for draw in draws]


def share_above(values, measured):
    return (np.sum(np.array(values) > measured).item() + 1) / (len(values) + 1)


def randomised(baseline, system, formula, measured, whole):
    chosen = np.random.default_rng(SEED).integers(2, size=(TRIALS, len(baseline)), dtype=bool)
    baseline, system = np.array(baseline), np.array(system)
    if whole:                                           # no smoothing writes into the sums: doubles hold them, and plain numbers are quicker
        chosen, baseline, system = chosen.astype(float), baseline.astype(float), system.astype(float)
        first = (chosen @ baseline + (1 - chosen) @ system).tolist()
        second = ((1 - chosen) @ baseline + chosen @ system).tolist()
    else:
        first = chosen @ baseline + ~chosen @ system
        second = ~chosen @ baseline + chosen @ system
    return share_above([abs(float(formula(a)) - float(formula(b))) for a, b in zip(first, second)], measured)


def results(systems, formula, whole=False):
    """One row a system, the first of them the baseline: score, -ci's mean, the paired mean, half width, p of -pbs and of -par, standard error."""
    names = list(systems)
    scores = {name: float(formula(total(systems[name]))) for name in names}
    samples = {name: resampled(systems[name], formula) for name in names}
    for name in names:
        ordered, half = middle(samples[name])
        row = [name, scores[name], statistics.mean(samples[name]), ordered.mean(), half]
        if name != names[0]:
            measured = abs(scores[names[0]] - scores[name])
            differences = np.array(samples[name]) - np.array(samples[names[0]])
            distances = np.abs(differences)
            row += [share_above(distances - distances.mean(), measured),
                    randomised(systems[names[0]], systems[name], formula, measured, whole), differences.std(ddof=1)]
        yield row + [""] * (8 - len(row))


def made_up():
    """Statistics that no text has: whole ones, sums beyond 2^24, thirds, orders without a match, empty hypotheses."""
    rng = np.random.default_rng(20221)

    def falling(n, top, orders):
        rows = []
        for _ in range(n):
            length = int(rng.integers(0, top))
            totals = [max(length - k, 0) for k in range(orders)]
            rows.append((length, totals, [int(rng.integers(0, t + 1) * 0.8 ** k) for k, t in enumerate(totals)]))
        return rows

    def bleu_rows(n, top, gain=0.0):
        return [[length, int(length * rng.uniform(0.8, 1.2)) + 1] + [min(t, int(m * (1 + gain))) for m, t in zip(matches, totals)] + totals
                for length, totals, matches in falling(n, top, 4)]

    def chrf_rows(n, top, orders):
        return [totals + [t + int(rng.integers(0, 4)) for t in totals] + matches for _, totals, matches in falling(n, top, orders)]

    def ter_rows(n, parts):
        return [[int(rng.integers(0, 20)), int(rng.integers(3, 90)) / parts] for _ in range(n)]

    yield "bleu", "BLEU", {"a": bleu_rows(97, 40), "b": bleu_rows(97, 40), "c": bleu_rows(97, 40, 0.1)}
    yield "bleu-sparse", "BLEU", {name: [[r[0], r[1], r[2], 0, 0, 0] + r[6:] for r in bleu_rows(31, 6)] for name in "ab"}
    yield "bleu-large", "BLEU", {name: bleu_rows(160, 700_000) for name in "ab"}
    yield "chrf", "chrF", {name: chrf_rows(97, 120, 6) for name in "abc"}
    yield "chrf-large", "chrF", {name: chrf_rows(130, 900_000, 6) for name in "ab"}
    yield "chrf++", "chrF", {name: chrf_rows(61, 90, 8) for name in "ab"}
    yield "ter", "TER", {name: ter_rows(97, 1) for name in "abc"}
    yield "ter-halves", "TER", {name: ter_rows(97, 2) for name in "ab"}
    yield "ter-thirds", "TER", {name: ter_rows(97, 3) for name in "ab"}


VARIANTS = {
    "bleu": {"exp": bleu(), "add-half": bleu("add-k", 0.5), "effective": bleu(effective=True)},
    "bleu-sparse": {"exp": bleu(), "floor": bleu("floor", 0.1), "add-k": bleu("add-k", 1), "add-half": bleu("add-k", 0.5), "none": bleu("none")},
    "bleu-large": {"exp": bleu(), "add-k": bleu("add-k", 1)},
    "chrf": {"": chrf(), "eps": chrf(eps=True)}, "chrf-large": {"": chrf()}, "chrf++": {"": chrf(8)},
    "ter": {"": ter}, "ter-halves": {"": ter}, "ter-thirds": {"": ter},
}
COLUMNS = ["case", "variant", "system", "score", "mean", "paired_mean", "half_width", "p_bootstrap", "p_randomisation", "standard_error"]


def write(path, header, rows):
    with open(path, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def text(row):
    return [float(x).__repr__() if isinstance(x, float) else x for x in row]


def main():
    if len(sys.argv) == 3:
        cases = {}
        with open(sys.argv[1], newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                values = [float(x) if "." in x else int(x) for x in row["statistics"].split(" ")]
                cases.setdefault(row["metric"], {}).setdefault(os.path.basename(row["system"]), []).append(values)
        formulas = {"BLEU": bleu(), "chrF2": chrf(), "chrF2++": chrf(8), "TER": ter}
        write(sys.argv[2], COLUMNS, ([name, ""] + text(row) for name, systems in cases.items() for row in results(systems, formulas[name], whole=True)))
        return
    made = list(made_up())
    write(os.path.join(HERE, "statistics.csv"), ["case", "metric", "system", "statistics"],
          ([case, metric, name, " ".join(repr(x) for x in row)] for case, metric, systems in made for name, rows in systems.items() for row in rows))
    write(os.path.join(HERE, "expected.csv"), COLUMNS,
          ([case, variant] + text(row) for case, _, systems in made for variant, formula in VARIANTS[case].items() for row in results(systems, formula)))


main()
