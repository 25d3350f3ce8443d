namespace Headwater.Laws.Tests;

public class OutlookTests
{
    private static readonly AnalysisOptions Options = new() { At = [8e6, 32e6], Resamples = 200, Seed = 17, WithOutlooks = true };
    private static readonly double[] Wiggle = [0.12, -0.2, 0.15, 0.05, -0.1];

    [Fact]
    public void Outlooks_NotAskedFor_AreNone() => Assert.Empty(Table().Analyse(Options with { WithOutlooks = false }).Outlooks);

    [Fact]
    public void Rankings_AtEveryScale_AreThoseOfAnAnalysisThatIsAskedForIt()
    {
        Outlook outlook = Assert.Single(Table().Analyse(Options).Outlooks);

        foreach (OutlookRanking ranking in outlook.Rankings.Where((_, index) => index % 9 == 0))
        {
            Analysis asked = Table().Analyse(Options with { At = [ranking.Scale] });

            Assert.Equal(asked.Valuations.Select(valuation => valuation.ProbabilityBest), ranking.ProbabilityBest);
            Assert.Equal(asked.Valuations.Select(valuation => valuation.Mixture), outlook.Members.Select(member => member.Mixture));
            Assert.Equal((asked.Advice!.Action, asked.Advice.Mixture, asked.Advice.Reason), (ranking.Advice.Action, ranking.Advice.Mixture, ranking.Advice.Reason));
        }
    }

    [Fact]
    public void Forecasts_AtEveryScale_AreThoseOfAnAnalysisThatIsAskedForIt()
    {
        Outlook outlook = Assert.Single(Table().Analyse(Options).Outlooks);

        for (int index = 0; index < outlook.Scales.Length; index += 9)
        {
            Analysis asked = Table().Analyse(Options with { At = [outlook.Scales[index]] });

            Assert.Equal(asked.Valuations.Select(valuation => Numbers(valuation.Forecasts[0])), outlook.Members.Select(member => Numbers(member.Forecasts[index])));
        }
    }

    [Fact]
    public void Scales_Begin_BeyondTheDataAndEndWhereForecastsDo()
    {
        Outlook outlook = Assert.Single(Table().Analyse(Options).Outlooks);

        Assert.True(outlook.Scales[0] > 4e6);
        Assert.Equal(400e6, outlook.Scales[^1]);
        Assert.Contains(32e6, outlook.Scales);
        Assert.Equal(outlook.Scales.Order(), outlook.Scales);
        Assert.InRange(outlook.Scales.Length, 48, 52);
    }

    [Fact]
    public void Lead_BestAgainstSecond_HasItsInterval()
    {
        OutlookRanking ranking = Assert.Single(Table().Analyse(Options).Outlooks).Rankings[0];

        Assert.Equal((1, 0), (ranking.Best, ranking.Second!.Value));
        Assert.InRange(ranking.Lead!.Value.Value, ranking.Lead.Value.Low, ranking.Lead.Value.High);
    }

    [Fact]
    public void OneMixture_HasNoRank()
    {
        Outlook outlook = Assert.Single(StudyTable.Of(Rising("en", -9, 1.4)).Analyse(Options).Outlooks);

        Assert.All(outlook.Rankings, ranking => Assert.Equal((null, null, null), (ranking.ProbabilityBest[0], ranking.Second, ranking.Lead)));
    }

    private static (double, double, double, double) Numbers(Forecast forecast) => (forecast.Value, forecast.Low, forecast.High, forecast.ExtrapolationFactor);

    private static ObservationTable Table() => StudyTable.Of(Rising("en", -9, 1.4), Rising("de", -9.5, 1.2), [StudyTable.Scratch("bleu", 3)]);

    private static IEnumerable<Observation> Rising(string name, double a, double beta)
    {
        Func<double, double> law = StudyTable.BleuLog(a, 1, beta);
        return StudyTable.Mixture(name, "bleu", tokens => law(tokens) + Wiggle[Array.IndexOf(StudyTable.Doublings, tokens)]);
    }
}
