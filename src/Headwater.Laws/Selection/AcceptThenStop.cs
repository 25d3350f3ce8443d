namespace Headwater.Laws;

/// <summary>
/// A line in logs through the largest sizes: it begins with three points and takes in the next smaller one until one lies more than five
/// standard deviations of the residuals off it. Lin et al. 2024, arXiv:2402.02314, algorithm 1, with k = 3 and δ = 5. As in the authors' own
/// code the smallest size is tested but never taken in, and the deviation is that of the points in the line, without a correction for
/// its two coefficients: with both, the published correlations come out to the last digit.
/// </summary>
internal static class AcceptThenStop
{
    private const int FewestPoints = 3;
    private const double MostDeviations = 5;

    public static double Forecast(CandidateModel model, double logFullSize)
    {
        int taken = Math.Min(FewestPoints, model.LogSizes.Length);
        while (taken < model.LogSizes.Length - 1 && Accepts(model, taken))
        {
            taken++;
        }

        return TailLine.Through(model.LogSizes, model.LogLosses, taken).At(logFullSize);
    }

    // Whether the point below the last `taken` ones lies on their line.
    private static bool Accepts(CandidateModel model, int taken)
    {
        TailLine line = TailLine.Through(model.LogSizes, model.LogLosses, taken);
        double deviation = Math.Sqrt(Enumerable.Range(1, taken).Average(back => Square(Residual(model, line, back))));
        return Math.Abs(Residual(model, line, taken + 1)) <= MostDeviations * deviation;
    }

    private static double Residual(CandidateModel model, TailLine line, int back) => model.LogLosses[^back] - line.At(model.LogSizes[^back]);

    private static double Square(double value) => value * value;
}
