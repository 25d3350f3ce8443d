using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A score's series as a two-step forecast takes it.</summary>
/// <param name="Key">The series.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Rows">The rows that may be known.</param>
/// <param name="Column">The column of the scale.</param>
/// <param name="Cutoff">The largest scale that may be known.</param>
internal sealed record StepSeries(SeriesKey Key, string Metric, ImmutableArray<Observation> Rows, string Column, double Cutoff);
