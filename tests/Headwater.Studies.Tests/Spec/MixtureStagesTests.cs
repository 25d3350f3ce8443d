using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

public sealed class MixtureStagesTests
{
    [Fact]
    public void Read_Stages_AreReadInOrderWithTheSharesOverTheRun()
    {
        MixtureSpec mixture = Read(StagedStudy.With("until: 75%", "until: 0.8")).Pretraining!.Mixtures[0];

        Assert.Equal([0.8, 1], mixture.Stages.Select(stage => stage.Until));
        Assert.Equal(["de"], mixture.Stages[0].Rates.Keys);
        Assert.Equal(["de", "en"], mixture.Stages[1].Rates.Keys);
        Assert.Equal([0.9, 0.1], mixture.Rates.Values);
    }

    [Fact]
    public void Read_CorpusCalledStages_IsACorpus()
    {
        string yaml = TinyStudy.Yaml.Replace("  de: {", "  stages: {", StringComparison.Ordinal).Replace("de: { de: 1 }, en+de: { en: 0.5, de: 0.5 }", "de: { stages: 1 }", StringComparison.Ordinal);

        MixtureSpec mixture = Read(yaml).Pretraining!.Mixtures[0];

        Assert.True(mixture.Stages.IsEmpty && mixture.Rates["stages"] == 1);
    }

    [Theory]
    [InlineData("until: 75%, de: 1 }, { en: 1 }", "until: 120%, de: 1 }, { en: 1 }", "stage 1 of pretraining.mixtures.b.until is \"120%\"; expected a share of a run's tokens between 0% and 100%, such as 80% or 0.8.")]
    [InlineData("until: 75%, de: 1 }, { en: 1 }", "until: 80, de: 1 }, { en: 1 }", "stage 1 of pretraining.mixtures.b.until is \"80\"; expected a share of a run's tokens between 0% and 100%, such as 80% or 0.8.")]
    [InlineData("until: 75%, de: 1 }, { en: 1 }", "de: 1 }, { en: 1 }", "stage 1 of pretraining.mixtures.b has no \"until\", which is required: a share of a run's tokens between 0% and 100%, such as 80% or 0.8.")]
    [InlineData("until: 75%, de: 1 }, { en: 1 }", "until: 75%, de: 1 }, { until: 50%, en: 1 }, { de: 1 }",
        "stage 2 of pretraining.mixtures.b ends at 50% of the tokens and stage 1 at 75%; expected ascending shares.\nhint: until is where a stage ends, not how long it is.")]
    [InlineData("{ en: 1 }", "{ until: 100%, en: 1 }",
        "stage 2 of pretraining.mixtures.b has until, and it is the last one, which lasts to the end of the run.\nhint: remove until from it, or add a stage after it.")]
    [InlineData("{ en: 1 }", "{ eng: 1 }", "stage 2 of pretraining.mixtures.b names the corpus \"eng\"; corpora has no such entry. Did you mean \"en\"?")]
    [InlineData("{ en: 1 }", "{ en: 0.5, de: 0.4 }", "stage 2 of pretraining.mixtures.b: its rates sum to 0.9; mixing rates must sum to 1.")]
    [InlineData("{ en: 1 }", "{ temperature: 2, corpora: [en, de] }",
        "stage 2 of pretraining.mixtures.b has a temperature; expected rates by corpus.\nhint: write the rates themselves; headwater plan shows those of a mixture without stages.")]
    [InlineData("{ en: 1 }", "en", "stage 2 of pretraining.mixtures.b is \"en\"; expected a map: rates by corpus, and until except in the last stage.")]
    [InlineData("{ until: 75%, de: 1 }, { en: 1 }", "{ en: 1 }",
        "pretraining.mixtures.b.stages has 1 stage; expected at least two.\nhint: write rates that hold for the whole run without stages, as b: { en: 1 }.")]
    [InlineData("b: { stages: [{ until: 75%, de: 1 }, { en: 1 }] }", "b: { stages: 2 }",
        "pretraining.mixtures.b.stages is \"2\"; expected a list of stages, for example [{ until: 80%, en: 1 }, { en: 0.5, de: 0.5 }].")]
    [InlineData("{ en: 1 }] }", "{ en: 1 }], de: 0.5 }", "pretraining.mixtures.b has no key \"de\". Its keys, with their defaults: stages (required).")]
    [InlineData("until: 75%, de: 1 }, { en: 1 }", "until: 97%, de: 1 }, { en: 1 }",
        "stage 2 of pretraining.mixtures.b has no step at 1000 tokens, which are 8 steps of 136 tokens; expected at least one step in each stage.\nhint: make the stage longer, raise the token count, or lower batch.")]
    [InlineData("until: 75%, de: 1 }, { en: 1 }", "until: 2%, de: 1 }, { en: 1 }",
        "stage 1 of pretraining.mixtures.b has no step at 1000 tokens, which are 8 steps of 136 tokens; expected at least one step in each stage.\nhint: make the stage longer, raise the token count, or lower batch.")]
    [InlineData("warm-up: 10", "warm-up: 10\n  learning-rate: [0.01, 0.02]",
        "pretraining.learning-rate is a list, and every mixture has stages; expected a rate that is chosen once, on a mixture without stages.\nhint: add a mixture without stages, or give one learning-rate.", 14)]
    [InlineData("warm-up: 10", "warm-up: 10\n  learning-rate: [0.01, 0.02]\n  choose-rate: each",
        "pretraining.learning-rate is a list, and choose-rate: each would choose a rate for the mixture a, which has stages; expected a rate that is chosen once, on a mixture without stages.\nhint: remove choose-rate, or give one learning-rate.", 14)]
    [InlineData("  tokens:", "  swarm: { runs: 8 }\n  tokens:",
        "pretraining.mixtures.b has stages, and pretraining has a swarm, whose surrogate compares mixtures that stay the same for a whole run.\nhint: make a study of its own for the mixtures with stages.")]
    [InlineData(StagedStudy.Mixtures, "swarm: { runs: 8, stages: [{ until: 75% }, {}] }",
        "pretraining.swarm has stages; the mixtures that a swarm draws stay the same for a whole run.\nhint: list mixtures with stages under pretraining.mixtures of a study without a swarm.")]
    public void Read_Fault_IsToldWithItsLine(string found, string replacement, string message, int line = 9)
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(StagedStudy.With(found, replacement)));

        Assert.Contains($"study.yaml({line}): {message}", exception.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Read_FaultInAStage_IsTheOnlyOne()
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(StagedStudy.With("{ en: 1 }", "{ eng: 1 }").Replace("seed: 3", "seeds: { 1: [b] }", StringComparison.Ordinal)));

        Assert.Single(exception.Faults);
    }

    // The boundary is where a decay over the rest of the run begins, whichever way halves are rounded.
    [Fact]
    public void FirstSteps_StageOverTheLastShare_BeginsWhereThatDecayBegins()
    {
        foreach (double share in (double[])[0.1, 0.15, 0.2, 0.25, 0.3])
        {
            MixtureStageSpec[] stages = [new(1 - share, Nothing), new(1, Nothing)];
            for (long steps = 10; steps < 200; steps++)
                Assert.Equal([0, steps - (long)Math.Round(share * steps)], MixtureStageSpec.FirstSteps([.. stages], steps));
        }
    }

    private static ImmutableSortedDictionary<string, double> Nothing => ImmutableSortedDictionary<string, double>.Empty;

    private static StudySpec Read(string yaml)
    {
        using TemporaryFolder folder = new();
        return StudyReader.Read(TinyStudy.Write(folder, yaml));
    }
}
