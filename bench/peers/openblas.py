"""The environment of a PyTorch peer: its threads, and OpenBLAS's kernels for the processor at hand.

Debian 12's OpenBLAS does not know processors younger than itself and then falls back to kernels of 2004, a fifth as fast. A rival so hobbled says nothing, so
where the processor has AVX-512 or AVX2 it is told which kernels to take; OPENBLAS_CORETYPE, if set, is left alone.
"""
import os


def environment(threads):
    with open("/proc/cpuinfo", encoding="ascii") as cpuinfo:
        flags = next((line.split() for line in cpuinfo if line.startswith("flags")), [])
    kernels = "SKYLAKEX" if "avx512f" in flags else "HASWELL" if "avx2" in flags else None
    chosen = {"OPENBLAS_CORETYPE": kernels} if kernels and "OPENBLAS_CORETYPE" not in os.environ else {}
    return {**os.environ, **chosen, "OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
