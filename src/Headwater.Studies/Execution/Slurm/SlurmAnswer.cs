namespace Headwater.Studies;

/// <summary>What a command of Slurm answered.</summary>
internal sealed record SlurmAnswer(int ExitCode, string Output, string Error);
