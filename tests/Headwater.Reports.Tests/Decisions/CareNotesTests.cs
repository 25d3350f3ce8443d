using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed class CareNotesTests
{
    [Fact]
    public void Of_OneWarningForManySeries_IsSaidOnce()
    {
        ReportInput bare = SyntheticReport.Study() with { Study = null };
        SeriesResult[] scores = [.. bare.Analysis.Series.Where(s => s.Metric == "bleu")];
        ReportInput input = bare with { Analysis = bare.Analysis with { Warnings = [.. scores.Select(s => $"{s.Key.Name}: judge it by the bleu: alone."), "The table has no seeds."] } };

        Assert.Equal(
            ["cs, 2K examples, BLEU; cs, 8K examples, BLEU; de, 2K examples, BLEU; de, 8K examples, BLEU; en, 2K examples, BLEU; en, 8K examples, BLEU and 2 more series: judge it by the bleu: alone.", "The table has no seeds."],
            CareNotes.Of(input));
    }

    [Fact]
    public void Of_OneNoteForManyRuns_NamesTheRunsTogether()
    {
        ReportInput study = SyntheticReport.Study();
        ReportInput input = study with { Analysis = study.Analysis with { Warnings = [] }, Study = study.Study! with { Notes = ["en 1M: the prompt is long.", "en 2M: the prompt is long.", "software: 3 documents were left out."] } };

        Assert.Equal(["en 1M; en 2M: the prompt is long.", "software: 3 documents were left out."], CareNotes.Of(input));
    }
}
