using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A minimum that starts of a search led to.</summary>
/// <param name="Objective">The least objective found in it.</param>
/// <param name="Starts">How many starts ended in it.</param>
/// <param name="Coefficients">The coefficients there.</param>
internal sealed record Basin(double Objective, int Starts, ImmutableArray<double> Coefficients);

/// <summary>A search from given starts: the best estimate, and all minima the starts led to, the best first.</summary>
/// <param name="Best">Where the best start ended.</param>
/// <param name="Basins">The minima; objectives that differ by less than a millionth are one.</param>
/// <param name="OutsideDomain">How many starts had no finite objective.</param>
internal sealed record StartSearch(Estimate Best, ImmutableArray<Basin> Basins, int OutsideDomain);
