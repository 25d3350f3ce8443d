namespace Headwater.Laws.Tests.Mixtures;

public sealed class MixtureLimitsTests
{
    private static readonly MixtureDesign Design = MixtureTruths.Design(3, 10, 1);

    [Fact]
    public void Project_WithinCaps_SumsToOneInProportion()
    {
        MixtureLimits limits = Limits(new() { Caps = MixtureTruths.Pairs(("c0", 0.25)) });

        double[] rates = limits.Project([0.6, 0.3, 0.1]);

        Assert.Equal(1, rates.Sum(), 1e-12);
        Assert.Equal(0.25, rates[0], 1e-9);
        Assert.Equal(3, rates[1] / rates[2], 1e-6);
    }

    [Fact]
    public void Project_OneCorpusAtItsCap_GivesTheRestToTheOthers()
    {
        double[] rates = Limits(new() { Caps = MixtureTruths.Pairs(("c0", 0.4)) }).Project([1, 0, 0]);

        Assert.Equal(0.4, rates[0], 1e-6);
        Assert.Equal(1, rates.Sum(), 1e-12);
    }

    [Fact]
    public void Of_AvailableTokensAndEpochs_CapTheRates()
    {
        MixtureLimits limits = Limits(new() { Available = MixtureTruths.Pairs(("c0", 10), ("c1", 1000), ("c2", 1000)), Tokens = 400, Epochs = 4 });

        Assert.Equal(0.1, limits.Most[0], 1e-12);
        Assert.Equal(1, limits.Most[1], 1e-12);
        Assert.Equal(10.0 / 2010, limits.Natural[0], 1e-12);
    }

    [Fact]
    public void Of_CapsThatLeaveNothing_SaysWhatIsLeft()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Limits(new() { Caps = MixtureTruths.Pairs(("c0", 0.2), ("c1", 0.2), ("c2", 0.3)) }));

        Assert.Contains("leave room for 0.7 of the tokens", refused.Message, StringComparison.Ordinal);
        Assert.Contains("hint: raise a --cap", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnUnknownCorpus_NamesTheKnownOnes()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Limits(new() { Caps = MixtureTruths.Pairs(("c9", 0.2)) }));

        Assert.Contains("--cap names the corpus \"c9\"; expected one of c0, c1, c2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Divergence_OfTheNaturalRates_IsNone()
    {
        MixtureLimits limits = Limits(new() { Natural = MixtureTruths.Pairs(("c0", 0.5), ("c1", 0.25), ("c2", 0.25)) });

        Assert.Equal(0, limits.Divergence([0.5, 0.25, 0.25]), 1e-12);
        Assert.Equal(Math.Log(2), limits.Divergence([1, 0, 0]), 1e-12);
    }

    [Fact]
    public void Minimise_RootsUnderCaps_FindsTheBestMixture()
    {
        MixtureDesign design = MixtureTruths.Design(6, 10, 1);
        MixtureLimits free = MixtureLimits.Of(design, new());
        double squares = Enumerable.Range(0, 6).Sum(j => MixtureTruths.RootOf(j) * MixtureTruths.RootOf(j));

        double[] found = new MixtureSearch(free, 0).Minimise(rates => MixtureTruths.Roots(rates), []);

        Assert.Equal(3 - Math.Sqrt(squares), MixtureTruths.Roots(found), 1e-4);
        MixtureLimits capped = MixtureLimits.Of(design, new() { Caps = MixtureTruths.Pairs(("c2", 0.1)) });
        double[] inside = new MixtureSearch(capped, 0).Minimise(rates => MixtureTruths.Roots(rates), []);
        double others = squares - (MixtureTruths.RootOf(2) * MixtureTruths.RootOf(2));
        Assert.Equal(3 - (MixtureTruths.RootOf(2) * Math.Sqrt(0.1)) - Math.Sqrt(0.9 * others), MixtureTruths.Roots(inside), 1e-3);
    }

    [Fact]
    public void Around_ManyDraws_HaveTheCentreAsTheirMean()
    {
        RandomStream random = new(1);
        double[] sums = new double[3];
        for (int draw = 0; draw < 4000; draw++)
        {
            Dense.AddScaled(sums, 1.0 / 4000, DirichletDraw.Around([0.6, 0.3, 0.1], 5, ref random));
        }

        Assert.Equal(0.6, sums[0], 0.01);
        Assert.Equal(0.3, sums[1], 0.01);
        Assert.Equal(0.1, sums[2], 0.01);
    }

    private static MixtureLimits Limits(MixtureOptions options) => MixtureLimits.Of(Design, options);
}
