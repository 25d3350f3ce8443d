#!/usr/bin/env python3
"""Greedy decoding by a T5 in PyTorch and in Headwater, and beam search in Headwater, one after the other, several times over.

The PyTorch model is t5.py's, with a cache of keys and values laid out before. Models are random and every output is as long as it may be, so both decode the
same number of tokens; ending early, which Headwater does, gains nothing here. Prints sentences per second and ratios. Run it on a quiet machine.

    python3 bench/peers/decoding.py [--rounds 3] [--threads 2] [--shapes 0,1,2] [--sentences 256]

Debian's packages: python3-torch libopenblas0-pthread. Build Headwater first: dotnet build -c Release bench/Headwater.Benchmarks
"""
import argparse
import os
import sys
import time

from training import PROGRAM, SHAPES, best, heads_of, output_of

LENGTH = 32


def decode_and_print(numbers, threads):
    import torch
    from t5 import T5

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    width, layers, feed_forward, vocabulary, sentences, source, target = numbers
    model = T5(width, layers, feed_forward, vocabulary, heads_of(width))
    inputs = torch.randint(3, vocabulary, (sentences, source))
    times = []
    for _ in range(2):
        begun, processor = time.perf_counter(), time.process_time()
        for part in inputs.split(128):
            model.greedy(part, target)
        times.append((time.perf_counter() - begun, time.process_time() - processor))
    print(f"seconds={min(t[0] for t in times)} processor_seconds={min(t[1] for t in times)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shapes", default="0,1,2", help="which of training.py's three")
    parser.add_argument("--sentences", type=int, default=256)
    parser.add_argument("--length", type=int, default=LENGTH, help="tokens of a source and of an output")
    parser.add_argument("--program", default=PROGRAM, help="the built benchmarks")
    parser.add_argument("--child", help="what the script gives itself")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.child:
        decode_and_print([int(number) for number in arguments.child.split(",")], arguments.threads)
        return

    print(f"{'width':>5} {'seconds':>10} {'greedy/s':>9} {'PyTorch/s':>10} {'ratio':>7} {'beam 4/s':>9} {'of greedy':>10}")
    threads = str(arguments.threads)
    for number in arguments.shapes.split(","):
        shape = [str(part) for part in (*SHAPES[int(number)][:4], arguments.sentences, arguments.length, arguments.length)]
        greedy, beam, theirs = [], [], []
        for _ in range(arguments.rounds):
            greedy.append(output_of([*arguments.program.split(), "decoding", *shape, "1", "2", threads]))
            beam.append(output_of([*arguments.program.split(), "decoding", *shape, "4", "2", threads]))
            theirs.append(output_of([sys.executable, __file__, "--child", ",".join(shape), "--threads", threads]))
        for name, label in (("seconds", "best"), ("processor_seconds", "processor")):
            one, four, other = best(greedy, name), best(beam, name), best(theirs, name)
            print(f"{shape[0]:>5} {label:>10} {arguments.sentences / one:9.1f} {arguments.sentences / other:10.1f} {other / one:6.2f}x {arguments.sentences / four:9.1f} {four / one:9.2f}x", flush=True)
    print(f"{arguments.rounds} rounds, {threads} threads; least of the rounds. Load average {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
