#!/bin/sh
# Everything about the speed of models, on a quiet machine: training and decoding beside PyTorch, and memory over 2,000 steps. From the repository's root:
#     sh bench/peers/models.sh [ROUNDS [STEPS [SOAK]]]
# Debian's packages: python3-torch libopenblas0-pthread. About 40 minutes on two cores.
set -e
rounds=${1:-3}
steps=${2:-20}
soak=${3:-2000}
dotnet build -c Release -nologo -v q bench/Headwater.Benchmarks
python3 bench/peers/training.py --rounds "$rounds" --steps "$steps"
python3 bench/peers/decoding.py --rounds "$rounds"
program=artifacts/bin/Headwater.Benchmarks/release/Headwater.Benchmarks
"$program" soak 128 3 512 4096 64 64 64 "$soak"
"$program" soak 256 4 1024 8192 32 64 64 $((soak / 10))
"$program" soak 512 6 1024 8192 16 128 64 $((soak / 40))
