using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The corpora and languages of each mixture: what was asked for, and what the longest trajectory has seen.</summary>
internal static class ShareTable
{
    public static ReportTable Of(StudySummary study) => new()
    {
        Name = "shares",
        Title = "Composition of each mixture",
        Note = "The requested rate (of a mixture in stages, its share of the whole run), and the tokens of each corpus that the longest trajectory has seen. More than one pass means that text was repeated.",
        Columns =
        [
            new("mixture", "Mixture"), new("corpus", "Corpus"), new("language", "Language"), new("rate", "Rate", Numeric: true), new("tokens_seen", "Tokens seen", Numeric: true),
            new("share_seen", "Share seen", Numeric: true), new("passes", "Passes", Numeric: true),
        ],
        Rows = study.Plan.Spec.Pretraining is not { } pretraining ? [] : [.. pretraining.Mixtures.SelectMany(m => m.Rates.Where(r => r.Value > 0).Select(r => Row(study, m, r.Key, r.Value)))],
    };

    private static ImmutableArray<ReportCell> Row(StudySummary study, MixtureSpec mixture, string corpus, double rate)
    {
        PretrainingCheckpoint? last = study.Plan.Cells.Where(c => c.Mixture == mixture.Name && c.Pretraining is not null).Select(c => c.Pretraining!).Distinct()
            .Select(id => study.Runs.FirstOrDefault(r => r.Id == id)?.Result).OfType<PretrainingResult>().Select(r => r.Checkpoints.LastOrDefault()).OfType<PretrainingCheckpoint>().MaxBy(c => c.Tokens);
        double? seen = last is not null && last.CorpusTokens.TryGetValue(corpus, out long tokens) ? tokens : null;
        double? passes = last is not null && last.Epochs.TryGetValue(corpus, out double epochs) ? epochs : null;
        return
        [
            mixture.Name, corpus, study.Plan.Spec.Corpora.FirstOrDefault(c => c.Name == corpus)?.Language, ReportCell.Of(rate, Readable.Percent),
            ReportCell.Of(seen, Readable.Count), ReportCell.Of(seen / last?.CorpusTokens.Values.Sum(), s => Readable.Percent(Math.Round(s, 3))), ReportCell.Of(passes, p => Readable.Fixed(p, 2)),
        ];
    }
}
