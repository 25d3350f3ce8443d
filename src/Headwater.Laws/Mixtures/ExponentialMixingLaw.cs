namespace Headwater.Laws;

/// <summary>
/// The data-mixing law L = c ± exp(Σ t_j r_j) (Ye et al. 2024, arXiv:2403.16952, eq. 7). The rates sum to 1, so a constant in the exponent would be the same for every
/// coefficient and has none of its own. Damped Gauss-Newton steps from the best of a grid of floors c, for each of which ln|L − c| is a ridge regression; its penalty is kept.
/// </summary>
internal sealed class ExponentialMixingLaw : IMixtureSurrogate
{
    private const int Steps = 25;
    private const double Converged = 1e-7;
    private const int Starts = 2;

    // Designs of at least this many cells are fitted from one start, which bounds the time.
    private const int LargeDesign = 16_000;

    // Shares of the curvature that the penalty adds.
    private static readonly double[] Penalties = [1e-1, 1e-2, 1e-3, 1e-4];

    // Floors to start from, in ranges of the values beyond the extreme one.
    private static readonly double[] Beyond = [0.02, 0.1, 0.3, 1, 3];

    public string Name => "mixing-law";

    public string Form => "value = c ± exp(sum(t_X * rate_X))";

    public string Source => "Ye et al. 2024, arXiv:2403.16952, eq. 7";

    public SurrogateFit Fit(MixtureDesign design, double[] values, MixtureFolds folds)
    {
        bool isPositive = values.All(value => value > 0);
        ExponentialMixingFit whole = FitLaw(design, values, isPositive);

        // Without a fold the law lies near that of all runs: a few steps from there, with the same penalty, find it.
        return SurrogateFit.Of(design, values, folds, (runs, measured) => Bounded(runs == design ? whole : Polish(runs, measured, whole, whole.Penalty, isPositive), measured));
    }

    // Beyond the values seen an exponential soon runs away: the law is cut off one range beyond them.
    private static MixturePredictor Bounded(ExponentialMixingFit fit, double[] measured)
    {
        double range = measured.Max() - measured.Min();
        (double low, double high) = (measured.Min() - range, measured.Max() + range);
        return rates => Math.Clamp(fit.Predict(rates), low, high);
    }

    /// <summary>The law of one target. A positive target has no negative floor below it.</summary>
    internal static ExponentialMixingFit FitLaw(MixtureDesign design, double[] values, bool isPositive)
    {
        double range = values.Max() - values.Min();
        if (range <= 0)
        {
            return new(values[0], 0, new double[design.Corpora.Length]);
        }

        RidgeBasis basis = LogLinearSurrogate.BasisOf(design);
        List<ExponentialMixingFit> starts = [];
        foreach (double sign in new[] { 1.0, -1.0 })
        {
            double extreme = sign > 0 ? values.Min() : values.Max();
            foreach (double floor in Beyond.Select(beyond => extreme - (sign * beyond * range)).Select(floor => sign > 0 && isPositive ? Math.Max(floor, 0) : floor).Distinct())
            {
                RidgeFit start = basis.Fit([.. values.Select(value => Math.Log(sign * (value - floor)))]);
                double[] exponents = [.. start.Slopes.Select(slope => slope + start.Intercept)];
                ExponentialMixingFit trial = new(floor, sign, exponents);
                starts.Add(trial with { Squares = SquaresOf(design, values, trial) });
            }
        }

        // From the strongest penalty to the weakest, each from the fit before it; the least leave-one-out error decides.
        ExponentialMixingFit? best = null;
        foreach (ExponentialMixingFit start in starts.OrderBy(start => start.Squares).Take(design.Count * design.Corpora.Length < LargeDesign ? Starts : 1))
        {
            ExponentialMixingFit fit = start;
            foreach (double penalty in Penalties)
            {
                fit = Polish(design, values, fit, penalty, isPositive);
                best = best is null || fit.LeaveOneOut < best.LeaveOneOut ? fit : best;
            }
        }

        return best!;
    }

    private static double SquaresOf(MixtureDesign design, double[] values, ExponentialMixingFit fit)
    {
        double sum = 0;
        for (int run = 0; run < values.Length; run++)
        {
            double error = values[run] - fit.Predict(design[run]);
            sum += error * error;
        }

        return sum;
    }

