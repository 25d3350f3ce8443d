#!/bin/bash
#SBATCH --job-name=0001-tiny-tokenizer-1a2b3c
#SBATCH --array=0-0
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --signal=B:USR1@120
#SBATCH --no-requeue
#SBATCH --open-mode=append
#SBATCH --output=/home/me/tiny/slurm/0001-tiny-tokenizer-1a2b3c/%a.log

exec /home/me/headwater job /home/me/tiny --slurm /home/me/tiny/slurm/0001-tiny-tokenizer-1a2b3c
