namespace Headwater.Laws;

/// <summary>
/// The rectified law loss = E + B / (D0 + F^β), fitted to each model alone; Lin et al. 2024, arXiv:2402.02314. Where the points are too few for
/// its four coefficients, or the fit has no value, the value at the largest size stands in.
/// </summary>
internal sealed class RectifiedSelection
{
    private readonly LawFitter _fitter = new(LawCatalogue.Find("rectified"));

    public double Forecast(CandidateModel model, double logFullSize)
    {
        int count = model.LogSizes.Length;
        if (count < _fitter.Coordinates.Count)
        {
            return model.LogLosses[^1];
        }

        FitData data = new([.. model.LogSizes.Select(size => new[] { Math.Exp(size) })], [.. model.LogLosses.Select(Math.Exp)], new double?[count]);
        double value = _fitter.Law.Evaluate(_fitter.CoefficientsOf(_fitter.Fit(data)), [Math.Exp(logFullSize)]);
        return value > 0 && double.IsFinite(value) ? Math.Log(value) : model.LogLosses[^1];
    }
}
