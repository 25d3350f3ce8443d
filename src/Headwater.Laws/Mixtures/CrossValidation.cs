namespace Headwater.Laws;

/// <summary>How well a surrogate predicts runs that it was not fitted on.</summary>
/// <param name="RankCorrelation">Spearman's correlation of predicted and measured values, −1 to 1.</param>
/// <param name="DecisionAccuracy">The share of pairs of runs in the right order, 0 to 1; a tie of predictions counts half, pairs measured alike are left out.</param>
/// <param name="MeanAbsoluteError">The mean of |predicted − measured|, in the unit of the target.</param>
/// <param name="Regret">How much worse the run that is predicted best was measured than the best run, in the unit of the target; 0 is best.</param>
public sealed record CrossValidation(double RankCorrelation, double DecisionAccuracy, double MeanAbsoluteError, double Regret)
{
    // One-sided, at 5%: by chance, a rank correlation of n runs has a standard deviation of 1/√(n − 1).
    private const double Significant = 1.645;

    /// <summary>The share of the squared error of the mean of the other runs that the predictions save: 1 is perfect, 0 no better than the mean, below 0 worse.</summary>
    public double Skill { get; private init; }

    /// <summary>Whether held-out runs are predicted better than by the mean of the others, and their order better than by chance.</summary>
    public bool Distinguishes { get; private init; }

    /// <summary>The scores of predictions. Values are losses if <paramref name="lossSign"/> is 1 and scores if it is −1.</summary>
    internal static CrossValidation Of(double[] predicted, double[] measured, double lossSign)
    {
        int[] runs = [.. Enumerable.Range(0, measured.Length)];
        int pick = runs.MinBy(run => lossSign * predicted[run]);
        double sum = measured.Sum();
        double ofMean = measured.Average(truth => Square(truth - ((sum - truth) / (measured.Length - 1))));
        double skill = 1 - (predicted.Zip(measured, (value, truth) => Square(value - truth)).Average() / ofMean);
        double correlation = Moments.Correlation(Moments.Ranks(predicted), Moments.Ranks(measured));
        return new(
            correlation,
            PairOrder.Accuracy(predicted, measured, runs),
            predicted.Zip(measured, (value, truth) => Math.Abs(value - truth)).Average(),
            lossSign * measured[pick] - measured.Min(value => lossSign * value))
        {
            Skill = skill,
            Distinguishes = skill > 0 && correlation * Math.Sqrt(measured.Length - 1) > Significant,
        };
    }

    private static double Square(double value) => value * value;
}
