using Headwater.Metrics;

namespace Headwater.Studies;

/// <summary>BLEU and chrF of a test set, with standard errors from resampling its segments.</summary>
internal static class OverlapScores
{
    public static RunScore Bleu(BleuStatistics[] segments, ulong seed)
    {
        BleuScore score = Metrics.Bleu.FromStatistics(segments.Aggregate((sum, segment) => sum + segment));
        return new RunScore
        {
            Metric = MetricNames.Bleu, Value = score.Score, StandardError = BootstrapError.Of(segments, seed: seed), Items = segments.Length, Signature = score.Signature,
        };
    }

    public static RunScore Chrf(ChrfStatistics[] segments, ulong seed)
    {
        ChrfScore score = Metrics.Chrf.FromStatistics(segments.Aggregate((sum, segment) => sum + segment));
        return new RunScore
        {
            Metric = MetricNames.Chrf, Value = score.Score, StandardError = BootstrapError.Of(segments, seed: seed), Items = segments.Length, Signature = score.Signature,
        };
    }
}
