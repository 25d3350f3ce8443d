#!/usr/bin/env python3
"""Loss against tokens on the same batches of real text, in Headwater and in PyTorch.

Each side draws its own first weights, with every seed given; data, their order, corruption, update rule and learning rates are the same, and there is no
dropout. Prints, for equal stretches of training, the mean loss (nats per target token) of each side over its seeds, how far apart a side's own seeds are,
and how far apart the two sides are. With --beyond, ends with 1 where the sides are farther apart than that many times the largest distance of two seeds of
one side (and half a percent), after the first stretch.

    python3 bench/peers/curve.py FOLDER TEXT... [--tokens 10000000] [--unique 0] [--shape 128,3,512,4096,32] [--seeds 1,2] [--peer-seeds 1,2]
        [--stretches 10] [--threads 2] [--beyond 2]

--unique is how many megabytes of each text are read before it begins again: a small number overfits. --shape is width, layers of each side, feed-forward,
vocabulary, and sequences a step. Debian's packages: python3-torch libopenblas0-pthread.
Build Headwater first: dotnet build -c Release bench/Headwater.Benchmarks. What a seed has left in FOLDER is not trained again.
"""
import argparse
import csv
import os
import statistics
import struct
import subprocess
import sys

from openblas import environment
from training import heads_of

PROGRAM = "artifacts/bin/Headwater.Benchmarks/release/Headwater.Benchmarks"
RATE, WARM_UP = 0.01, 1000


def batches(folder):
    """Inputs and targets of each step, and the raw tokens that they were made of."""
    import numpy
    import torch

    with open(os.path.join(folder, "batches.bin"), "rb") as file:
        rows, source, target, raw = struct.unpack("<4i", file.read(16))
        size = 2 * rows * (source + target)
        while len(block := file.read(size)) == size:
            ids = torch.from_numpy(numpy.frombuffer(block, "<u2").astype("int64"))
            yield ids[: rows * source].view(rows, source), ids[rows * source :].view(rows, target), raw


def train(folder, seed, shape, threads):
    import torch
    from t5 import T5, Adafactor

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    width, layers, feed_forward, vocabulary, _ = shape
    model = T5(width, layers, feed_forward, vocabulary, heads_of(width))
    optimizer = Adafactor(model.parameters())
    path = losses_of(folder, "pytorch", seed)
    with open(path + ".part", "w") as file:
        file.write("step,tokens,loss\n")
        for step, (inputs, targets, raw) in enumerate(batches(folder)):
            model.zero_grad(set_to_none=True)
            loss = model(inputs, targets)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(RATE / max(step / WARM_UP, 1) ** 0.5)
            file.write(f"{step + 1},{(step + 1) * raw},{loss.item()!r}\n")
            file.flush()
    os.rename(path + ".part", path)


def losses_of(folder, side, seed):
    return os.path.join(folder, f"{side}-{seed}.csv")


def read(path):
    with open(path) as file:
        return [(int(row["tokens"]), float(row["loss"])) for row in csv.DictReader(file)]


def stretches(losses, count):
    """The mean loss of each stretch, and the tokens at its end."""
    length = len(losses) // count
    parts = [losses[i * length : (i + 1) * length] for i in range(count)]
    return [(part[-1][0], statistics.fmean(loss for _, loss in part)) for part in parts]


def spread(values):
    return max(values) / min(values) - 1


def report(folder, seeds_of, count, beyond):
    sides = {side: [stretches(read(losses_of(folder, side, seed)), count) for seed in seeds] for side, seeds in seeds_of.items()}
    print(f"{'tokens':>12} {'Headwater':>10} {'seeds':>7} {'PyTorch':>10} {'seeds':>7} {'apart':>8}")
    apart, own = [], []
    for i in range(count):
        ours, theirs = ([run[i][1] for run in sides[side]] for side in ("headwater", "pytorch"))
        difference = statistics.fmean(ours) / statistics.fmean(theirs) - 1
        apart.append(abs(difference))
        own += [spread(ours), spread(theirs)]
        print(f"{sides['headwater'][0][i][0]:12} {statistics.fmean(ours):10.4f} {spread(ours):7.2%} {statistics.fmean(theirs):10.4f} {spread(theirs):7.2%} {difference:8.2%}")
    return max(apart[1:]) <= beyond * max(own[2:]) + 0.005


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("text", nargs="*")
    parser.add_argument("--tokens", type=int, default=10_000_000)
    parser.add_argument("--unique", type=float, default=0)
    parser.add_argument("--shape", default="128,3,512,4096,32")
    parser.add_argument("--seeds", default="1,2")
    parser.add_argument("--peer-seeds", help="PyTorch's, which takes longer; as --seeds without it")
    parser.add_argument("--stretches", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--beyond", type=float)
    parser.add_argument("--program", default=PROGRAM, help="the built benchmarks")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    shape = [int(number) for number in arguments.shape.split(",")]
    if arguments.child is not None:
        train(arguments.folder, arguments.child, shape, arguments.threads)
        return

    seeds = {"headwater": arguments.seeds.split(","), "pytorch": (arguments.peer_seeds or arguments.seeds).split(",")}
    for seed in seeds["headwater"]:
        if not os.path.exists(losses_of(arguments.folder, "headwater", seed)):
            numbers = [f"{arguments.unique}", str(arguments.tokens), seed, *map(str, shape)]
            subprocess.run([*arguments.program.split(), "curve", arguments.folder, *numbers, *arguments.text], check=True)
    for seed in seeds["pytorch"]:
        if not os.path.exists(losses_of(arguments.folder, "pytorch", seed)):
            command = [sys.executable, __file__, arguments.folder, "--child", seed, "--shape", arguments.shape, "--threads", str(arguments.threads)]
            subprocess.run(command, check=True, env=environment(str(arguments.threads)))
    if not report(arguments.folder, seeds, arguments.stretches, arguments.beyond or float("inf")):
        sys.exit("the sides are farther apart than their own seeds allow")


if __name__ == "__main__":
    main()
