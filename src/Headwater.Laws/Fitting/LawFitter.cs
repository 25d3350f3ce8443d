namespace Headwater.Laws;

/// <summary>Fits one law: starts from the data, the most promising ones searched by quasi-Newton steps, the best polished by damped Gauss–Newton.</summary>
internal sealed class LawFitter
{
    private const int Searched = 10;
    private const int Polished = 3;
    private const int SearchSteps = 60;
    private const int PolishSteps = 400;
    private const int Rounds = 4;

    // A coefficient that moves ln law by less than this at every point when it doubles has lost its hold on the data.
    private const double Negligible = 1e-6;

    // The cosine between residuals and the law's derivatives, as in MINPACK: 0 at a minimum.
    private const double Perpendicular = 1e-4;

    // Residuals this small in logs are rounding.
    private const double Exact = 1e-11;

    private readonly double delta;

    public LawFitter(LawFamily law, double? huberDelta = null)
    {
        Law = law;
        delta = huberDelta ?? law.HuberDelta;
        Coordinates = new(law);
    }

    public LawFamily Law { get; }

    public Coordinates Coordinates { get; }

    public HuberObjective ObjectiveFor(FitData data) => new(Coordinates, data, delta);

    /// <summary>The best estimate for the data.</summary>
    public Estimate Fit(FitData data)
    {
        HuberObjective objective = ObjectiveFor(data);
        double[][] starts = [.. Best(objective, Starts.Of(Law, Coordinates, data), Searched)];
        if (starts.Length == 0)
        {
            return new([.. Enumerable.Repeat(double.NaN, Coordinates.Count)], double.NaN, [], FitStatus.NonFinite, null);
        }

        foreach (double[] start in starts)
        {
            QuasiNewton.Minimise(objective, start, SearchSteps);
        }

        double[] best = starts[0];
        double least = double.PositiveInfinity;
        foreach (double[] candidate in Best(objective, starts, Polished))
        {
            double value = Polish(objective, candidate);
            if (value < least)
            {
                (least, best) = (value, candidate);
            }
        }

        return Conclude(objective, best);
    }

    // The starts with the least objective, in order; those outside the law's domain are dropped.
    private static IEnumerable<double[]> Best(HuberObjective objective, IEnumerable<double[]> starts, int count) =>
        starts.Select(start => (Value: objective.Value(start), Start: start)).Where(item => double.IsFinite(item.Value)).OrderBy(item => item.Value).Take(count).Select(item => item.Start);

    private static double Polish(HuberObjective objective, double[] at)
    {
        GaussNewton gaussNewton = new(objective);
        double value = gaussNewton.Minimise(at, PolishSteps);
        for (int round = 0; round < Rounds; round++)
        {
            double before = value;
            QuasiNewton.Minimise(objective, at, PolishSteps);
            value = gaussNewton.Minimise(at, PolishSteps);
            if (before - value <= 1e-13 * value)
            {
                break;
            }
        }

        return value;
    }

    private Estimate Conclude(HuberObjective objective, double[] at)
    {
        double value = objective.Value(at);
        objective.Linearise();
        double[] residuals = [.. objective.Residuals];
        int? culprit = Enumerable.Range(0, at.Length).Where(j => IsAtBound(objective, at, j)).Select(j => (int?)j).FirstOrDefault();
        bool isStill = residuals.All(r => Math.Abs(r) < Exact) || Enumerable.Range(0, at.Length).All(j => objective.IsHeld(at, j)
            || Math.Abs(objective.Gradient[j]) <= Perpendicular * Math.Sqrt(objective.Spread[j] * objective.WeightedSquares));
        FitStatus status = culprit is not null ? FitStatus.AtBound : isStill ? FitStatus.Converged : FitStatus.StepLimit;
        return new(at, value, residuals, status, culprit);
    }

    private bool IsAtBound(HuberObjective objective, double[] at, int index)
    {
        bool isZero = Coordinates.MayBeZero(index) && at[index] <= Coordinates.Lower[index];
        bool isHeld = at[index] <= Coordinates.Lower[index] || at[index] >= Coordinates.Upper[index];
        return !isZero && (isHeld || (Law.Coefficients[index].Domain == CoefficientDomain.Positive && objective.Influence(index) < Negligible));
    }
}
