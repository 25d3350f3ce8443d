namespace Headwater.Laws;

/// <summary>
/// Ridge regression on standardised features with an intercept, its penalty chosen by leave-one-out error in closed form (Golub, Heath and Wahba 1979,
/// doi:10.1080/00401706.1979.10489751). One decomposition of the features serves every target.
/// </summary>
internal sealed class RidgeBasis
{
    private const int Penalties = 25;

    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[][] _projected;
    private readonly SymmetricEigen _eigen;

    private RidgeBasis(double[] means, double[] scales, double[][] projected, SymmetricEigen eigen)
    {
        _means = means;
        _scales = scales;
        _projected = projected;
        _eigen = eigen;
    }

    /// <summary>The basis of features, one row for each run.</summary>
    public static RidgeBasis Of(double[][] features)
    {
        int n = features.Length;
        int p = features[0].Length;
        double[] means = new double[p];
        double[] scales = new double[p];
        for (int j = 0; j < p; j++)
        {
            double mean = means[j] = features.Average(row => row[j]);
            double deviation = Math.Sqrt(features.Sum(row => (row[j] - mean) * (row[j] - mean)) / n);

            // A feature that never varies gets no coefficient.
            scales[j] = deviation > 1e-12 ? 1 / deviation : 0;
        }

        double[][] columns = [.. Enumerable.Range(0, p).Select(j => features.Select(row => (row[j] - means[j]) * scales[j]).ToArray())];
        double[][] gram = [.. columns.Select((left, i) => columns.Take(i + 1).Select(right => Dense.Dot(left, right)).ToArray())];
        SymmetricEigen eigen = SymmetricEigen.Of(gram);
        double[][] standardised = [.. Enumerable.Range(0, n).Select(i => columns.Select(column => column[i]).ToArray())];
        double[][] projected = [.. standardised.Select(row => eigen.Vectors.Select(vector => Dense.Dot(vector, row)).ToArray())];
        return new(means, scales, projected, eigen);
    }

    /// <summary>The regression of <paramref name="values"/> with the penalty of the least leave-one-out error.</summary>
    public RidgeFit Fit(double[] values)
    {
        double mean = values.Average();
        double[] centred = [.. values.Select(value => value - mean)];
        double[] moments = MomentsOf(centred);
        double best = double.PositiveInfinity;
        double chosen = 0;
        double largest = Math.Max(_eigen.Values.Max(), 1e-12);
        double[] inverse = new double[moments.Length];
        double[] weighted = new double[moments.Length];
        for (int step = 0; step < Penalties; step++)
        {
            double penalty = largest * Math.Pow(10, -8 + (10.0 * step / (Penalties - 1)));
            double error = LeaveOneOut(centred, moments, penalty, inverse, weighted);
            if (error < best)
            {
                best = error;
                chosen = penalty;
            }
        }

        return Fit(values, chosen);
    }

    /// <summary>The regression with a given penalty.</summary>
    public RidgeFit Fit(double[] values, double penalty)
    {
        double mean = values.Average();
        double[] centred = [.. values.Select(value => value - mean)];
        double[] moments = MomentsOf(centred);
        double[] slopes = new double[_means.Length];
        for (int m = 0; m < slopes.Length; m++)
        {
            Dense.AddScaled(slopes, moments[m] / (Math.Max(_eigen.Values[m], 0) + penalty), _eigen.Vectors[m]);
        }

        double intercept = mean;
        for (int j = 0; j < slopes.Length; j++)
        {
            slopes[j] *= _scales[j];
            intercept -= slopes[j] * _means[j];
        }

        return new(intercept, slopes, penalty, Math.Sqrt(LeaveOneOut(centred, moments, penalty, new double[_means.Length], new double[_means.Length]) / values.Length));
    }

    private double[] MomentsOf(double[] centred)
    {
        double[] moments = new double[_means.Length];
        for (int i = 0; i < centred.Length; i++)
        {
            Dense.AddScaled(moments, centred[i], _projected[i]);
        }

        return moments;
    }

    private double LeaveOneOut(double[] centred, double[] moments, double penalty, double[] inverse, double[] weighted)
    {
        int n = centred.Length;
        for (int m = 0; m < moments.Length; m++)
        {
            inverse[m] = 1 / (Math.Max(_eigen.Values[m], 0) + penalty);
            weighted[m] = moments[m] * inverse[m];
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double[] row = _projected[i];
            double leverage = 1.0 / n;
            for (int m = 0; m < row.Length; m++)
            {
                leverage += row[m] * row[m] * inverse[m];
            }

            double error = (centred[i] - Dense.Dot(weighted, row)) / Math.Max(1 - leverage, 1e-9);
            sum += error * error;
        }

        return sum;
    }
}

/// <summary>A ridge regression.</summary>
/// <param name="Intercept">The value where all features are 0.</param>
/// <param name="Slopes">The coefficient of each feature, in its own unit.</param>
/// <param name="Penalty">The penalty on squared coefficients of standardised features.</param>
/// <param name="LeaveOneOutError">Root mean square of the leave-one-out errors.</param>
internal sealed record RidgeFit(double Intercept, double[] Slopes, double Penalty, double LeaveOneOutError)
{
    /// <summary>The value at features.</summary>
    public double At(ReadOnlySpan<double> features) => Intercept + Dense.Dot(features, Slopes);
}
