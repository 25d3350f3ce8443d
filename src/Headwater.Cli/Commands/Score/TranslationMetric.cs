using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>A metric with its options: what scores systems and segments alike, whichever metric it is.</summary>
internal abstract record TranslationMetric
{
    public const string Bleu = "bleu";
    public const string Chrf = "chrf";
    public const string Ter = "ter";

    /// <summary>The names that <c>-m</c> takes.</summary>
    public static string[] Names { get; } = [Bleu, Chrf, Ter];

    /// <summary>The score of a whole test set, with the statistics that resampling needs.</summary>
    public abstract ScoredSystem Score(IReadOnlyList<string> system, IReadOnlyList<IReadOnlyList<string>> references);

    /// <summary>A score of segments that come batch by batch.</summary>
    public abstract RunningScore Running();

    /// <summary>The score of one segment.</summary>
    public abstract MetricScore Score(string segment, IReadOnlyList<string> references);
}

/// <summary>One system under one metric; without a table where no segment is needed again.</summary>
internal sealed record ScoredSystem(MetricScore Score, SegmentTable? Table);

internal sealed record BleuMetric(BleuOptions Options) : TranslationMetric
{
    public override RunningScore Running() => Metrics.Bleu.Running(Options);

    public override ScoredSystem Score(IReadOnlyList<string> system, IReadOnlyList<IReadOnlyList<string>> references)
    {
        BleuStatistics[] segments = Metrics.Bleu.Segments(system, references, Options);
        return new ScoredSystem(Metrics.Bleu.FromStatistics(segments.Aggregate((sum, segment) => sum + segment), Options), SegmentTable.Of(segments, Options));
    }

    // As the reference tool: a segment has no orders that it is too short for.
    public override MetricScore Score(string segment, IReadOnlyList<string> references) =>
        Metrics.Bleu.Sentence(segment, references, Options with { EffectiveOrder = true });
}

internal sealed record ChrfMetric(ChrfOptions Options) : TranslationMetric
{
    public override RunningScore Running() => Metrics.Chrf.Running(Options);

    public override ScoredSystem Score(IReadOnlyList<string> system, IReadOnlyList<IReadOnlyList<string>> references)
    {
        ChrfStatistics[] segments = Metrics.Chrf.Segments(system, references, Options);
        return new ScoredSystem(Metrics.Chrf.FromStatistics(segments.Aggregate((sum, segment) => sum + segment), Options), SegmentTable.Of(segments, Options));
    }

    public override MetricScore Score(string segment, IReadOnlyList<string> references) => Metrics.Chrf.Sentence(segment, references, Options);
}

internal sealed record TerMetric(TerOptions Options) : TranslationMetric
{
    public override RunningScore Running() => Metrics.Ter.Running(Options);

    public override ScoredSystem Score(IReadOnlyList<string> system, IReadOnlyList<IReadOnlyList<string>> references)
    {
        TerStatistics[] segments = Metrics.Ter.Segments(system, references, Options);
        return new ScoredSystem(Metrics.Ter.FromStatistics(segments.Aggregate((sum, segment) => sum + segment), Options), SegmentTable.Of(segments));
    }

    public override MetricScore Score(string segment, IReadOnlyList<string> references) => Metrics.Ter.Sentence(segment, references, Options);
}
