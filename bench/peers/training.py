#!/usr/bin/env python3
"""Training a T5 in PyTorch and in Headwater: the same shapes and update rule on the same machine, one after the other, several times over.

The model is t5.py's; the update is Adafactor after clipping the gradient's norm at 1. Each shape prints tokens per second of both, their ratio, the rate of
a 1024 x 1024 float32 matrix multiplication through Headwater's libtorch in the same run, and the share of it that the counted work of training is: 6 x
(weights of the encoder x source + of the decoder x target + of the head x target), keys and values of cross-attention on source tokens, and
12 x queries x keys x inner width per attention. Run it on a quiet machine.

    python3 bench/peers/training.py [--rounds 3] [--steps 20] [--threads 2] [--shapes 0,1,2]

Debian's packages: python3-torch libopenblas0-pthread. Build Headwater first: dotnet build -c Release bench/Headwater.Benchmarks
"""
import argparse
import os
import statistics
import subprocess
import sys
import time

from openblas import environment

SHAPES = [(128, 3, 512, 4096, 64, 64, 64), (256, 4, 1024, 8192, 32, 64, 64), (512, 6, 1024, 8192, 16, 128, 64)]
PROGRAM = "artifacts/bin/Headwater.Benchmarks/release/Headwater.Benchmarks"
WARM_UP = 3


def heads_of(width):
    return 4 if width < 256 else width // 64


def train(shape, steps, threads):
    """Seconds of each step, and processor seconds, after a few to warm up."""
    import torch
    from t5 import T5, Adafactor

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    width, layers, feed_forward, vocabulary, batch, source, target = shape
    model = T5(width, layers, feed_forward, vocabulary, heads_of(width))
    optimizer = Adafactor(model.parameters())
    times = []
    for _ in range(WARM_UP + steps):
        inputs = torch.randint(3, vocabulary, (batch, source))
        targets = torch.randint(3, vocabulary, (batch, target))
        begun, processor = time.perf_counter(), time.process_time()
        model.zero_grad(set_to_none=True)
        loss = model(inputs, targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step(0.003)
        loss.item()
        times.append((time.perf_counter() - begun, time.process_time() - processor))
    return times[WARM_UP:]


def train_and_print(shape, steps, threads):
    import resource

    times = train(shape, steps, threads)
    wall = [step[0] for step in times]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"seconds={min(wall)} median_seconds={statistics.median(wall)} processor_seconds={min(step[1] for step in times)} peak_mib={peak}")


def output_of(command):
    line = subprocess.run(command, check=True, capture_output=True, text=True, env=environment(command[-1])).stdout
    return {name: float(value) for name, value in (pair.split("=") for pair in line.split())}


def compare(shape, rounds, steps, threads, program):
    numbers = [str(number) for number in shape]
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(output_of([*program, "training", *numbers, str(steps), str(threads)]))
        theirs.append(output_of([sys.executable, __file__, "--child", ",".join(numbers), "--steps", str(steps), "--threads", str(threads)]))
    return ours, theirs


def best(runs, name):
    return min(run[name] for run in runs)


def report(shape, ours, theirs):
    width, layers, feed_forward, vocabulary, batch, source, target = shape
    tokens = batch * (source + target)
    for name, label in (("median_seconds", "median"), ("seconds", "best"), ("processor_seconds", "processor")):
        mine, other = best(ours, name), best(theirs, name)
        rate = max(run["rate_processor" if label == "processor" else "rate"] for run in ours)
        operations = ours[0]["share"] * ours[0]["median_seconds"] * ours[0]["rate"]
        print(f"{width:5} {layers}+{layers} {vocabulary:6} {label:>10} {tokens / mine:12.0f} {tokens / other:12.0f} {other / mine:7.2f}x"
              f" {rate / 1e9:9.1f} {operations / mine / rate:7.1%}"
              f" {max(run['peak_mib'] for run in ours):9.0f} {max(run['peak_mib'] for run in theirs):9.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--shapes", default="0,1,2", help="which of the three")
    parser.add_argument("--program", default=PROGRAM, help="the built benchmarks")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.child:
        train_and_print([int(number) for number in arguments.child.split(",")], arguments.steps, arguments.threads)
        return

    print(f"{'width':>5} {'L':>3} {'vocab':>6} {'seconds':>10} {'Headwater/s':>12} {'PyTorch/s':>12} {'ratio':>8} {'GFLOP/s':>9} {'share':>7} {'MiB ours':>9} {'PyTorch':>9}")
    for number in arguments.shapes.split(","):
        shape = SHAPES[int(number)]
        report(shape, *compare(shape, arguments.rounds, arguments.steps, arguments.threads, arguments.program.split()))
    print(f"{arguments.rounds} rounds of {arguments.steps} steps, {arguments.threads} threads; least of the rounds. Load average {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
