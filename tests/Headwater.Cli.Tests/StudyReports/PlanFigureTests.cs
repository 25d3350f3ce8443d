using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli.Tests;

public sealed class PlanFigureTests
{
    private static readonly ImmutableArray<TimelineBar> Ran =
    [
        new(Stage.Pretraining, "en", 0, 0, 300), new(Stage.Pretraining, "de", 1, 0, 320), new(Stage.Finetuning, "en 4M on 2K", 0, 300, 400),
    ];

    [Fact]
    public void Of_FinishedRuns_DrawsABarForEachOnCommonAxes()
    {
        Figure figure = Assert.Single(PlanFigure.Of(Study(Ran)));

        Assert.Equal(["Expected", "As it ran"], figure.Panels.Select(panel => panel.Title));
        Assert.Equal(figure.Panels[0].X.Range, figure.Panels[1].X.Range);
        Assert.Equal(["pretraining", "finetuning"], figure.Legend.Select(entry => entry.Text));
        Assert.Equal("min", figure.Panels[0].X.Unit);
        Assert.Equal("Bars of runs over time, by stage, on 2 places: expected 3 runs to the end at 6.67 min, and as it ran 3 runs to the end at 6.67 min.", figure.Description);
        Assert.Contains("<svg", SvgBackEnd.Render(FigureLayout.Arrange(figure)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ThousandsOfRuns_JoinsNeighboursOfAStage()
    {
        ImmutableArray<TimelineBar> many = [.. Enumerable.Range(0, 5000).Select(run => new TimelineBar(Stage.Finetuning, "run", run % 4, run / 4, run / 4 + 1))];

        Figure figure = Assert.Single(PlanFigure.Of(Study(many)));

        Assert.Equal(4, figure.Panels[0].Layers.Length);            // a bar for each place
    }

    [Fact]
    public void Of_NothingRan_IsNoFigure()
    {
        Assert.Empty(PlanFigure.Of(SyntheticStudy.Summary));
    }

    [Fact]
    public void Tables_OfFinishedRuns_SetExpectedAgainstActual()
    {
        ReportTable plan = PlanTable.Of(Study(Ran)).WithoutEmptyColumns();
        ReportTable times = TimeTable.Of(Study(Ran)).WithoutEmptyColumns();

        Assert.Equal("stage,runs,seconds_expected,seconds_actual,flops_expected,flops_actual\nfinetuning,2,100,110,2000000000000,1900000000000\nall,2,100,110,2000000000000,1900000000000\n", plan.ToCsv());
        Assert.Equal("Finished runs. Expected by speeds measured. Seconds are device-seconds; memory is the most of one run.", plan.Note);
        Assert.Equal("kind,seconds,share\ntraining,108,0.9\nother,12,0.1\n", times.ToCsv());
        Assert.EndsWith("is 10%.", times.Note, StringComparison.Ordinal);
    }

    private static StudySummary Study(ImmutableArray<TimelineBar> bars)
    {
        StageActuals stage = new() { Stage = Stage.Finetuning, Jobs = 2, Seconds = new(100, 110), Flops = new(2e12, 1.9e12), MemoryBytes = default, DiskBytes = default };
        return SyntheticStudy.Summary with
        {
            Actuals = new PlanActuals
            {
                Source = "measured", Stages = [stage], Total = stage with { Stage = null }, Planned = bars, Ran = bars,
                Times = new StudyTimes
                {
                    Seconds = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("training", 108).Add("other", 12), IdleSeconds = 0, WallSeconds = 400, Places = 2,
                },
            },
        };
    }
}
