#!/usr/bin/env python3
"""Training a decoder-only model of the Llama layout in PyTorch and in Headwater: the same shapes and update rule on the same machine, one after the other, several times over.

The update is AdamW (0.9, 0.95, eps 1e-8) after clipping the gradient's norm at 1. Each shape prints tokens per second of both, their ratio, the rate of a
1024 x 1024 float32 matrix multiplication through Headwater's libtorch in the same run, and the share of it that the counted work of training is:
6 x weights (the head's with them) x tokens, and 12 x queries x keys x inner width per layer, counted as if every position saw all others. Run it on a quiet machine.

    python3 bench/peers/decoder.py [--rounds 3] [--steps 20] [--threads 2] [--shapes 0,1]

Debian's packages: python3-torch libopenblas0-pthread. Build Headwater first: dotnet build -c Release bench/Headwater.Benchmarks
"""
import argparse
import os
import statistics
import sys
import time

from training import PROGRAM, WARM_UP, best, output_of

# width, layers, heads, feed-forward, vocabulary, batch, length
SHAPES = [(256, 6, 4, 688, 8192, 16, 256), (512, 8, 8, 1376, 8192, 8, 512)]


def model_of(width, layers, heads, feed_forward, vocabulary, length):
    """Query, key and value are one multiplication, and so are the two halves of the gated layer; attention is PyTorch's fused one where it has it."""
    import torch
    from torch import nn
    from torch.nn import functional

    size = width // heads
    angles = torch.outer(torch.arange(length).float(), 10000.0 ** (-torch.arange(0, size, 2).float() / size))
    cosines, sines = angles.cos(), angles.sin()
    future = torch.full((length, length), float("-inf")).triu(1)

    def linear(inputs, outputs):
        layer = nn.Linear(inputs, outputs, bias=False)
        nn.init.normal_(layer.weight, std=0.02)
        return layer

    def turn(x):
        first, second = x.chunk(2, -1)
        return torch.cat((first * cosines - second * sines, second * cosines + first * sines), -1)

    class Norm(nn.Module):
        def __init__(self):
            super().__init__()
            self.scale = nn.Parameter(torch.ones(width))

        def forward(self, x):
            return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-5) * self.scale

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = Norm(), Norm()
            self.project, self.out = linear(width, 3 * width), linear(width, width)
            self.gate, self.down = linear(width, 2 * feed_forward), linear(feed_forward, width)

        def forward(self, x):
            batch = x.shape[0]
            query, key, value = self.project(self.first(x)).view(batch, length, 3, heads, size).permute(2, 0, 3, 1, 4).unbind(0)
            query, key = turn(query), turn(key)
            if hasattr(functional, "scaled_dot_product_attention"):
                context = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
            else:
                context = ((query @ key.transpose(-1, -2)) * size**-0.5 + future).softmax(-1) @ value
            x = x + self.out(context.transpose(1, 2).reshape(batch, length, width))
            gate, up = self.gate(self.second(x)).chunk(2, -1)
            return x + self.down(functional.silu(gate) * up)

    class Decoder(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(vocabulary, width)
            nn.init.normal_(self.embedding.weight, std=0.02)
            self.blocks = nn.ModuleList(Block() for _ in range(layers))
            self.norm, self.head = Norm(), linear(width, vocabulary)

        def forward(self, inputs, targets):
            x = self.embedding(inputs)
            for block in self.blocks:
                x = block(x)
            return functional.cross_entropy(self.head(self.norm(x)).view(-1, vocabulary), targets.reshape(-1))

    return Decoder()


def train_and_print(shape, steps, threads):
    """Seconds of each step, and processor seconds, after a few to warm up."""
    import resource

    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    width, layers, heads, feed_forward, vocabulary, batch, length = shape
    model = model_of(width, layers, heads, feed_forward, vocabulary, length)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.003, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.0)
    times = []
    for _ in range(WARM_UP + steps):
        ids = torch.randint(3, vocabulary, (batch, length + 1))
        begun, processor = time.perf_counter(), time.process_time()
        model.zero_grad(set_to_none=True)
        loss = model(ids[:, :-1], ids[:, 1:])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        loss.item()
        times.append((time.perf_counter() - begun, time.process_time() - processor))
    times = times[WARM_UP:]
    wall = [step[0] for step in times]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"seconds={min(wall)} median_seconds={statistics.median(wall)} processor_seconds={min(step[1] for step in times)} peak_mib={peak}")


def report(shape, ours, theirs):
    width, layers, _, _, vocabulary, batch, length = shape
    tokens = batch * length
    for name, label in (("median_seconds", "median"), ("seconds", "best"), ("processor_seconds", "processor")):
        mine, other = best(ours, name), best(theirs, name)
        rate = max(run["rate_processor" if label == "processor" else "rate"] for run in ours)
        operations = ours[0]["share"] * ours[0]["median_seconds"] * ours[0]["rate"]
        print(f"{width:5} {layers:3} {vocabulary:6} {label:>10} {tokens / mine:12.0f} {tokens / other:12.0f} {other / mine:7.2f}x"
              f" {rate / 1e9:9.1f} {operations / mine / rate:7.1%}"
              f" {max(run['peak_mib'] for run in ours):9.0f} {max(run['peak_mib'] for run in theirs):9.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--shapes", default="0,1", help="which of the two")
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
        numbers = [str(number) for number in shape]
        ours, theirs = [], []
        for _ in range(arguments.rounds):
            ours.append(output_of([*arguments.program.split(), "decoder", *numbers, str(arguments.steps), str(arguments.threads)]))
            theirs.append(output_of([sys.executable, __file__, "--child", ",".join(numbers), "--steps", str(arguments.steps), "--threads", str(arguments.threads)]))
        report(shape, ours, theirs)
    print(f"{arguments.rounds} rounds of {arguments.steps} steps, {arguments.threads} threads; least of the rounds. Load average {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
