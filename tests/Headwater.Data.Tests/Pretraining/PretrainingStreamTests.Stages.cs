using System.Collections.Immutable;

namespace Headwater.Data.Tests;

public sealed partial class PretrainingStreamTests
{
    [Theory]
    [InlineData(Interleaving.Sequence)]
    [InlineData(Interleaving.Batch)]
    [InlineData(Interleaving.Document)]
    public void Batch_FirstStage_IsThatOfTheMixtureWithoutStages(Interleaving interleaving)
    {
        PretrainingStream plain = Staged(interleaving, repeat: false, (Mix(("en", 0.75), ("de", 0.25)), 0));
        PretrainingStream staged = Staged(interleaving, repeat: false, (Mix(("en", 0.75), ("de", 0.25)), 0), (Mix(("fr", 1)), 7));

        Assert.All(Enumerable.Range(0, 7), step => Assert.Equal(plain.Batch(step).Inputs, staged.Batch(step).Inputs));
        Assert.NotEqual(plain.Batch(7).Inputs, staged.Batch(7).Inputs);
        Assert.Equal(plain.UsedAfter(7), staged.UsedAfter(7));
    }

    [Theory]
    [InlineData(Interleaving.Sequence)]
    [InlineData(Interleaving.Batch)]
    [InlineData(Interleaving.Document)]
    public void Batch_CorpusInEveryStage_IsReadOnce(Interleaving interleaving)
    {
        PretrainingStream stream = Staged(interleaving, repeat: false, (Mix(("en", 0.5), ("de", 0.5)), 0), (Mix(("en", 1)), 5), (Mix(("en", 0.25), ("de", 0.75)), 9));
        int steps = (int)(stream.Capacity / stream.RawTokensPerStep);

        string[] read = [.. Enumerable.Range(0, steps).SelectMany(step => Passages(stream.Batch(step)))];

        Assert.InRange(steps, 12, 1000);
        Assert.Equal(steps * 4, read.Distinct().Count());                               // every text differs in a word
        Assert.Equal((long)steps * stream.RawTokensPerStep, stream.UsedAfter(steps).Values.Sum(use => use.UniqueTokens));
        Assert.Throws<ArgumentException>(() => stream.Batch(steps + 1));
        Assert.Contains("usable tokens in all stages", Assert.Throws<ArgumentException>(() => stream.UsedAfter(steps + 2)).Message);
    }

    [Theory]
    [InlineData(Interleaving.Sequence)]
    [InlineData(Interleaving.Batch)]
    [InlineData(Interleaving.Document)]
    public void UsedAfter_Stages_FollowsTheRatesOfEachAndAddsUp(Interleaving interleaving)
    {
        PretrainingStream stream = Staged(interleaving, repeat: true, (Mix(("en", 0.75), ("de", 0.25)), 0), (Mix(("de", 0.5), ("fr", 0.5)), 40));

        ImmutableSortedDictionary<string, CorpusUse> first = stream.UsedAfter(40), all = stream.UsedAfter(60);

        Assert.Equal(["de", "en"], first.Keys);
        Assert.Equal(["de", "en", "fr"], all.Keys);
        Assert.Equal(60L * stream.RawTokensPerStep, all.Values.Sum(use => use.Tokens));
        Assert.Equal(first["en"], all["en"]);
        Assert.InRange(all["fr"].Tokens, 9L * stream.RawTokensPerStep, 11L * stream.RawTokensPerStep);
        Assert.InRange(all["de"].Tokens, 19L * stream.RawTokensPerStep, 21L * stream.RawTokensPerStep);
        Assert.Equal(all["de"].Tokens / (double)(interleaving == Interleaving.Document ? _shards["de"].TokenCount : _shards["de"].TokenCount / Raw * Raw), all["de"].Epochs, 1e-9);
    }

    [Fact]
    public void Batch_Stages_DependsOnSeedAndStepAlone()
    {
        PretrainingStream Again() => Staged(Interleaving.Document, repeat: true, (Mix(("en", 0.75), ("de", 0.25)), 0), (Mix(("de", 0.5), ("fr", 0.5)), 4));
        PretrainingStream forward = Again(), jumping = Again();
        int[][] expected = [.. Enumerable.Range(0, 12).Select(step => forward.Batch(step).Inputs)];

        Assert.All([11, 0, 5, 3, 4, 11], step => Assert.Equal(expected[step], jumping.Batch(step).Inputs));
    }

    [Fact]
    public void Batch_RepeatedCorpus_ContinuesItsEpochs()
    {
        int passages = (int)(_shards["de"].TokenCount / Raw);
        PretrainingStream plain = Stream(Mixture.Of("de"), batch: 1, repeat: true);
        PretrainingStream staged = new([new(Mixture.Of("de"), 0), new(Mixture.Of("de"), passages - 2)], _shards, new SpanCorruption(), Tokenizers.Small, batch: 1, inputLength: 64, seed: 1, repeat: true);

        Assert.All(Enumerable.Range(passages - 4, 8), step => Assert.Equal(plain.Batch(step).Inputs, staged.Batch(step).Inputs));
        Assert.Equal(plain.UsedAfter(passages + 3), staged.UsedAfter(passages + 3));
        Assert.Equal(plain.Capacity, staged.Capacity);
    }

    [Fact]
    public void Stream_StagesOutOfOrder_AreRefused()
    {
        Assert.StartsWith("There is no stage; expected at least one.", Refused().Message);
        Assert.StartsWith("The first stage begins at step 2; expected 0.", Refused((Mixture.Of("en"), 2)).Message);
        Assert.StartsWith("Stage 3 begins at step 4 and stage 2 at step 4; expected ascending steps.", Refused((Mixture.Of("en"), 0), (Mixture.Of("de"), 4), (Mixture.Of("en"), 4)).Message);

        ArgumentException Refused(params (Mixture Mixture, long Step)[] stages) => Assert.Throws<ArgumentException>(() => Staged(Interleaving.Sequence, repeat: false, stages));
    }

    private PretrainingStream Staged(Interleaving interleaving, bool repeat, params (Mixture Mixture, long Step)[] stages) =>
        new([.. stages.Select(stage => new MixtureStage(stage.Mixture, stage.Step))], _shards, new SpanCorruption(), Tokenizers.Small, batch: 4, inputLength: 64, seed: 1, repeat, interleaving);
}
