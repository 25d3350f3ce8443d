#!/bin/bash
#SBATCH --job-name=0003-captions-finetuning-1a2b3c
#SBATCH --array=0-41%8
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --account=lab
#SBATCH --comment="a study of two languages"
#SBATCH --constraint=a100&ib
#SBATCH --cpus-per-task=4
#SBATCH --exclude=n1,n2
#SBATCH --exclusive
#SBATCH --gres=gpu:1
#SBATCH --mail-type=FAIL,END
#SBATCH --mem=8G
#SBATCH --partition=gpu
#SBATCH --time=4:00:00
#SBATCH --dependency=afterok:17_0:17_3
#SBATCH --kill-on-invalid-dep=yes
#SBATCH --signal=B:USR1@300
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output="/shared/50%% off/studies/captions/slurm/0003-captions-finetuning-1a2b3c/%a.log"

module purge
module load dotnet/10
exec /usr/bin/dotnet '/shared/it'\''s here/headwater.dll' job '/shared/50% off/studies/captions' --slurm '/shared/50% off/studies/captions/slurm/0003-captions-finetuning-1a2b3c'
