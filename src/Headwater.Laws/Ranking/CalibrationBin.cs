namespace Headwater.Laws;

/// <summary>How often pairs came out as said, among pairs of which much the same was said.</summary>
/// <param name="Said">The mean probability stated for the recipe ahead, from 0.5 to 1.</param>
/// <param name="Right">The share of pairs in which that recipe was ahead at the large scale.</param>
/// <param name="Pairs">How many pairs.</param>
public sealed record CalibrationBin(double Said, double Right, int Pairs);
