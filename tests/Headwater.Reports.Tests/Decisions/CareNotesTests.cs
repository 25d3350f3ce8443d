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
}
