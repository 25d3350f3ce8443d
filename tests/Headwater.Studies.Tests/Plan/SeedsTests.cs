namespace Headwater.Studies.Tests;

/// <summary>Replicates, rates chosen by each model, and studies that grow.</summary>
public sealed class SeedsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Plan_Seeds_SharesDataAndRatesAndRepeatsTraining()
    {
        StudyPlan one = Plan(TinyStudy.Yaml);
        StudyPlan three = Plan(TinyStudy.Yaml.Replace("seed: 3", "seed: 3\nseeds: 3", StringComparison.Ordinal));

        Assert.Equal(Count(one, Stage.Tokenizer) + Count(one, Stage.Corpus) + Count(one, Stage.Rate), Count(three, Stage.Tokenizer) + Count(three, Stage.Corpus) + Count(three, Stage.Rate));
        Assert.Equal(3 * Count(one, Stage.Pretraining), Count(three, Stage.Pretraining));
        Assert.Equal(3 * one.Cells.Length, three.Cells.Length);
        Assert.Empty(one.Jobs.Select(job => job.Id).Except(three.Jobs.Select(job => job.Id)));
        Assert.Equal([3, 4, 5], three.Cells.Select(cell => cell.Seed!.Value).Distinct());
    }

    [Fact]
    public void Plan_ListOfSeeds_TakesTheDataFromTheFirst()
    {
        StudyPlan listed = Plan(TinyStudy.Yaml.Replace("seed: 3", "seeds: [3, 9]", StringComparison.Ordinal));

        Assert.Equal(3UL, listed.Spec.Seed);
        Assert.Empty(Plan(TinyStudy.Yaml).Jobs.Select(job => job.Id).Except(listed.Jobs.Select(job => job.Id)));
        Assert.Contains(listed.Jobs, job => job.Label == "de seed 9");
    }

    [Fact]
    public void Read_SeedTwice_IsAFault()
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Plan(TinyStudy.Yaml.Replace("seed: 3", "seeds: [3, 3]", StringComparison.Ordinal)));

        Assert.Equal("seeds names one twice; the same seed gives the same run.\nhint: remove one.", Assert.Single(exception.Faults).Message);
    }

    [Fact]
    public void Observations_Seeds_AreReplicates()
    {
        StudyPlan plan = Plan(TinyStudy.Yaml.Replace("seed: 3", "seeds: [3, 4]", StringComparison.Ordinal));
        RunStore store = MadeUpStore(plan);

        Laws.ObservationTable table = ObservationCollector.Collect(plan, store);

        Assert.Equal(plan.Cells.Length, table.Rows.Length);           // one metric of the made-up runs
        Assert.All(table.Rows.GroupBy(row => (row.PretrainingData, row.PretrainingTokens, row.FinetuningExamples)), group => Assert.Equal(["3", "4"], group.Select(row => row.Seed)));
        Assert.Contains(PairedComparison.Of(plan, store), comparison => comparison.Seed == 4);
    }

    [Fact]
    public void Plan_RateChosenByEach_TriesEveryRateEverywhere()
    {
        StudyPlan plan = Plan(TinyStudy.Yaml.Replace("  validate-every", "  choose-rate: each\n  validate-every", StringComparison.Ordinal));

        Assert.Equal(plan.Cells.Length, Count(plan, Stage.Rate));
        Assert.Equal(2 * plan.Cells.Length, Count(plan, Stage.Finetuning));
        RunStore store = MadeUpStore(plan);
        Assert.All(plan.Cells, cell => Assert.Equal(0.001, store.Result<FinetuningResult>(store.RunOf(plan, cell)!).LearningRate));     // made-up losses grow with the rate
    }

    [Theory]
    [InlineData("[1K, 2K]", "[1K, 2K, 3K]")]
    [InlineData("{ de: { de: 1 }, en+de:", "{ en: { en: 1 }, de: { de: 1 }, en+de:")]
    [InlineData("[20, 40]", "[10, 20, 40]")]
    [InlineData("seed: 3", "seed: 3\nseeds: 2")]
    public void Run_GrownStudy_KeepsEveryEarlierTrajectory(string from, string to)
    {
        string[] before = [.. Plan(TinyStudy.Yaml).Jobs.Where(job => job.Stage <= Stage.Pretraining).Select(job => job.Id)];
        StudyPlan grown = Plan(TinyStudy.Yaml.Replace(from, to, StringComparison.Ordinal));

        Assert.Empty(before.Except(grown.Jobs.Select(job => job.Id)));
    }

    private StudyPlan Plan(string yaml) => StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, yaml)));

    private static int Count(StudyPlan plan, Stage stage) => plan.Jobs.Count(job => job.Stage == stage);

    private RunStore MadeUpStore(StudyPlan plan)
    {
        RunStore store = new(new StudyFolder(_folder.Path("out")));
        JobRunner real = new(store, new RunOptions { SaveEvery = TimeSpan.FromMinutes(1) });
        foreach (Job job in plan.Jobs)
            Assert.Null((job.Trains ? MadeUp.Run(job, store) : real.Run(job, _ => { }, CancellationToken.None)).Reason);
        return store;
    }
}
