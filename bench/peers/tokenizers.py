#!/usr/bin/env python3
"""Headwater's tokenizers beside SentencePiece's spm_train and spm_encode: equal ids, seconds, and memory, on the same text, one after the other.

    python3 bench/peers/tokenizers.py TEXT... [--megabytes 100] [--vocabulary 8000] [--threads 2] [--lines 100000] [--only exact|train|encode]

TEXT are UTF-8 files, plain or .gz, one for each language. Equal shares of them are joined to --megabytes; where a file is too short it is repeated, and the script says
how much is unique. spm_train gets --num_threads, spm_encode has one thread only: encoding is compared with one thread of Headwater and with --threads. Each figure is the
least of --repeats runs, which alternate. Needs Debian's sentencepiece and a built command (dotnet build -c Release src/Headwater.Cli); without sentencepiece it says so and ends
with 77. Processor seconds are user and system time of the process; memory is its peak resident set.
"""
import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
ALGORITHMS = ("unigram", "bpe")
T5_LAYOUT = ["--pad_id=0", "--eos_id=1", "--unk_id=2", "--bos_id=-1"]


def open_text(path):
    return gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")


def join(paths, megabytes, target):
    """Writes equal shares of the files and returns the unique bytes among them."""
    share, unique = megabytes * 1_000_000 // len(paths), 0
    with open(target, "wb") as out:
        for path in paths:
            left, first = share, True
            while left > 0:
                with open_text(path) as text:
                    for line in text:
                        out.write(line)
                        left -= len(line)
                        unique += len(line) if first else 0
                        if left <= 0:
                            break
                first = False
    return unique


def sample(paths, lines, target):
    """Writes evenly spaced lines, as many of each file."""
    each, written = lines // len(paths), 0
    with open(target, "wb") as out:
        for path in paths:
            with open_text(path) as text:
                every = [line.rstrip(b"\r\n") for line in text]
            step = max(len(every) / each, 1)
            for i in range(min(each, len(every))):
                out.write(every[int(i * step)] + b"\n")
                written += 1
    return written


