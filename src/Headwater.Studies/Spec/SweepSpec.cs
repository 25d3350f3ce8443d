using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>Learning rates and batches that are all trained, in place of one: every combination is a run whose losses are rows of their own.</summary>
public sealed record SweepSpec
{
    /// <summary>The rates, ascending; one or more.</summary>
    public required ImmutableArray<double> Rates { get; init; }

    /// <summary>Sequences per step, ascending; one or more.</summary>
    public required ImmutableArray<int> Batches { get; init; }

    /// <summary>Every combination, by batch and then by rate.</summary>
    internal IEnumerable<SweepPoint> Points() => Batches.SelectMany(batch => Rates.Select(rate => new SweepPoint(rate, batch)));

    /// <summary>What tells a run's label from the others'.</summary>
    internal string Suffix(SweepPoint point) => string.Create(CultureInfo.InvariantCulture,
        $"{(Rates.Length > 1 ? $" at {point.Rate.ToString("R", CultureInfo.InvariantCulture)}" : "")}{(Batches.Length > 1 ? $" batch {point.Batch}" : "")}");
}

/// <summary>The settings of one run of a sweep.</summary>
/// <param name="Rate">Learning rate.</param>
/// <param name="Batch">Sequences per step.</param>
public sealed record SweepPoint(double Rate, int Batch);
