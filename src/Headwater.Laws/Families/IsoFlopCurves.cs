namespace Headwater.Laws;

/// <summary>
/// Runs of equal compute, a parabola of the loss over ln N through each budget, and a line in logs through the minima: approach 2 of Hoffmann et
/// al. 2022, arXiv:2203.15556, and the IsoFLOP fits of DeepSeek-AI 2024, arXiv:2401.02954. A budget counts if it has three sizes or more and
/// its parabola has its lowest point among them.
/// </summary>
internal sealed class IsoFlopCurves
{
    /// <summary>Fewer budgets make no line whose slope says anything.</summary>
    public const int FewestBudgets = 2;

    /// <summary>Fewer sizes make no parabola with a lowest point of its own.</summary>
    public const int FewestSizes = 3;

    // Budgets within a tenth of each other are one: points read off figures, and rounded sizes, miss their budget by a few percent.
    private const double SameBudget = 1.1;

    private readonly (double LogCompute, (double LogSize, double Loss)[] Runs)[] _curves;

    public IsoFlopCurves(IEnumerable<(double Compute, double Parameters, double Loss)> runs)
    {
        _curves =
        [
            .. ByBudget(runs.OrderBy(run => run.Parameters), run => run.Compute, SameBudget).Select(budget => (LogCompute: budget.Average(run => Math.Log(run.Compute)), Runs: budget.Select(run => (Math.Log(run.Parameters), run.Loss)).ToArray()))
                .Where(curve => Minimum(curve.Runs) is not null),
        ];
    }

    /// <summary>Runs that cost the same, cheapest first: each costs at most <paramref name="same"/> times the first of its budget. Runs of equal compute keep their order.</summary>
    public static List<List<T>> ByBudget<T>(IEnumerable<T> runs, Func<T, double> computeOf, double same)
    {
        List<List<T>> budgets = [];
        foreach (T run in runs.OrderBy(computeOf))
        {
            if (budgets.Count == 0 || computeOf(run) > same * computeOf(budgets[^1][0]))
            {
                budgets.Add([]);
            }

            budgets[^1].Add(run);
        }

        return budgets;
    }

    /// <summary>How many budgets have a minimum.</summary>
    public int Budgets => _curves.Length;

    /// <summary>The line through the minima.</summary>
    public LineOfMinima Line() => LineThrough(_curves.Select(curve => (curve.LogCompute, Minimum(curve.Runs)!.Value.LogSize)));

    /// <summary>The line through the minima of runs drawn again within each budget; <c>null</c> where too few of them have a minimum.</summary>
    public LineOfMinima? Draw(ref RandomStream random)
    {
        List<(double, double)> minima = [];
        foreach ((double logCompute, (double LogSize, double Loss)[] runs) in _curves)
        {
            if (Minimum(Drawn(runs, ref random)) is { } minimum)
            {
                minima.Add((logCompute, minimum.LogSize));
            }
        }

        return minima.Count < FewestBudgets ? null : LineThrough(minima);
    }

    /// <summary>
    /// The minimum of each budget: its compute, how many sizes it has, the size and the loss at its lowest point, and the same of as many sets of runs drawn again as have one.
    /// </summary>
    public IEnumerable<MinimumOfBudget> Minima(int resamples, ulong seed)
    {
        RandomStream random = new(seed);
        foreach ((double logCompute, (double LogSize, double Loss)[] runs) in _curves)
        {
            List<(double LogSize, double Loss)> draws = [];
            for (int number = 0; number < resamples; number++)
            {
                if (Minimum(Drawn(runs, ref random)) is { } minimum)
                {
                    draws.Add(minimum);
                }
            }

            yield return new(Math.Exp(logCompute), runs, Through(runs)!.Value, [.. draws]);
        }
    }

    private static (double LogSize, double Loss)[] Drawn((double LogSize, double Loss)[] runs, ref RandomStream random)
    {
        (double, double)[] drawn = new (double, double)[runs.Length];
        for (int k = 0; k < drawn.Length; k++)
        {
            drawn[k] = runs[random.NextInt32(runs.Length)];
        }

        return drawn;
    }

    private static LineOfMinima LineThrough(IEnumerable<(double LogCompute, double LogSize)> minima)
    {
        (double LogCompute, double LogSize)[] points = [.. minima];
        return new(TailLine.Through([.. points.Select(point => point.LogCompute)], [.. points.Select(point => point.LogSize)], points.Length));
    }

    private static (double LogSize, double Loss)? Minimum((double LogSize, double Loss)[] runs) => Through(runs) is { } parabola ? (parabola.Lowest, parabola.At(parabola.Lowest)) : null;

    // The least-squares parabola, where its lowest point lies among the sizes. Sizes are centred, so that the three sums below are of one order.
    private static Parabola? Through((double LogSize, double Loss)[] runs)
    {
        if (runs.Select(run => run.LogSize).Distinct().Count() < FewestSizes)
        {
            return null;
        }

        double centre = runs.Average(run => run.LogSize);
        double[] x = [.. runs.Select(run => run.LogSize - centre)];
        double[,] normal = new double[3, 3];
        double[] right = new double[3];
        for (int k = 0; k < x.Length; k++)
        {
            double[] powers = [1, x[k], x[k] * x[k]];
            for (int row = 0; row < 3; row++)
            {
                right[row] += powers[row] * runs[k].Loss;
                for (int column = 0; column <= row; column++)
                {
                    normal[row, column] += powers[row] * powers[column];
                }
            }
        }

        if (!Cholesky.Solve(normal, right, 3) || !(right[2] > 0))
        {
            return null;
        }

        Parabola parabola = new(centre, right[0], right[1], right[2]);
        return parabola.Lowest - centre >= x.Min() && parabola.Lowest - centre <= x.Max() ? parabola : null;
    }
}

/// <summary>A loss over ln N: constant + slope·x + curvature·x², with x = ln N − centre.</summary>
internal readonly record struct Parabola(double Centre, double Constant, double Slope, double Curvature)
{
    /// <summary>ln N at the lowest point.</summary>
    public double Lowest => Centre - (Slope / (2 * Curvature));

    /// <summary>The loss at ln N.</summary>
    public double At(double logSize) => Constant + ((logSize - Centre) * (Slope + (Curvature * (logSize - Centre))));
}

/// <summary>The parabola of one budget with its runs, and the lowest points of runs drawn again.</summary>
internal sealed record MinimumOfBudget(double Compute, (double LogSize, double Loss)[] Runs, Parabola Parabola, (double LogSize, double Loss)[] Draws)
{
    /// <summary>The lowest point.</summary>
    public (double LogSize, double Loss) Lowest => (Parabola.Lowest, Parabola.At(Parabola.Lowest));
}
