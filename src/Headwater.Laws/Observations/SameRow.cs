using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Headwater.Laws;

/// <summary>When two rows count as equal. Agrees with <see cref="Replicates.IdentityOf"/>, without writing the rows out.</summary>
internal abstract class SameRow : IEqualityComparer<Observation>
{
    /// <summary>All that identifies a row agrees, its seed included.</summary>
    public static SameRow InPlace { get; } = new Place();

    /// <summary>All that identifies a row agrees, and all that was measured.</summary>
    public static SameRow InEveryCell { get; } = new EveryCell();

    public abstract bool Equals(Observation? x, Observation? y);

    public int GetHashCode([DisallowNull] Observation obj)
    {
        HashCode hash = default;
        hash.Add(obj.Source);
        hash.Add(obj.Series);
        hash.Add(obj.PretrainingData);
        hash.Add(obj.Parameters);
        hash.Add(obj.PretrainingTokens);
        hash.Add(obj.FinetuningExamples);
        hash.Add(obj.FinetuningTokens);
        hash.Add(obj.Task);
        hash.Add(obj.Metric);
        hash.Add(obj.Seed);
        hash.Add(obj.Model);
        hash.Add(Measured(obj));
        return hash.ToHashCode();
    }

    /// <summary>What the hash takes in beside the place.</summary>
    protected virtual double Measured(Observation row) => 0;

    private static bool AreInOnePlace(Observation x, Observation y) =>
        x.PretrainingTokens == y.PretrainingTokens && x.Parameters == y.Parameters && x.FinetuningExamples == y.FinetuningExamples && x.FinetuningTokens == y.FinetuningTokens
        && x.Seed == y.Seed && x.Series == y.Series && x.Metric == y.Metric && x.Task == y.Task && x.PretrainingData == y.PretrainingData && x.Model == y.Model
        && x.Source == y.Source && x.FinetuningData == y.FinetuningData && x.Signature == y.Signature && AreEqual(x.Rates, y.Rates);

    private static bool AreEqual(ImmutableSortedDictionary<string, double> x, ImmutableSortedDictionary<string, double> y) => ReferenceEquals(x, y) || x.SequenceEqual(y);

    private sealed class Place : SameRow
    {
        public override bool Equals(Observation? x, Observation? y) => x is null || y is null ? x == y : AreInOnePlace(x, y);
    }

    private sealed class EveryCell : SameRow
    {
        public override bool Equals(Observation? x, Observation? y) => x is null || y is null
            ? x == y
            : x.Value == y.Value && AreInOnePlace(x, y) && x.Run == y.Run && x.StandardError == y.StandardError && x.HigherIsBetter == y.HigherIsBetter
                && x.Chance == y.Chance && x.Ceiling == y.Ceiling && x.Items == y.Items && x.UniqueTokens == y.UniqueTokens && x.Compute == y.Compute
                && x.ParametersWithoutEmbeddings == y.ParametersWithoutEmbeddings && AreEqual(x.Extra, y.Extra);

        protected override double Measured(Observation row) => row.Value;
    }
}
