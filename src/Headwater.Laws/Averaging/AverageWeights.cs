namespace Headwater.Laws;

/// <summary>How much of a forecast of <c>auto</c> comes from each kind of method; the shares sum to 1.</summary>
/// <param name="LastValue">The value at the largest scale measured.</param>
/// <param name="Levels">Means of the last points.</param>
/// <param name="Lines">Straight and damped lines in logs.</param>
/// <param name="Laws">Laws with a floor, a bend or a break.</param>
public sealed record AverageWeights(double LastValue, double Levels, double Lines, double Laws)
{
    /// <summary>Whether plain forecasts count for more than everything that has a slope: then nothing was found that beats standing still.</summary>
    public bool StandsStill => LastValue + Levels > 0.5;
}
