namespace Headwater.Laws;

/// <summary>What a task counted in a ranking.</summary>
/// <param name="Task">The task.</param>
/// <param name="Weight">Its weight, from 0 to 1, on scores in units of their spread over recipes.</param>
public sealed record TaskWeight(string Task, double Weight);
