using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The trend of a series with the observations that speak for it, as sentences.</summary>
public sealed record TrendVerdict(Trend Trend, ImmutableArray<string> Evidence);
