using Headwater.Laws;

namespace Headwater.Studies.Tests;

public sealed class StudySliceTests : IDisposable
{
    private static readonly string Yaml = TinyStudy.Yaml.Replace("[0.001, 0.01]", "0.01", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    private StudyFolder Output => new(_folder.Path("out"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_OneMixture_NeedsItsJobsUnderTheSameIds()
    {
        StudyPlan plan = Plan(Yaml);

        StudyPlan part = StudySlice.Of(plan, Output, ["de"]);

        Assert.Equal(plan.Cells.Where(cell => cell.Mixture == "de"), part.Cells);
        Assert.Single(part.Jobs, job => job.Stage == Stage.Pretraining);
        Assert.Equal(4, part.Jobs.Count(job => job.Stage == Stage.Finetuning));
        Assert.All(part.Jobs, job => Assert.Equal(plan.Find(job.Id)!.Needs, job.Needs));
    }

    [Fact]
    public void Of_Everything_IsThePlanItself()
    {
        StudyPlan plan = Plan(Yaml);

        Assert.Same(plan, StudySlice.Of(plan, Output, []));
        Assert.Same(plan, StudySlice.Of(plan, Output, ["scratch", "de", "en+de"]));
    }

    [Fact]
    public void Of_UnknownMixture_OffersTheNearest()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => StudySlice.Of(Plan(Yaml), Output, ["en-de"]));

        Assert.Equal("The study tiny has no mixture \"en-de\"; expected some of scratch, de, en+de.\nhint: did you mean en+de?", exception.Message);
    }

    [Fact]
    public void Run_SliceAfterSlice_KeepsEveryRowAndEndsWithTheWholeStudy()
    {
        StudySpec spec = Spec(Yaml);
        StudyResult first = Run(spec, "de");
        string[] rows = Rows();
        StudyResult second = Run(spec, "scratch", "en+de");

        Assert.True(first.Succeeded && second.Succeeded);
        Assert.Equal(first.JobsAsked, first.JobsDone);
        Assert.True(first.JobsAsked < first.Plan.Jobs.Length);
        Assert.Equal(2 * 2 * 3, rows.Length);
        Assert.Equal(2 * 5 * 3, Rows().Length);
        Assert.Empty(rows.Except(Rows()));
        Assert.All(StudyStatus.Of(Output).Stages, stage => Assert.Equal(stage.Total, stage.Done));
    }

    [Fact]
    public void Run_RowsOfRunsThatAreGone_ArePartOfTheTableAndNotMadeAgain()
    {
        Run(Spec(Yaml), "de");
        string[] before = Rows();
        File.Copy(Output.ObservationsFile, _folder.Path("rows.csv"));
        Directory.Delete(Output.Root, recursive: true);

        StudyResult result = Run(Spec(Yaml + "observations: rows.csv\n"));

        Assert.True(result.Succeeded);
        Assert.Equal(2 * 5 * 3, Rows().Length);
        Assert.Empty(before.Except(Rows()));
        Assert.DoesNotContain(Directory.GetDirectories(Output.Run("x").Root[..^2]), run => Path.GetFileName(run).StartsWith("pretrain-de-", StringComparison.Ordinal));
        Assert.All(StudyStatus.Of(Output).Stages, stage => Assert.Equal(stage.Total, stage.Done));
    }

    [Fact]
    public void Run_RowsOfOtherSettings_AreNotTaken()
    {
        Run(Spec(Yaml), "de");
        File.Copy(Output.ObservationsFile, _folder.Path("rows.csv"));
        Directory.Delete(Output.Root, recursive: true);

        StudySpec other = Spec(Yaml.Replace("steps: 6", "steps: 4", StringComparison.Ordinal) + "observations: rows.csv\n");

        Assert.Equal(4, StudySlice.Of(StudyPlanner.Plan(other), Output, ["de"]).Jobs.Count(job => job.Stage == Stage.Finetuning));
    }

    [Fact]
    public void Plan_SeedsWithMixtures_TrainOnlyThese()
    {
        StudyPlan plan = Plan(Yaml.Replace("seed: 3", "seeds: { 3: all, 4: [de] }", StringComparison.Ordinal));

        Assert.Equal(["de", "en+de", "scratch"], plan.Cells.Where(cell => cell.Seed == 3).Select(cell => cell.Mixture).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["de", "scratch"], plan.Cells.Where(cell => cell.Seed == 4).Select(cell => cell.Mixture).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(Plan(Yaml).Jobs.Select(job => job.Id).Except(plan.Jobs.Select(job => job.Id)));
    }

    [Fact]
    public void Run_SeedsThatDrawTheirSubsets_AreReplicatesOfOneSeries()
    {
        StudySpec spec = Spec(Yaml.Replace("seed: 3", "seeds: [3, 4]", StringComparison.Ordinal).Replace("mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }", "mixtures: { de: { de: 1 } }", StringComparison.Ordinal));

        Run(spec);

        ObservationTable table = ObservationTable.Read(Output.ObservationsFile);
        Assert.Equal(2 * 2 * 3 * 3, table.Rows.Length);                     // seeds, sizes, scratch and two checkpoints, metrics
        Assert.All(table.Rows, row => Assert.Equal(row.FinetuningExamples == 40, row.FinetuningTokens is not null));    // of 40, all pairs are taken
        Assert.Equal(2 * 3, Analysis.Of(table, new AnalysisOptions()).Series.Length);
    }

    [Fact]
    public void Read_SeedOfAnUnknownMixture_IsAFault()
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Plan(Yaml.Replace("seed: 3", "seeds: { 3: all, 4: [fr] }", StringComparison.Ordinal)));

        Assert.Contains("seeds.4 names \"fr\"; expected all, or mixtures of pretraining.mixtures: de, en+de.", exception.Message, StringComparison.Ordinal);
    }

    private StudySpec Spec(string yaml) => StudyReader.Read(TinyStudy.Write(_folder, yaml));

    private StudyPlan Plan(string yaml) => StudyPlanner.Plan(Spec(yaml));

    private StudyResult Run(StudySpec spec, params string[] only) =>
        StudyRunner.Run(spec, Output, "cpu", new RunOptions { Jobs = 1, Only = [.. only] }, token: TestContext.Current.CancellationToken);

    private string[] Rows() => [.. ObservationTable.Read(Output.ObservationsFile).Rows.Select(row => $"{row.PretrainingData} {row.PretrainingTokens} {row.FinetuningExamples} {row.Metric} {row.Value:R} {row.FinetuningStep}")];
}
