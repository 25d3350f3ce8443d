namespace Headwater.Studies.Tests;

public sealed class StudyPlannerTests
{
    [Fact]
    public void Plan_TinyStudy_LaysOutTheGraph()
    {
        using TemporaryFolder folder = new();

        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));

        Assert.Equal(
            [(Stage.Tokenizer, 1), (Stage.Corpus, 2), (Stage.Pretraining, 2), (Stage.Rate, 2), (Stage.Finetuning, 12)],
            plan.Jobs.GroupBy(job => job.Stage).OrderBy(stage => stage.Key).Select(stage => (stage.Key, stage.Count())));
        Assert.Equal(10, plan.Cells.Length);
        Assert.All(plan.Jobs, job => Assert.All(job.Needs, need => Assert.True(plan.Jobs.IndexOf(plan.Find(need)!) < plan.Jobs.IndexOf(job))));
    }

    [Fact]
    public void Plan_RateList_IsTriedOnTheCheapestRunOfEachKind()
    {
        using TemporaryFolder folder = new();

        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));

        FinetuningSettings[] trials = [.. plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().Where(settings => settings.Rate is null)];
        Assert.Equal([("scratch", 0, 20, 0.001), ("scratch", 0, 20, 0.01), ("de", 1000, 20, 0.001), ("de", 1000, 20, 0.01)],
            trials.Select(trial => (trial.Mixture, (int)trial.Checkpoint, trial.Examples!.Value, trial.LearningRate!.Value)));
        Assert.Equal(2, plan.Cells.Count(cell => cell.Run is null));
    }

    [Fact]
    public void Plan_Beam_MakesOtherFinetuningsOfTheSamePretraining()
    {
        using TemporaryFolder folder = new();

        StudyPlan greedy = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));
        StudyPlan one = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, TinyStudy.Yaml.Replace("test: test }", "test: test, beam: 1 }", StringComparison.Ordinal))));
        StudyPlan beam = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, TinyStudy.Yaml.Replace("test: test }", "test: test, beam: 4 }", StringComparison.Ordinal))));

        Assert.Equal(greedy.Jobs.Select(job => job.Id), one.Jobs.Select(job => job.Id));
        Assert.Equal(greedy.Jobs.Where(job => job.Stage < Stage.Rate).Select(job => job.Id), beam.Jobs.Where(job => job.Stage < Stage.Rate).Select(job => job.Id));
        Assert.Empty(greedy.Jobs.Where(job => job.Stage >= Stage.Rate).Select(job => job.Id).Intersect(beam.Jobs.Select(job => job.Id)));
    }

    [Fact]
    public void Plan_TinyStudy_EstimatesTheWork()
    {
        using TemporaryFolder folder = new();

        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));

        // 60 sequences of 32 source and 8 target tokens, 6 FLOPs a weight and token and 12 a query, key and width of 16. The encoder has 4·16·16 + 3·16·32 = 2560
        // weights. The decoder has 2·1024 + 1536 + 16·330 = 8864, of which 512 make keys and values of source tokens.
        Job pretraining = plan.Jobs.First(job => job.Stage == Stage.Pretraining);
        Assert.Equal(15, pretraining.Steps);
        Assert.Equal(60.0 * (6 * 2560 * 32 + 12 * 32 * 32 * 16), pretraining.Work.Encoder);
        Assert.Equal(60.0 * (6 * (8352 * 8 + 512 * 32) + 12 * (32 * 8 + 8 * 8) * 16), pretraining.Work.Decoder);
        Assert.Equal(0, pretraining.Work.Evaluation);
        Assert.All(plan.Jobs.Where(job => job.Trains), job => Assert.True(job.Flops > 0 && job.MemoryBytes > 0 && job.Tokens > 0));
    }

    [Fact]
    public void Plan_SameStudyElsewhere_HasTheSameIds()
    {
        using TemporaryFolder here = new();
        using TemporaryFolder there = new();

        StudyPlan first = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(here)));
        StudyPlan second = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(there)));

        Assert.Equal(first.Jobs.Select(job => job.Id), second.Jobs.Select(job => job.Id));
    }

    [Fact]
    public void Plan_SavedAndRead_IsTheSame()
    {
        using TemporaryFolder folder = new();
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, TinyStudy.Yaml.Replace("[20, 40]", "[20, all]\n  clip: none", StringComparison.Ordinal))));
        StudyFolder output = new(folder.Path("out"));

        output.Prepare(plan);
        output.Prepare(output.ReadPlan());

        Assert.Equal(plan.Jobs.Select(job => job.Id), output.ReadPlan().Jobs.Select(job => job.Id));
        Assert.Equal(plan.Jobs.Select(job => Fingerprint.Of(job.Settings)), output.ReadPlan().Jobs.Select(job => Fingerprint.Of(job.Settings)));
    }

    [Theory]
    [InlineData("seed: 3", "seed: 4", 0)]
    [InlineData("steps: 6", "steps: 8", 5)]
    [InlineData("warm-up: 10", "warm-up: 20", 7)]
    [InlineData("[1K, 2K]", "[1K, 2K, 3K]", 19)]
    [InlineData("[20, 40]", "[20]", 14)]
    [InlineData("seed: 3", "seed: 3\nmetrics: [bleu]", 19)]
    [InlineData("seed: 3", "seed: 3\nthreads: 2", 3)]
    [InlineData("seed: 3", "seed: 3\ntensorboard: true\nsave-every: 1", 19)]
    [InlineData("seed: 3", "seed: 3\nprecision: bf16", 3)]
    [InlineData("  warm-up: 10", "  warm-up: 10\n  recompute: true\n  optimizer: adafactor\n  schedule: inverse-square-root", 19)]
    [InlineData("  warm-up: 10", "  warm-up: 10\n  decay: 0.1", 7)]
    [InlineData("  warm-up: 10", "  warm-up: 10\n  micro-batch: 2", 7)]
    [InlineData("batch: 4\n  sequence", "repeat: true\n  batch: 4\n  sequence", 19)]
    public void Plan_ChangedStudy_KeepsTheIdsOfWhatDidNotChange(string found, string replacement, int kept)
    {
        using TemporaryFolder folder = new();
        StudyPlan before = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder)));

        StudyPlan after = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, TinyStudy.Yaml.Replace(found, replacement, StringComparison.Ordinal))));

        Assert.Equal(kept, before.Jobs.Select(job => job.Id).Intersect(after.Jobs.Select(job => job.Id)).Count());
    }

    // 8 and 15 steps; the branches are the last 2 and 4 of them, and the trajectory goes to step 11.
    [Fact]
    public void Plan_Decay_CountsTheTrajectoryAndItsBranches()
    {
        using TemporaryFolder folder = new();

        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, TinyStudy.Yaml.Replace("  warm-up: 10", "  decay: 0.25", StringComparison.Ordinal))));

        Assert.Equal(11 + 2 + 4, plan.Jobs.First(job => job.Stage == Stage.Pretraining).Steps);
    }

    // A cosine is made for one length: a longer study trains another trajectory.
    [Fact]
    public void Plan_CosineWithAnotherCount_HasAnotherTrajectory()
    {
        using TemporaryFolder folder = new();
        string cosine = TinyStudy.Yaml.Replace("  warm-up: 10", "  schedule: cosine", StringComparison.Ordinal);

        StudyPlan before = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, cosine)));
        StudyPlan after = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(folder, cosine.Replace("[1K, 2K]", "[1K, 2K, 3K]", StringComparison.Ordinal))));

        Assert.Empty(before.Jobs.Where(job => job.Stage == Stage.Pretraining).Select(job => job.Id).Intersect(after.Jobs.Select(job => job.Id)));
    }

    [Fact]
    public void Plan_ChangedText_ChangesTheIds()
    {
        using TemporaryFolder folder = new();
        string file = TinyStudy.Write(folder);
        StudyPlan before = StudyPlanner.Plan(StudyReader.Read(file));

        File.AppendAllText(folder.Path("test.en"), "one\n");
        File.AppendAllText(folder.Path("test.de"), "eins\n");
        StudyPlan after = StudyPlanner.Plan(StudyReader.Read(file));

        Assert.Equal(5, before.Jobs.Select(job => job.Id).Intersect(after.Jobs.Select(job => job.Id)).Count());     // all before finetuning
    }

    [Fact]
    public void Id_OfSettings_IsStable()
    {
        CorpusSettings settings = new() { Corpus = new TextSource { Name = "en", Path = "/anywhere", Fingerprint = "abc" }, Tokenizer = "tokenizer-x" };

        Assert.Equal("corpus-en-cb2c39e967ee2eec", Fingerprint.Id("corpus", "en", settings));
        Assert.Equal(Fingerprint.Of(settings), Fingerprint.Of(settings with { Corpus = settings.Corpus with { Path = "/elsewhere" } }));
        Assert.NotEqual(Fingerprint.Of(settings), Fingerprint.Of(settings with { Tokenizer = "tokenizer-y" }));
    }

    [Theory]
    [InlineData("en.txt", "", "study.yaml(6): Corpus \"en\" ({root}/en.txt) is empty; expected at least one line with text.\nhint: give another file or drop the corpus.")]
    [InlineData("train.de", "eins\n", "study.yaml(15): {root}/train.en has 40 lines and {root}/train.de has 1; expected the same number, because line i of one belongs to line i of the other.")]
    public void Plan_UnfitData_IsToldBeforeAnythingRuns(string name, string text, string message)
    {
        using TemporaryFolder folder = new();
        StudySpec spec = StudyReader.Read(TinyStudy.Write(folder));
        folder.Write(name, text);

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyPlanner.Plan(spec));

        Assert.Equal(message.Replace("{root}", folder.Root, StringComparison.Ordinal), Assert.Single(exception.Faults).ToString());
    }

    [Fact]
    public void Plan_BytesThatAreNotUtf8_AreTold()
    {
        using TemporaryFolder folder = new();
        StudySpec spec = StudyReader.Read(TinyStudy.Write(folder));
        File.WriteAllBytes(folder.Path("de.txt"), [0x66, 0xFC, 0x6E, 0x66, 0x0A]);

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyPlanner.Plan(spec));

        Assert.Contains("UTF-8", Assert.Single(exception.Faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_MoreExamplesThanThereAre_IsTold()
    {
        using TemporaryFolder folder = new();
        StudySpec spec = StudyReader.Read(TinyStudy.Write(folder, TinyStudy.Yaml.Replace("[20, 40]", "[20, 41]", StringComparison.Ordinal)));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyPlanner.Plan(spec));

        Assert.Equal("study.yaml(17): finetuning.examples asks for 41 pairs, but the training set of en-de has 40.\nhint: lower examples, or write all.", exception.Message);
    }
}
