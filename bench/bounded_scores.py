"""What helps a forecast of accuracies: the chance floor, binomial errors, both, or the way through a loss.

    dotnet build -c Release src/Headwater.Cli
    python3 bench/bounded_scores.py $HEADWATER_DATA/measurements [table ...]

Tables are pythia, olmo_ladder and gadre. Each series is fitted on its small scales and asked for the large ones (`headwater backtest`). Prints, over the
series that every row of a table could forecast: median and mean of |ln(forecast / actual)|, the share of measurements inside 90 % intervals, and the
median width of these in logs.
"""
import csv
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
COMMAND = os.environ.get("HEADWATER_COMMAND", os.path.join(HERE, "..", "artifacts", "bin", "Headwater.Cli", "release", "headwater"))
LAW = os.environ.get("HEADWATER_LAW", "bleu-log")
ROWS = {
    "floor none, huber": ["--loss", "huber", "--floor", "none"],
    "floor chance, huber": ["--loss", "huber", "--floor", "chance"],
    "floor none, binomial": ["--loss", "binomial", "--floor", "none"],
    "floor chance, binomial": ["--loss", "binomial", "--floor", "chance"],
}
TABLES = {
    "pythia": (["--metric", "acc"], "ppl:lambada_openai@0", True),
    "olmo_ladder": (["--metric", "acc_norm", "--fit-below", "0.51", "--min-points", "5"], "bpb", False),
    "gadre": (["--metric", "accuracy"], "loss:c4_val", True),
}


def with_items(folder, scratch):
    """gadre's accuracies with the number of their items."""
    with open(os.path.join(folder, "gadre_tasks.csv"), newline="") as file:
        items = {row["task"]: row["datapoints"] for row in csv.DictReader(file)}
    path = os.path.join(scratch, "gadre.csv")
    with open(os.path.join(folder, "gadre.csv"), newline="") as source, open(path, "w", newline="") as target:
        reader = csv.DictReader(source)
        writer = csv.DictWriter(target, [*reader.fieldnames, "items"])
        writer.writeheader()
        for row in reader:
            writer.writerow({**row, "items": items.get(row["task"], "") if row["metric"] == "accuracy" else ""})
    return path


def backtests(path, arguments):
    done = subprocess.run([COMMAND, "backtest", path, "--law", LAW, "--json", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)["backtests"]


def sum_up(chosen):
    errors = [one["error"] for one in chosen]
    # Bounds of null are those of plain rivals, which have none.
    targets = [target for one in chosen for target in one["targets"] if target.get("low") is not None]
    inside = [target["low"] <= target["actual"] <= target["high"] for target in targets]
    widths = [math.log(target["high"] / target["low"]) for target in targets if target["low"] > 0]
    shown = f"{100 * sum(inside) / len(inside):.0f} % | {statistics.median(widths):.3f}" if targets and widths else "- | -"
    return f"{len(errors)} | {100 * statistics.median(errors):.2f} % | {100 * statistics.mean(errors):.2f} % | {shown}"


def table(name, folder, scratch):
    common, through, has_items = TABLES[name]
    path = with_items(folder, scratch) if name == "gadre" else os.path.join(folder, name + ".csv")
    rows = {}
    for label, arguments in ROWS.items():
        if "binomial" in label and not has_items:
            continue
        ways = [] if "none, b" in label else ["--through", through]
        for one in backtests(path, [*common, *arguments, *ways]):
            law = one["law"]
            if law not in (LAW, "auto", "last-value") and "through" not in law:
                continue
            key = f"{law}, {label}" if law == LAW else f"two-step, {label}" if "through" in law else law
            rows.setdefault(key, {})[json.dumps(one["series"], sort_keys=True)] = one
    two = {key for key in rows if key.startswith("two-step")}
    for title, keys in (("all ways over the scale", [key for key in rows if key not in two]), (f"and through {through}", list(rows))):
        shared = set.intersection(*(set(rows[key]) for key in keys))
        print(f"\n{name}, {title}: {len(shared)} series\n")
        print("| way | series | median error | mean error | inside 90 % | width |\n|---|---:|---:|---:|---:|---:|")
        for key in sorted(keys):
            print(f"| {key} | {sum_up([rows[key][series] for series in shared])} |")
    sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for name in sys.argv[2:] or TABLES:
            table(name, sys.argv[1], scratch)