    // Levenberg's damping on the penalised squares; the penalty holds the exponents together, each on the scale of its corpus's spread.
    private static ExponentialMixingFit Polish(MixtureDesign design, double[] values, ExponentialMixingFit fit, double share, bool isPositive)
    {
        int k = design.Corpora.Length;
        double[] spread = [.. Enumerable.Range(0, k).Select(j => Moments.Variance([.. design.Rates.Select(row => row[j])]))];
        double penalty = share * values.Sum(value => (value - fit.Floor) * (value - fit.Floor));
        double objective = SquaresOf(design, values, fit) + PenaltyOf(fit.Exponents, spread, penalty);
        double damping = 1e-3;
        for (int step = 0; step < Steps; step++)
        {
            (double[][] normal, double[] right) = NormalEquations(design, values, fit, spread, penalty);

            double before = objective;
            for (int attempt = 0; attempt < 6; attempt++)
            {
                double[][] damped = [.. normal.Select((row, j) => { double[] copy = (double[])row.Clone(); copy[j] += damping * (row[j] + 1e-12); return copy; })];
                double[] move = (double[])right.Clone();
                if (Dense.Factor(damped))
                {
                    Dense.SolveLower(damped, move);
                    Dense.SolveUpper(damped, move);
                    double floor = fit.Floor + move[0];
                    ExponentialMixingFit trial = fit with
                    {
                        Floor = fit.Sign > 0 && isPositive ? Math.Max(floor, 0) : floor,
                        Exponents = [.. fit.Exponents.Select((exponent, j) => exponent + move[j + 1])],
                    };
                    double squares = SquaresOf(design, values, trial);
                    double reached = squares + PenaltyOf(trial.Exponents, spread, penalty);
                    if (reached < objective)
                    {
                        fit = trial with { Squares = squares };
                        objective = reached;
                        damping = Math.Max(damping / 8, 1e-9);
                        break;
                    }
                }

                damping *= 6;
            }

            if (!(before - objective > Converged * before))
            {
                break;
            }
        }

        return fit with { Penalty = share, LeaveOneOut = LeaveOneOutOf(design, values, fit, spread, penalty) };
    }

    // Jᵀ J and Jᵀ error of the law's slopes, with the penalty.
    private static (double[][] Normal, double[] Right) NormalEquations(MixtureDesign design, double[] values, ExponentialMixingFit fit, double[] spread, double penalty)
    {
        int k = spread.Length;
        double[][] normal = Dense.Zeros(k + 1, k + 1);
        double[] right = new double[k + 1];
        double[] slope = new double[k + 1];
        for (int run = 0; run < values.Length; run++)
        {
            double rise = SlopeAt(fit, design[run], slope);
            Dense.AddScaled(right, values[run] - fit.Floor - rise, slope);
            for (int j = 0; j <= k; j++)
            {
                if (slope[j] != 0)
                {
                    Dense.AddScaled(normal[j].AsSpan(0, j + 1), slope[j], slope.AsSpan(0, j + 1));
                }
            }
        }

        double mean = fit.Exponents.Average();
        for (int j = 0; j < k; j++)
        {
            normal[j + 1][j + 1] += penalty * (spread[j] + 1e-9);
            right[j + 1] -= penalty * spread[j] * (fit.Exponents[j] - mean);
        }

        return (normal, right);
    }

    // Slopes of the law in c and in each t_j; returns ± exp(Σ t_j r_j).
    private static double SlopeAt(ExponentialMixingFit fit, ReadOnlySpan<double> rates, double[] slope)
    {
        double rise = fit.Predict(rates) - fit.Floor;
        slope[0] = 1;
        for (int j = 0; j < rates.Length; j++)
        {
            slope[j + 1] = rise * rates[j];
        }

        return rise;
    }

    // Sum of squared leave-one-out errors, the law taken as linear around its minimum.
    private static double LeaveOneOutOf(MixtureDesign design, double[] values, ExponentialMixingFit fit, double[] spread, double penalty)
    {
        double[][] normal = NormalEquations(design, values, fit, spread, penalty).Normal;
        normal[0][0] += 1e-12;
        if (!Dense.Factor(normal))
        {
            return double.MaxValue;
        }

        double sum = 0;
        double[] slope = new double[spread.Length + 1];
        for (int run = 0; run < values.Length; run++)
        {
            double rise = SlopeAt(fit, design[run], slope);
            Dense.SolveLower(normal, slope);
            double error = (values[run] - fit.Floor - rise) / Math.Max(1 - Dense.Dot(slope, slope), 0.05);
            sum += error * error;
        }

        return sum;
    }

    private static double PenaltyOf(double[] exponents, double[] spread, double penalty)
    {
        double mean = exponents.Average();
        double sum = 0;
        for (int j = 0; j < exponents.Length; j++)
        {
            sum += spread[j] * (exponents[j] - mean) * (exponents[j] - mean);
        }

        return penalty * sum;
    }
}

/// <summary>A fitted mixing law.</summary>
/// <param name="Floor">c, in the unit of the target.</param>
/// <param name="Sign">1 where values lie above the floor, −1 where they lie below it.</param>
/// <param name="Exponents">t_j for each corpus.</param>
internal sealed record ExponentialMixingFit(double Floor, double Sign, double[] Exponents)
{
    /// <summary>Sum of squared errors.</summary>
    public double Squares { get; init; }

    /// <summary>The penalty, as a share of the curvature.</summary>
    public double Penalty { get; init; }

    /// <summary>Sum of squared leave-one-out errors.</summary>
    public double LeaveOneOut { get; init; } = double.MaxValue;

    /// <summary>The law at mixing rates.</summary>
    public double Predict(ReadOnlySpan<double> rates) => Floor + (Sign * Math.Exp(Math.Min(Dense.Dot(rates, Exponents), 700)));
}
