namespace Headwater.Laws;

/// <summary>How a series moves, with larger values the better ones.</summary>
/// <param name="Change">Last value less first.</param>
/// <param name="ChangeInErrors">The change over its standard error; 0 without errors.</param>
/// <param name="SlopeInErrors">The weighted slope over ln scale, in its standard errors; 0 without errors.</param>
/// <param name="IsHomogeneous">Whether all values may be equal but for their errors: the χ² test at 5 %. False without errors.</param>
/// <param name="Drops">Points below an earlier one by more than 2 standard errors and a tenth of the series' range.</param>
/// <param name="LargestDropInErrors">The largest drop from any earlier point in standard errors.</param>
/// <param name="Rises">Points above an earlier one by as much.</param>
/// <param name="Backward">Share of the summed movement between neighbours that goes down; 0 for a constant series.</param>
/// <param name="Tau">Kendall's tau-a between value and order: pairs that rise less pairs that fall, over all pairs.</param>
internal sealed record Movement(
    double Change, double ChangeInErrors, double SlopeInErrors, bool IsHomogeneous, int Drops, double LargestDropInErrors, int Rises, double Backward, double Tau)
{
    /// <summary>A difference counts beyond this many standard errors.</summary>
    public const double Significant = 2;

    private const double PartOfRange = 0.1;

    /// <summary>The movement of values at increasing scales; errors are all 0 where they are not known.</summary>
    public static Movement Of(double[] logScales, double[] y, double[] errors)
    {
        int n = y.Length;
        double least = PartOfRange * (y.Max() - y.Min());
        int concordant = 0;
        double largest = 0;
        HashSet<int> drops = [];
        HashSet<int> rises = [];
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                double step = y[j] - y[i];
                double inErrors = InErrors(step, errors[i], errors[j]);
                concordant += Math.Sign(step);
                largest = Math.Max(largest, -inErrors);
                HashSet<int> moved = step < 0 ? drops : rises;
                _ = Math.Abs(inErrors) > Significant && Math.Abs(step) > least && moved.Add(j);
            }
        }

        double[] steps = [.. Enumerable.Range(1, n - 1).Select(i => y[i] - y[i - 1])];
        double total = steps.Sum(Math.Abs);
        double change = y[n - 1] - y[0];
        bool known = errors.All(error => error > 0);
        (double slope, bool homogeneous) = known ? Weigh(logScales, y, errors) : (0, false);
        double backward = total > 0 ? steps.Where(step => step < 0).Sum(step => -step) / total : 0;
        return new(change, InErrors(change, errors[0], errors[n - 1]), slope, homogeneous, drops.Count, largest, rises.Count, backward, concordant / (n * (n - 1) / 2.0));
    }

    private static (double SlopeInErrors, bool IsHomogeneous) Weigh(double[] x, double[] y, double[] errors)
    {
        double[] weights = [.. errors.Select(error => 1 / (error * error))];
        double sum = weights.Sum();
        double meanX = weights.Zip(x, (weight, value) => weight * value).Sum() / sum;
        double meanY = weights.Zip(y, (weight, value) => weight * value).Sum() / sum;
        double along = 0;
        double across = 0;
        double scatter = 0;
        for (int i = 0; i < y.Length; i++)
        {
            along += weights[i] * (x[i] - meanX) * (x[i] - meanX);
            across += weights[i] * (x[i] - meanX) * (y[i] - meanY);
            scatter += weights[i] * (y[i] - meanY) * (y[i] - meanY);
        }

        return (along > 0 ? across / Math.Sqrt(along) : 0, scatter <= ChiSquareLimit(y.Length - 1));
    }

    // The 95 % point of χ² by Wilson and Hilferty (1931), within 1 % from one degree of freedom on.
    private static double ChiSquareLimit(int freedom)
    {
        double part = 2.0 / (9 * freedom);
        return freedom * Math.Pow(1 - part + (1.6449 * Math.Sqrt(part)), 3);
    }

    private static double InErrors(double difference, double first, double second)
    {
        double error = Math.Sqrt((first * first) + (second * second));
        return error > 0 ? difference / error : 0;
    }
}
