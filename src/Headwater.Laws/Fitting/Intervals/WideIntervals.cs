namespace Headwater.Laws;

/// <summary>Says in words that an interval spans several orders of magnitude: the points do not identify the coefficient, or do not determine the forecast.</summary>
internal static class WideIntervals
{
    // Three decades: a coefficient known to a factor of a thousand is not known.
    private const double MostOfCoefficient = 1e3;

    // A forecast of a loss that is known to a factor of thirty tells nothing, nor does one of a score over nine tenths of its range.
    private const double MostOfForecast = 30;
    private const double MostOfRange = 0.9;

    /// <summary>The sentence about a fit; nothing where all its coefficients have bounds.</summary>
    public static IEnumerable<string> Of(LawFit fit)
    {
        Coefficient[] wide = [.. fit.Coefficients.Where(coefficient => coefficient is { Low: { } low, High: { } high } && high > 0 && low >= 0 && coefficient.Value > 0
            && (low == 0 ? fit.Status != FitStatus.Converged || high >= MostOfCoefficient * coefficient.Value : high >= MostOfCoefficient * low))];
        if (wide.Length > 0)
        {
            string[] named = [.. wide.Select(coefficient => $"{coefficient.Name} [{Numerals.Short(coefficient.Low!.Value)}, {Bound(coefficient.High!.Value)}]")];
            yield return named is [var only]
                ? $"{fit.Series.Name}: the interval of {only} spans several orders of magnitude: the coefficient is not identified by these points, and only the curve may be read."
                : $"{fit.Series.Name}: the intervals of {Listing.And(named)} span several orders of magnitude: the coefficients are not identified by these points, and only the curve may be read.";
        }
    }

    /// <summary>The sentence about a forecast; <c>null</c> where its interval says something.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="range">Where the metric ends.</param>
    public static string? Of(Forecast forecast, MetricRange range) =>
        (double.IsFinite(range.Minimum) && double.IsFinite(range.Maximum) ? forecast.High - forecast.Low >= MostOfRange * (range.Maximum - range.Minimum) : forecast.Low >= 0 && forecast.High >= MostOfForecast * forecast.Low)
            ? $"The interval [{Numerals.Short(forecast.Low)}, {Bound(forecast.High)}] is too wide to use: these points do not determine the value there."
            : null;

    private static string Bound(double high) => double.IsFinite(high) ? Numerals.Short(high) : "∞";
}
