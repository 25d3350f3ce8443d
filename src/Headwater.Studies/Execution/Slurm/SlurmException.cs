namespace Headwater.Studies;

/// <summary>Slurm is not there, or refuses what it is asked.</summary>
public sealed class SlurmException(string message) : Exception(message);
