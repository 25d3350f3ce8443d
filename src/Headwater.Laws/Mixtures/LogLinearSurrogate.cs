namespace Headwater.Laws;

/// <summary>ln L = a + Σ t_j r_j: the exponential law without a floor, linear in its coefficients. A target that is not positive everywhere is linear itself.</summary>
internal sealed class LogLinearSurrogate : IMixtureSurrogate
{
    public string Name => "log-linear";

    public string Form => "value = exp(a + sum(t_X * rate_X))";

    public string Source => "Olmix, arXiv:2602.12237";

    public SurrogateFit Fit(MixtureDesign design, double[] values, MixtureFolds folds)
    {
        bool isPositive = values.All(value => value > 0);
        return SurrogateFit.Of(design, values, folds, (runs, measured) =>
        {
            RidgeFit fit = BasisOf(runs).Fit(isPositive ? [.. measured.Select(value => Math.Log(value))] : measured);
            return isPositive ? rates => Math.Exp(fit.At(rates)) : fit.At;
        });
    }

    /// <summary>The ridge regression on rates, shared by all targets of a design.</summary>
    internal static RidgeBasis BasisOf(MixtureDesign design) => design.Derive("rates", runs => RidgeBasis.Of(runs.Rates));
}
