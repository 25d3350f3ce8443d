using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>What the corpora of a study hold, and what was left out of them.</summary>
internal static class CorpusTable
{
    public static ReportTable Of(StudySummary study)
    {
        ImmutableArray<(string Label, CorpusResult Result)> corpora = [.. study.Runs.Where(r => r.Result is CorpusResult).Select(r => (r.Label, (CorpusResult)r.Result!))];
        ImmutableArray<(ReportColumn Column, Func<CorpusResult, ReportCell> Cell)> columns =
        [
            (Numeric("documents", "Documents"), c => Count(c.Documents)),
            (Numeric("tokens", "Tokens"), c => Count(c.Tokens)),
            (Numeric("words", "Words"), c => ReportCell.Of(c.Words, Readable.Count)),
            (Numeric("tokens_per_word", "Tokens per word"), c => c.Words is > 0 and { } words ? ReportCell.Of((double)c.Tokens / words, v => Readable.Fixed(v, 2)) : ""),
            (Numeric("bytes_per_token", "Bytes a token"), c => c.Tokens == 0 ? "" : ReportCell.Of((double?)c.Bytes / c.Tokens, v => Readable.Fixed(v, 2))),
            (Numeric("test_set", "Contains a test sentence"), c => Removed(c, CorpusResult.TestSet)),
            (Numeric("duplicate", "Repeats"), c => Removed(c, CorpusResult.Duplicate)),
            (Numeric("near_duplicate", "Near repeats"), c => Removed(c, CorpusResult.NearDuplicate)),
            (Numeric("language", "Other language"), c => Removed(c, CorpusResult.OtherLanguage)),
            (Numeric("length", "By length"), c => Removed(c, CorpusResult.Length)),
            (Numeric("attributes", "By attributes"), c => Removed(c, CorpusResult.Attributes)),
            (Numeric("broken", "Broken"), c => c.Broken == 0 ? "" : Count(c.Broken)),
        ];
        return new ReportTable
        {
            Name = "corpora",
            Title = "Corpora",
            Note = "The training text, tokens per word (more tokens per word mean less text for the same budget), and removed documents by reason. By default, documents with a test sentence are removed.",
            Columns = [new("corpus", "Corpus"), new("language_code", "Language"), .. columns.Select(c => c.Column)],
            Rows = [.. corpora.Select(corpus => (ImmutableArray<ReportCell>)[corpus.Label, corpus.Result.Language, .. columns.Select(c => c.Cell(corpus.Result))])],
        };
    }

    private static ReportColumn Numeric(string name, string title) => new(name, title, Numeric: true);

    private static ReportCell Count(long value) => ReportCell.Of(value, Readable.Count);

    private static ReportCell Removed(CorpusResult corpus, string reason) => corpus.Removed.TryGetValue(reason, out long count) ? Count(count) : "";
}
