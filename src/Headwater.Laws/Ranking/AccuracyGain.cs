namespace Headwater.Laws;

/// <summary>By how much one way of ranking is more often right than another, as a share of pairs.</summary>
/// <param name="Value">The difference of the two decision accuracies.</param>
/// <param name="Low">The lower end of its interval, from a bootstrap over recipes.</param>
/// <param name="High">The upper end.</param>
public sealed record AccuracyGain(double Value, double Low, double High);
