namespace Headwater.Laws;

/// <summary>How well a surrogate predicts runs that it was not fitted on.</summary>
/// <param name="RankCorrelation">Spearman's correlation of predicted and measured values, −1 to 1.</param>
/// <param name="DecisionAccuracy">The share of pairs of runs in the right order, 0 to 1; a tie of predictions counts half, pairs measured alike are left out.</param>
/// <param name="MeanAbsoluteError">The mean of |predicted − measured|, in the unit of the target.</param>
/// <param name="Regret">How much worse the run that is predicted best was measured than the best run, in the unit of the target; 0 is best.</param>
public sealed record CrossValidation(double RankCorrelation, double DecisionAccuracy, double MeanAbsoluteError, double Regret)
{
    /// <summary>The scores of predictions. Values are losses if <paramref name="lossSign"/> is 1 and scores if it is −1.</summary>
    internal static CrossValidation Of(double[] predicted, double[] measured, double lossSign)
    {
        int[] runs = [.. Enumerable.Range(0, measured.Length)];
        int pick = runs.MinBy(run => lossSign * predicted[run]);
        return new(
            Moments.Correlation(Moments.Ranks(predicted), Moments.Ranks(measured)),
            PairOrder.Accuracy(predicted, measured, runs),
            predicted.Zip(measured, (value, truth) => Math.Abs(value - truth)).Average(),
            lossSign * measured[pick] - measured.Min(value => lossSign * value));
    }
}
