namespace Headwater.Studies.Tests;

public sealed class DesignCheckTests
{
    private const string Sound = """
        study: sound
        tokenizer: { vocabulary: 330, sentinels: 20 }
        model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
        corpora:
          en: { generate: phrasebook, language: en, phrases: 2000 }
          de: { generate: phrasebook, language: de, phrases: 2000 }
        pretraining:
          mixtures: { en: { en: 1 }, de: { de: 1 } }
          tokens: [250, 500, 1000, 2000, 4000, 8000]
          batch: 2
          sequence: 32
        task: { generate: phrasebook, source: en, target: de, train: 200, validation: 20, test: 1000 }
        finetuning: { examples: [100, 200], steps: 20 }
        forecast: { at: [40K] }
        """;

    [Fact]
    public void Of_SoundStudy_AsksForAnotherSeedOnly() => Assert.Equal(["one-seed"], Names(Sound));

    [Theory]
    [InlineData("[250, 500, 1000, 2000, 4000, 8000]", "[500, 8000]", "few-checkpoints", "pretraining has 2 checkpoints per mixture. A law with 3 coefficients needs 4 checkpoints to be fitted and tested, so no forecast will be reliable.")]
    [InlineData("[250, 500, 1000, 2000, 4000, 8000]", "[250, 500, 1000, 2000, 8000]", "few-checkpoints", "pretraining has 5 checkpoints per mixture. A law with 3 coefficients can be fitted, but with fewer than 6 checkpoints its intervals are widened by the spread between laws.")]
    [InlineData("[250, 500, 1000, 2000, 4000, 8000]", "[2000, 3000, 4000, 5000, 6000, 8000]", "close-scales", "the largest checkpoint has 4 times the tokens of the smallest. Over such a short range a curve looks straight, and noise determines its slope.")]
    [InlineData("at: [40K]", "at: [160K]", "long-forecast", "forecast.at asks for 160K tokens, 20 times the largest checkpoint. A forecast beyond 10 times comes with a warning, and beyond 100 times it is refused.")]
    [InlineData("{ en: { en: 1 }, de: { de: 1 } }", "{ en: { en: 1 } }", "one-mixture", "there is only one mixture, so the study can show whether more pretraining helps, but not which data to choose.")]
    [InlineData("steps: 20", "steps: 20, from-scratch: false", "no-baseline", "no model is finetuned without pretraining, so the benefit of pretraining cannot be measured.")]
    [InlineData("[100, 200]", "[200]", "one-size", "there is only one finetuning size, so the study cannot show how much finetuning data the pretraining replaces, or whether its benefit decreases with more data.")]
    [InlineData("steps: 20", "steps: 5", "unseen-pairs", "finetuning on 200 pairs takes 5 steps of 32, which is 160 pairs; the other pairs are never seen, so larger sizes give the same result.")]
    [InlineData("test: 1000", "test: 100", "small-test", "the test set of en-de has 100 pairs: differences between mixtures below about 6.2 BLEU will mostly not be detected (80% power at the 5% level, with a per-pair standard deviation of 22 BLEU).")]
    [InlineData("8000]", "1M]", "short-corpus", null)]
    public void Of_WeakDesign_SaysWhyAndWhatToDo(string found, string replacement, string name, string? message)
    {
        DesignWarning[] warnings = Check(Sound.Replace(found, replacement, StringComparison.Ordinal));

        DesignWarning warning = Assert.Single(warnings, warning => warning.Name == name);
        Assert.True(message is null || warning.Message == message, warning.Message);
        Assert.NotEqual("", warning.Remedy);
    }

    [Fact]
    public void Of_ResultsCloserThanTheTestShows_NamesThem()
    {
        using TemporaryFolder folder = new();
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(folder.Write("study.yaml", Sound)));
        PairedComparison pair = new()
        {
            Task = "en-de", Model = "1x16", Metric = "bleu", FinetuningExamples = 200, First = "de", Second = "en", FirstTokens = 8000, SecondTokens = 8000, FirstScore = 20, SecondScore = 19, Difference = 1, StandardError = 0.5,
        };

        DesignWarning warning = Assert.Single(DesignCheck.Of(plan, [pair]), warning => warning.Name == "small-test");

        Assert.Equal("de and en differ by 1 in BLEU on 200 pairs of en-de, and with 1000 test pairs, differences below 1.4 are mostly not detected.", warning.Message);
        Assert.Equal("Use about 2000 test pairs to detect this difference, or treat the two as equal.", warning.Remedy);
        Assert.DoesNotContain(DesignCheck.Of(plan, [pair with { StandardError = 0.3 }]), warning => warning.Name == "small-test");
    }

    [Fact]
    public void MachineCheck_MoreThanThereIs_IsTold()
    {
        using TemporaryFolder folder = new();
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(folder.Write("study.yaml", Sound)));
        PlanEstimate estimate = PlanEstimate.Of(plan, new StudyFolder(folder.Path("out")), new EstimateOptions { Jobs = 2 });

        Assert.Equal(["little-memory", "little-disk"], MachineCheck.Of(estimate, memory: 1000, disk: 1000).Select(warning => warning.Name));
        Assert.Empty(MachineCheck.Of(estimate, memory: long.MaxValue, disk: long.MaxValue));
    }

    private static string[] Names(string yaml) => [.. Check(yaml).Select(warning => warning.Name)];

    private static DesignWarning[] Check(string yaml)
    {
        using TemporaryFolder folder = new();
        return [.. DesignCheck.Of(StudyPlanner.Plan(StudyReader.Read(folder.Write("study.yaml", yaml))))];
    }
}
