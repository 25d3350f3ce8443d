namespace Headwater.Studies.Tests;

public sealed class PlanEstimateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_NewStudy_AddsUpAndHasReasons()
    {
        StudyPlan plan = Plan();

        PlanEstimate estimate = PlanEstimate.Of(plan, Folder, new EstimateOptions { Jobs = 2 });

        Assert.Equal("assumed for cpu, 60 GFLOP/s a run", estimate.Source);
        Assert.Equal(plan.Flops, estimate.Total.Work.Total, plan.Flops * 1e-12);      // the same sum in another order
        Assert.Equal(estimate.Stages.Sum(stage => stage.Seconds), estimate.Total.Seconds, 1e-9);
        Assert.Equal(0, estimate.Total.JobsDone);
        Assert.InRange(estimate.WallSecondsLeft, estimate.CriticalPathSeconds, estimate.Total.Seconds + 4);      // and two seconds for each process to start
        Assert.All(estimate.Jobs, job => Assert.NotEqual("", job.Reason));
        Assert.Equal("is the baseline without pretraining at 20 pairs, with one of the learning rates", estimate.Jobs.First(job => job.Job.Stage == Stage.Finetuning).Reason);
        Assert.Equal("is read by the mixtures de, en+de", estimate.Jobs.First(job => job.Job.Label == "de").Reason);
    }

    [Fact]
    public void Of_KnownProcessor_TakesAShareOfItsRate()
    {
        StudyPlan plan = Plan();

        PlanEstimate estimate = PlanEstimate.Of(plan, Folder, new EstimateOptions { Jobs = 1, MatrixRate = 100e9 });

        JobEstimate pretraining = estimate.Jobs.First(job => job.Job.Stage == Stage.Pretraining);
        Assert.Equal(pretraining.Work.Total / 45e9, pretraining.Seconds, 1e-12);
        Assert.Equal("assumed: 45% of the 100 GFLOP/s that a run reaches in matrix products here", estimate.Source);
    }

    [Fact]
    public void Of_CountedText_GoesByItsTokens()
    {
        StudyPlan plan = Plan();
        CountedText text = CountedText.Of(plan, Folder)!;

        PlanEstimate estimate = PlanEstimate.Of(plan, Folder, new EstimateOptions { Jobs = 1, Text = text });

        JobEstimate finetuning = estimate.Jobs.First(job => job.Job.Stage == Stage.Finetuning);
        FinetuningSettings settings = (FinetuningSettings)finetuning.Job.Settings;
        PairLengths lengths = text.Lengths[settings.Task.Name];
        Assert.Equal((long)(settings.Steps * settings.Batch * lengths.Both), finetuning.Tokens);
        Assert.NotEqual(finetuning.Job.Tokens, finetuning.Tokens);
        Assert.InRange(lengths.Source, 4, 24);
        Assert.Equal(finetuning.Job.MemoryBytes + ModelCost.ProgramBytes, finetuning.MemoryBytes, 1e6);
        JobEstimate corpus = estimate.Jobs.First(job => job.Job.Stage == Stage.Corpus);
        Assert.Equal((long)(corpus.Job.TextBytes / text.BytesPerToken!.Value * 2), corpus.DiskBytes);
    }

    [Fact]
    public void CountedText_MissingFile_IsNone()
    {
        StudyPlan plan = Plan();
        File.Delete(_folder.Path("en.txt"));

        Assert.Null(CountedText.Of(plan, Folder));
    }

    [Fact]
    public void Of_NamedDevice_GoesByItsNumbers()
    {
        StudyPlan plan = Plan();

        PlanEstimate estimate = PlanEstimate.Of(plan, Folder, new EstimateOptions { Jobs = 1, Device = DeviceNumbers.Find("A100") });

        JobEstimate pretraining = estimate.Jobs.First(job => job.Job.Stage == Stage.Pretraining);
        Assert.Equal(pretraining.Work.Total / (0.3 * 156e12), pretraining.Seconds, 1e-12);
        Assert.Equal("assumed for a100: 30% of 156 TFLOP/s (NVIDIA A100 Tensor Core GPU data sheet, 2021); small models reach less", estimate.Source);
        Assert.Equal("Unknown device \"b7\"; expected one of a100, h100, l4, t4, v100. (Parameter 'name')", Assert.Throws<ArgumentException>(() => DeviceNumbers.Find("b7")).Message);
    }

    [Fact]
    public void Of_Calibration_CountsWhatWasMeasured()
    {
        StudyPlan plan = Plan();

        PlanEstimate estimate = PlanEstimate.Of(plan, Folder, new EstimateOptions { Jobs = 2, Calibration = Measured(plan) });

        // 15 steps of 0.1 s and two checkpoints of 1 s.
        Assert.Equal(3.5, estimate.Jobs.First(job => job.Job.Stage == Stage.Pretraining).Seconds, 1e-9);
        // 2 s for the model, 38 pairs of 0.01 s to encode, 6 steps of 0.2 s, 3 validations of 8 pairs and a test of 10 at 0.001 s, and 10 outputs of 0.02 + 0.003 s;
        // to choose checkpoints, 3 times 8 validation outputs of 0.02 s.
        JobEstimate finetuning = estimate.Jobs.First(job => job.Job.Stage == Stage.Finetuning);
        Assert.Equal(2 + (0.38 + 1.2 + 0.034 + 0.23 + 0.48), finetuning.Seconds, 1e-9);
        Assert.Equal(0.48, finetuning.ValidationDecodingSeconds, 1e-9);
        Assert.Equal(777, finetuning.MemoryBytes);
        Assert.Equal(2 * 5000 + 60_000, estimate.Jobs.First(job => job.Job.Stage == Stage.Pretraining).DiskBytes);
    }

    [Fact]
    public void Of_FinishedJobs_AreSubtractedAndCorrectTheRest()
    {
        StudyPlan plan = Plan();
        PlanEstimate before = PlanEstimate.Of(plan, Folder, new EstimateOptions { Jobs = 1, Calibration = Measured(plan) });
        RunStore store = new(Folder);
        Job[] pretrainings = [.. plan.Jobs.Where(job => job.Stage == Stage.Pretraining)];
        Finish(store, pretrainings[0], seconds: 7);

        PlanEstimate after = PlanEstimate.Of(plan, Folder, new EstimateOptions { Jobs = 1, Calibration = Measured(plan) });

        Assert.Equal(1, after.Total.JobsDone);
        Assert.Null(after.Jobs.Single(job => job.Job == pretrainings[0]).Slot);
        Assert.Equal(7, after.Jobs.Single(job => job.Job.Id == pretrainings[1].Id).Seconds, 1e-9);     // as long as the finished one took, which was expected to take half
        Assert.Equal(before.Total.SecondsLeft - 3.5 + 3.5, after.Total.SecondsLeft, 1e-9);
        Assert.EndsWith("; corrected by this study's finished runs", after.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TwoAtATime_FollowsTheGraph()
    {
        StudyPlan plan = Plan();

        PlanEstimate estimate = PlanEstimate.Of(plan, Folder, new EstimateOptions { Jobs = 2, Calibration = Measured(plan) });

        Dictionary<string, JobEstimate> jobs = estimate.Jobs.ToDictionary(job => job.Job.Id);
        Assert.All(estimate.Jobs, job => Assert.All(job.Job.Needs, need => Assert.True(jobs[need].Slot!.Value.End <= job.Slot!.Value.Start + 1e-9)));
        foreach (IGrouping<int, Slot> place in estimate.Jobs.Select(job => job.Slot!.Value).GroupBy(slot => slot.Place))
            Assert.All(place.OrderBy(slot => slot.Start).ThenBy(slot => slot.End).Pairwise(), pair => Assert.True(pair.First.End <= pair.Second.Start + 1e-9));
        Assert.Equal(2, estimate.Jobs.Select(job => job.Slot!.Value.Place).Distinct().Count());
        Assert.StartsWith("tokenizer-", estimate.CriticalPath[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.50", 2.5, "", "5.00")]
    [InlineData("$2.50", 2.5, "$", "5.00 $")]
    [InlineData("2.5 EUR", 2.5, "EUR", "5.00 EUR")]
    [InlineData("EUR 0", 0, "EUR", "0.00 EUR")]
    public void Price_Text_IsRead(string text, double perHour, string currency, string twoHours)
    {
        Price price = Price.Parse(text)!;

        Assert.Equal((perHour, currency), (price.PerHour, price.Currency));
        Assert.Equal(twoHours, price.Format(price.Of(7200)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cheap")]
    [InlineData("$2.50 EUR")]
    [InlineData("1,5")]
    [InlineData("-1")]
    public void Price_OtherText_IsNone(string text) => Assert.Null(Price.Parse(text));

    [Fact]
    public void Read_PriceThatIsNone_IsTold()
    {
        string file = TinyStudy.Write(_folder, TinyStudy.Yaml.Replace("seed: 3", "seed: 3\nprice: cheap", StringComparison.Ordinal));

        Fault fault = Assert.Single(Assert.Throws<StudySpecException>(() => StudyReader.Read(file)).Faults);

        Assert.Equal("study.yaml(3): price is \"cheap\"; expected a price per device-hour, such as 2.50, \"2.50 EUR\" or $2.50.", fault.ToString());
    }

    private StudyFolder Folder => new(_folder.Path("out"));

    private StudyPlan Plan() => StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder)));

    private static void Finish(RunStore store, Job job, double seconds)
    {
        store.Start(job);
        PretrainingSettings settings = (PretrainingSettings)job.Settings;
        store.Finish(job, new PretrainingResult
        {
            Parameters = 1, ParametersWithoutEmbeddings = 1, Seconds = seconds, Usage = new RunUsage
            {
                Started = DateTimeOffset.UtcNow, Ended = DateTimeOffset.UtcNow, Seconds = System.Collections.Immutable.ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("training", seconds), Flops = 1, MemoryBytes = 1, DiskBytes = 1,
            },
            Checkpoints = [.. settings.Checkpoints.Select(tokens => new PretrainingCheckpoint { Requested = tokens, Tokens = tokens, Step = 1, UniqueTokens = tokens, Compute = 1, Epochs = settings.Rates })],
        });
    }

    internal static Calibration Measured(StudyPlan plan) => new()
    {
        Processor = "test", Jobs = 2, StartSeconds = 1, TokenizerSeconds = 0.5, BytesPerToken = 3, BytesPerSecond = 1e6,
        Pretraining = [new PretrainingTrial { Model = plan.Spec.Models[0].Name, StepSeconds = 0.1, SaveSeconds = 1, SavedBytes = 5000, MemoryBytes = 555 }],
        Finetuning =
        [
            new FinetuningTrial
            {
                Model = plan.Spec.Models[0].Name, Task = plan.Spec.Tasks[0].Name, Lengths = PairLengths.Constant(6, 7), EncodeSeconds = 0.01, LoadSeconds = 2, StepSeconds = 0.2,
                LossSeconds = 0.001, DecodeSeconds = 0.02, ScoreSeconds = 0.003, SavedBytes = 4000, MemoryBytes = 777,
            },
        ],
    };
}

internal static class Pairs
{
    /// <summary>Each item with the one after it.</summary>
    public static IEnumerable<(T First, T Second)> Pairwise<T>(this IEnumerable<T> items)
    {
        T[] all = [.. items];
        return all.Zip(all.Skip(1));
    }
}