def run(command, source=None, target=None):
    """Wall seconds, processor seconds and peak megabytes of one process."""
    with open(source or os.devnull, "rb") as stdin, open(target or os.devnull, "wb") as stdout:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE)
        error = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with status {status}:\n{error.decode(errors='replace')[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(commands, repeats):
    """Runs the commands by turns and keeps the least of each figure."""
    figures = {name: [] for name in commands}
    for _ in range(repeats):
        for name, arguments in commands.items():
            figures[name].append(run(*arguments))
    return {name: tuple(min(column) for column in zip(*rows)) for name, rows in figures.items()}


def show(title, rows, megabytes=None):
    print(f"\n{title}")
    for name, (wall, cpu, memory) in rows.items():
        rate = f"{megabytes / wall:9.2f} MB/s {megabytes / cpu:9.2f} MB/processor s" if megabytes else ""
        print(f"  {name:34}{wall:9.2f} s{cpu:9.2f} processor s{memory:8.0f} MB{rate}")


def compare_ids(headwater, folder, name, text, model):
    spm, ours = os.path.join(folder, name + ".spm"), os.path.join(folder, name + ".ours")
    run(["spm_encode", f"--model={model}", "--output_format=id"], text, spm)
    run([*headwater, "tokenizer", "encode", model, "--threads", "1"], text, ours)
    with open(spm) as left, open(ours) as right:
        expected, found = left.read().split("\n"), right.read().split("\n")
    differing = [i for i, pair in enumerate(zip(expected, found)) if pair[0] != pair[1]]
    print(f"  {name:34}{len(expected) - 1:9} lines, {len(differing)} differ" + (f", first at line {differing[0] + 1}" if differing else ""))
    return len(differing) + abs(len(expected) - len(found))


def exactness(options, headwater, folder, text):
    """Trains the four kinds of model and compares the ids of every line."""
    lines = os.path.join(folder, "lines.txt")
    count = sample(options.text, options.lines, lines)
    print(f"\nEncoding of {count} lines, spm_encode against headwater")
    wrong = 0
    for algorithm in ALGORITHMS:
        for fallback in (False, True):
            name = algorithm + ("-bytes" if fallback else "")
            extra = ["--byte_fallback", *T5_LAYOUT] if fallback else []
            prefix = os.path.join(folder, name)
            run(["spm_train", f"--input={lines if options.quick else text}", f"--model_prefix={prefix}", f"--model_type={algorithm}", f"--vocab_size={options.vocabulary}", f"--num_threads={options.threads}", *extra])
            wrong += compare_ids(headwater, folder, name, lines, prefix + ".model")
    ours = os.path.join(folder, "ours-unigram.model")
    run([*headwater, "tokenizer", "train", lines, "--type", "unigram", "--vocabulary", str(options.vocabulary), "-o", ours])
    wrong += compare_ids(headwater, folder, "headwater's own unigram", lines, ours)
    return wrong


def training(options, headwater, folder, text):
    for algorithm in ALGORITHMS:
        spm = ["spm_train", f"--input={text}", f"--model_prefix={os.path.join(folder, 'speed-' + algorithm)}", f"--model_type={algorithm}", f"--vocab_size={options.vocabulary}", f"--num_threads={options.threads}", "--byte_fallback", "--max_sentence_length=1000000"]
        ours = [*headwater, "tokenizer", "train", text, "--type", algorithm, "--vocabulary", str(options.vocabulary), "--sentinels", "0", "--threads", str(options.threads), "-o", os.path.join(folder, f"ours-{algorithm}.model")]
        show(f"Training {algorithm}, vocabulary {options.vocabulary}, {options.threads} threads", best({"headwater": (ours,), "spm_train": (spm,)}, options.repeats))


def encoding(options, headwater, folder, text, megabytes):
    for algorithm in ALGORITHMS:
        model = os.path.join(folder, f"encode-{algorithm}.model")
        lines = os.path.join(folder, "encode-lines.txt")
        sample(options.text, 20_000, lines)
        run(["spm_train", f"--input={lines}", f"--model_prefix={model[:-6]}", f"--model_type={algorithm}", f"--vocab_size={options.vocabulary}"])
        out = os.path.join(folder, "out.ids")
        commands = {
            "headwater, 1 thread": ([*headwater, "tokenizer", "encode", model, "--threads", "1"], text, out),
            "spm_encode, 1 thread": (["spm_encode", f"--model={model}", "--output_format=id"], text, out),
            f"headwater, {options.threads} threads": ([*headwater, "tokenizer", "encode", model, "--threads", str(options.threads)], text, out),
        }
        show(f"Encoding {algorithm}, vocabulary {options.vocabulary}", best(commands, options.repeats), megabytes)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="+")
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--vocabulary", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--lines", type=int, default=100_000, help="lines whose ids are compared")
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--only", choices=("exact", "train", "encode"))
    parser.add_argument("--quick", action="store_true", help="train the models whose ids are compared on the compared lines alone")
    parser.add_argument("--headwater", default="artifacts/bin/Headwater.Cli/release/headwater", help="the built command")
    options = parser.parse_args()
    if not shutil.which("spm_train"):
        print("skipped: there is no spm_train; install Debian's sentencepiece.")
        sys.exit(SKIPPED)
    headwater = options.headwater.split()
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, "text.txt")
        unique = join(options.text, options.megabytes, text)
        size = os.path.getsize(text) / 1e6
        print(f"{size:.1f} MB of {len(options.text)} texts, {unique / 1e6:.1f} MB of it unique; {len(os.sched_getaffinity(0))} cores, load average {os.getloadavg()[0]:.1f}")
        wrong = exactness(options, headwater, folder, text) if options.only in (None, "exact") else 0
        if options.only in (None, "train"):
            training(options, headwater, folder, text)
        if options.only in (None, "encode"):
            encoding(options, headwater, folder, text, size)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
