namespace Headwater.Laws.Tests;

/// <summary>
/// The finetuning curves of 30 models on FLAN and WMT19 of Lin et al. 2024 (arXiv:2402.02314), cut at 1/8 to 1/512 of the full size. Their table 1
/// has the correlations of AtS.
/// </summary>
public class PublishedSelectionTests
{
    private static readonly double[] Budgets = [1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128, 1.0 / 256, 1.0 / 512];
    private static readonly SelectionMethod[] Rivals = [SelectionMethod.AcceptThenStop, SelectionMethod.TwoPointLine, SelectionMethod.ThreePointLine];
    private static readonly Lazy<SelectionEvaluation> Evaluation = new(() => SelectionEvaluation.Of(Table(), null, [.. SelectionMethods.All], Budgets));

    [Theory]
    [InlineData("flan", SelectionMethod.AcceptThenStop, 90.9, 73.1, 65.5, 61.1, 52.2, 50.5, 45.6)]
    [InlineData("wmt19", SelectionMethod.AcceptThenStop, 98.9, 97.0, 97.7, 86.0, 78.0, 73.4, 61.5)]
    [InlineData("flan", SelectionMethod.SubTuning, 60.9, 46.5, 36.4, 29.0, 24.6, 20.9, 16.4)]
    [InlineData("flan", SelectionMethod.ZeroShot, -10.7, -10.7, -10.7, -10.7, -10.7, -10.7, -10.7)]
    [InlineData("wmt19", SelectionMethod.ModelSize, 36.0, 36.0, 36.0, 36.0, 36.0, 36.0, 36.0)]
    public void Rival_Correlations_AreThePublishedOnes(string task, SelectionMethod method, params double[] published)
    {
        double[] found = [.. Of(task, method).Select(score => score.PearsonCorrelation)];

        // The authors print one decimal and worked in 32-bit floats.
        Assert.All(found.Zip(published), pair => Assert.Equal(pair.Second, pair.First, 0.1));
    }

    [Theory]
    [InlineData("flan", 93.6, 93.2, 93.2, 93.2, 85.3, 93.2, 93.2)]
    [InlineData("wmt19", 99.1, 99.1, 99.6, 99.1, 99.1, 99.1, 99.1)]
    public void AcceptThenStop_RelativeAccuracies_AreThePublishedOnes(string task, params double[] published)
    {
        double[] found = [.. Of(task, SelectionMethod.AcceptThenStop).Select(score => score.RelativeAccuracy)];

        Assert.All(found.Zip(published), pair => Assert.Equal(pair.Second, pair.First, 0.051));
    }

    [Theory]
    [InlineData("flan")]
    [InlineData("wmt19")]
    public void Pooled_Correlations_AreAtOrAboveTheBestRivalInEveryCell(string task)
    {
        double[] own = [.. Of(task, SelectionMethod.Pooled).Select(score => score.PearsonCorrelation)];
        double[] best = [.. Best(task, score => score.PearsonCorrelation)];

        Assert.All(own.Zip(best), pair => Assert.True(pair.First >= pair.Second, $"{pair.First} is below {pair.Second}"));
    }

    // On WMT19 at 1/16 the third best model is picked, not the second: 99.1 for 99.6.
    [Theory]
    [InlineData("flan", null)]
    [InlineData("wmt19", 1)]
    public void Pooled_RelativeAccuracies_AreAtOrAboveTheBestRivalInEveryCellButOne(string task, int? exception)
    {
        double[] own = [.. Of(task, SelectionMethod.Pooled).Select(score => score.RelativeAccuracy)];
        double[] best = [.. Best(task, score => score.RelativeAccuracy)];

        Assert.All(Enumerable.Range(0, own.Length).Where(cell => cell != exception), cell => Assert.True(own[cell] >= best[cell], $"{Budgets[cell]}: {own[cell]} is below {best[cell]}"));
    }

    [Fact]
    public void Pooled_Intervals_HoldMostOfWhatWasMeasured()
    {
        ObservationTable table = Table();
        double[] held = [.. Budgets.Select(budget => Coverage(table, budget))];

        // From 1/8 nearly all; from 1/256 on losses fall faster than any curve shows so early.
        Assert.True(held[0] >= 0.9, $"{held[0]}");
        Assert.InRange(held.Average(), 0.88, 0.99);
        Assert.All(held, share => Assert.True(share > 0.75, $"{share}"));
    }

    private static double Coverage(ObservationTable table, double budget)
    {
        double full = table.Rows.Max(row => row.FinetuningExamples!.Value);
        Dictionary<string, double> measured = table.Rows.Where(row => row.FinetuningExamples == full).ToDictionary(row => row.Series!, row => row.Value);
        ModelSelection selection = ModelSelection.Of(new([.. table.Rows.Where(row => row.FinetuningExamples <= budget * full)]), new() { FullSize = full, AllowExtrapolation = true });
        RankedModel[] models = [.. selection.Rankings.SelectMany(ranking => ranking.Models)];
        return models.Average(model => measured[model.Model] >= model.Low && measured[model.Model] <= model.High ? 1.0 : 0);
    }

    private static IEnumerable<double> Best(string task, Func<SelectionScore, double> read) =>
        Budgets.Select(budget => Rivals.Max(rival => read(Of(task, rival).Single(score => score.Fraction == budget))));

    private static IEnumerable<SelectionScore> Of(string task, SelectionMethod method) => Evaluation.Value.Scores.Where(score => score.Task["task"] == task && score.Method == method);

    private static ObservationTable Table() => PublishedTable.Read("rectified.csv");
}
