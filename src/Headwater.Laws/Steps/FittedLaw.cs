using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Headwater.Laws;

/// <summary>A law fitted to one series: its coefficients, and forecasts with intervals. Made by <see cref="LawFamily.Fit(MeasuredSeries, FitSettings)"/>.</summary>
public sealed class FittedLaw
{
    private readonly FitSettings _settings;
    private readonly Forecaster _forecaster;

    private FittedLaw(MeasuredSeries series, FitSettings settings, FittedSeries fitted, Forecaster forecaster)
    {
        _settings = settings;
        _forecaster = forecaster;
        Series = series;
        Fitted = fitted;
    }

    /// <summary>The series that was fitted.</summary>
    public MeasuredSeries Series { get; }

    /// <summary>The law's coefficients, how the fit ended and how well it fits.</summary>
    public LawFit Fit => _forecaster.Fit;

    /// <summary>The series with its fit, as decisions between series take it.</summary>
    internal FittedSeries Fitted { get; }

    internal FitSettings Settings => _settings;

    internal static FittedLaw Of(LawFamily law, MeasuredSeries series, FitSettings settings)
    {
        if (law.Symbols.Length != 1)
        {
            throw new ArgumentException($"{law.Name} goes over {law.Symbols.Length} scales ({string.Join(", ", law.Symbols)}), and a series has one. Fit it to a whole table with Analysis.Of.");
        }

        AnalysisOptions options = settings.For(law, series.Scale);
        string[] faults = [.. options.Faults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }

        FittedSeries fitted = new SeriesFitter(new([.. series.Source.Rows]), options).Fit(series.Source, series.Traits, law, [series.Scale], scratch: null);
        return fitted.Forecaster is { } forecaster ? new(series, settings, fitted, forecaster) : throw new ArgumentException(fitted.Result.Refusal);
    }

    /// <summary>The value at a scale that was not measured, with an interval for a measurement there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0, or more than 100 times the largest one measured without <see cref="FitSettings.AllowExtrapolation"/>.</exception>
    /// <exception cref="InvalidOperationException">The fit did not end at a minimum; its message says what to do.</exception>
    public Forecast Forecast(double at)
    {
        if (!(at > 0 && double.IsFinite(at)))
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, "Expected a scale above 0.");
        }

        if (!_forecaster.CanForecast)
        {
            throw new InvalidOperationException(Fit.Message);
        }

        double factor = _forecaster.ExtrapolationTo([at]);
        return factor <= Forecaster.RefuseBeyond || _settings.AllowExtrapolation
            ? _forecaster.ForecastsAt([at])[0]
            : throw new ArgumentOutOfRangeException(nameof(at), at, ForecastMessages.Refused(Numerals.Size(at), factor));
    }

    /// <summary>The law with its coefficients and their intervals, how the fit ended and how well it fits, on a few lines, the same in every culture.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Fit.Law}\n");
        foreach (Coefficient coefficient in Fit.Coefficients)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {coefficient.Name} = {Numerals.Short(coefficient.Value)}");
            if (coefficient is { Low: { } low, High: { } high })
            {
                text.Append(CultureInfo.InvariantCulture, $" [{Numerals.Short(low)}, {Numerals.Short(high)}]");
            }

            text.Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"{Fit.Points} points within {Numerals.Percent(Fit.RootMeanSquareLog)}. {Fit.Message}").ToString().TrimEnd();
    }
}
