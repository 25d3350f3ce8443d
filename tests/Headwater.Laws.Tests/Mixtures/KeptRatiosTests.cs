using System.Collections.Immutable;

namespace Headwater.Laws.Tests.Mixtures;

/// <summary>A corpus is added to a mixture that was tuned: old runs lack it, a few new ones have it, and the ratios among the old corpora are kept.</summary>
public sealed class KeptRatiosTests
{
    private const int Old = 6;
    private const double Noise = 0.01;

    // What the old corpora were tuned to.
    private static readonly double[] Ratios = [0.30, 0.10, 0.25, 0.05, 0.20, 0.10];

    private static readonly ImmutableSortedDictionary<string, double> Keep = MixtureTruths.Pairs([.. Enumerable.Range(0, Old).Select(corpus => ($"c{corpus}", Ratios[corpus]))]);

    [Fact]
    public void Of_CorpusAdded_EightNewRunsFindItsShare()
    {
        double[] shares = [.. Enumerable.Range(0, 99).Select(step => step / 100.0)];
        double best = shares.Min(share => MixtureTruths.Roots(WithNew(share)));
        double before = MixtureTruths.Roots(WithNew(0));

        MixtureAnalysis analysis = MixtureAnalysis.Of(OldAndNew(), new() { Keep = Keep });

        double[] rates = [.. analysis.Proposal.Rates];
        double reached = MixtureTruths.Roots(rates);
        Assert.InRange((reached - best) / (before - best), 0, 0.1);                 // at least nine tenths of what the new corpus can bring
        for (int corpus = 0; corpus < Old; corpus++)
        {
            Assert.Equal(Ratios[corpus], rates[corpus] / (1 - rates[Old]), 1e-9);
        }

        Assert.InRange(before - reached, analysis.Proposal.Gain.Low, analysis.Proposal.Gain.High);
        Assert.Equal(0, analysis.Proposal.Natural[Old]);                            // what it is compared with is the mixture in use
    }

    [Fact]
    public void Next_Kept_ProposesRunsThatKeepTheRatios()
    {
        MixtureAnalysis analysis = MixtureAnalysis.Of(OldAndNew(), new() { Keep = Keep, Next = 3 });

        Assert.All(analysis.Next, candidate => Assert.Equal(Ratios[0] / Ratios[2], candidate.Rates[0] / candidate.Rates[2], 1e-9));
    }

    [Theory]
    [InlineData("c0", 0.03, "No mixture within the caps and floors keeps the ratios of c0, c1, c2, c3, c4, c5: together they may take 0 to 0.1 of the tokens, and the others at most 0.5.")]
    [InlineData("c6", 0.5, null)]
    public void Of_Caps_HoldForTheKeptCorporaTogether(string corpus, double cap, string? message)
    {
        ImmutableSortedDictionary<string, double> caps = message is null ? MixtureTruths.Pairs((corpus, cap)) : MixtureTruths.Pairs((corpus, cap), ("c6", 0.5));

        if (message is null)
        {
            Assert.True(MixtureAnalysis.Of(OldAndNew(), new() { Keep = Keep, Caps = caps }).Proposal.Rates[Old] <= cap + 1e-9);
        }
        else
        {
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => MixtureAnalysis.Of(OldAndNew(), new() { Keep = Keep, Caps = caps })).Message, StringComparison.Ordinal);
        }
    }

    // 50 old runs without the new corpus, and 8 with it at the kept ratios.
    private static MixtureRuns OldAndNew()
    {
        MixtureDesign old = MixtureTruths.Design(Old, 50, 4);
        double[][] rates = [.. Enumerable.Range(0, old.Count).Select(run => (double[])[.. old[run], 0]), .. Enumerable.Range(1, 8).Select(run => WithNew(run / 10.0))];
        MixtureDesign design = new([.. MixtureTruths.Names(Old + 1)], rates);
        return MixtureTruths.Runs(design, MixtureTruths.Values(design, MixtureTruths.Roots, Noise));
    }

    private static double[] WithNew(double share) => [.. Ratios.Select(ratio => ratio * (1 - share)), share];
}
