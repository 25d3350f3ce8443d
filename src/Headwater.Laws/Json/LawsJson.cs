using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Writes results in the command's JSON shapes. Each method writes one object; numbers that are not finite are written as null.</summary>
internal static partial class LawsJson
{
    private const int MostPending = 1 << 16;

    /// <summary>Writes <c>{"fits":[…]}</c>.</summary>
    public static void WriteFits(Utf8JsonWriter writer, IEnumerable<LawFit> fits, Reading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(fits);
        writer.WriteStartObject();
        writer.WriteStartArray("fits");
        foreach (LawFit fit in fits)
        {
            writer.WriteStartObject();
            WriteSeries(writer, fit.Series);
            writer.WriteString("law", fit.Law.Name);
            writer.WriteString("equation", fit.Law.Equation);
            writer.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(fit.Status.ToString()));
            writer.WriteStartObject("coefficients");
            foreach (Coefficient coefficient in fit.Coefficients)
            {
                writer.WriteStartObject(coefficient.Name);
                WriteNumber(writer, "value", coefficient.Value);
                WriteNumber(writer, "stderr", coefficient.StandardError);
                WriteNumber(writer, "low", coefficient.Low);
                WriteNumber(writer, "high", coefficient.High);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteString("interval_method", NameOf(fit.IntervalMethod));
            writer.WriteString("loss", JsonNamingPolicy.SnakeCaseLower.ConvertName(fit.Loss.ToString()));
            WriteLink(writer, fit);
            WriteNumber(writer, "objective", fit.Objective);
            writer.WriteNumber("points", fit.Points);
            WriteNumber(writer, "rmse_log", fit.RootMeanSquareLog);
            WriteTexts(writer, "warnings", fit.Warnings);
            writer.WriteEndObject();
            Drain(writer);
        }

        writer.WriteEndArray();
        WriteReading(writer, reading);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{"forecasts":[…]}</c>.</summary>
    public static void WriteForecasts(Utf8JsonWriter writer, IEnumerable<Forecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(forecasts);
        writer.WriteStartObject();
        WriteForecastArray(writer, forecasts);
        writer.WriteEndObject();
    }

    /// <summary>Writes the same of an analysis, with <c>"not_predictable":[…]</c> where scores cannot be distinguished from chance.</summary>
    public static void WriteForecasts(Utf8JsonWriter writer, Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(analysis);
        writer.WriteStartObject();
        WriteForecastArray(writer, analysis.Series.SelectMany(series => series.Forecasts));
        NotPredictable[] low = [.. analysis.Series.Select(series => series.NotPredictable).OfType<NotPredictable>()];
        if (low.Length > 0)
        {
            writer.WriteStartArray("not_predictable");
            foreach (NotPredictable one in low)
            {
                WriteNotPredictable(writer, one);
            }

            writer.WriteEndArray();
        }

        WriteReading(writer, analysis.Reading);
        writer.WriteEndObject();
    }

    private static void WriteNotPredictable(Utf8JsonWriter writer, NotPredictable low)
    {
        writer.WriteStartObject();
        WriteSeries(writer, low.Series);
        writer.WriteString("status", NotPredictable.Status);
        WriteNumber(writer, "chance", low.Chance);
        WriteNumber(writer, "detectable_rise", low.DetectableRise);
        writer.WriteString("scale", low.Column);
        writer.WriteString("through", low.Through);
        WriteNumber(writer, "at", low.At);
        WriteNumber(writer, "at_low", low.AtLow);
        WriteNumber(writer, "at_high", low.AtHigh);
        writer.WriteString("message", low.Message);
        writer.WriteEndObject();
        Drain(writer);
    }

    /// <summary>
    /// Writes <c>{"backtests":[…],"summary":{…}}</c>. The summary has one entry for each law: the median and mean of its errors, the share of targets
    /// inside their intervals, the mean width of those intervals in logs, and the number of series.
    /// </summary>
    public static void WriteBacktests(Utf8JsonWriter writer, IEnumerable<Backtest> backtests, Reading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(backtests);
        Backtest[] all = [.. backtests];
        WriteBacktests(writer, all, BacktestSummaries.Of(all, all.Select(backtest => backtest.Level).FirstOrDefault(0.9), seed: 0), reading);
    }

    /// <summary>Writes the same of a whole table's backtest.</summary>
    public static void WriteBacktests(Utf8JsonWriter writer, TableBacktest backtest, Reading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(backtest);
        WriteBacktests(writer, backtest.Backtests, backtest.Summary, reading);
    }

    private static void WriteBacktests(Utf8JsonWriter writer, IEnumerable<Backtest> backtests, IEnumerable<BacktestSummary> summaries, Reading? reading)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("backtests");
        foreach (Backtest backtest in backtests)
        {
            WriteBacktest(writer, backtest);
            Drain(writer);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("summary");
        foreach (BacktestSummary summary in summaries.OrderBy(summary => summary.Law, StringComparer.Ordinal))
        {
            WriteSummary(writer, summary);
        }

        writer.WriteEndObject();
        WriteReading(writer, reading);
        writer.WriteEndObject();
    }

    /// <summary>A way to find intervals as JSON spells it: profile, bootstrap_over_runs, law_spread, …; <c>null</c> for none.</summary>
    public static string? NameOf(IntervalMethod? method) => method is { } found ? JsonNamingPolicy.SnakeCaseLower.ConvertName(found.ToString()) : null;

    // What only some fits have: the way from chance to the ceiling, and a second minimum.
    private static void WriteLink(Utf8JsonWriter writer, LawFit fit)
    {
        if (fit.Chance is not null)
        {
            WriteNumber(writer, "chance", fit.Chance);
            WriteNumber(writer, "ceiling", fit.Ceiling);
        }

        if (!fit.OtherMinimum.IsEmpty)
        {
            writer.WriteStartObject("other_minimum");
            foreach ((Coefficient coefficient, double value) in fit.Coefficients.Zip(fit.OtherMinimum))
            {
                WriteNumber(writer, coefficient.Name, value);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteForecastArray(Utf8JsonWriter writer, IEnumerable<Forecast> forecasts)
    {
        writer.WriteStartArray("forecasts");
        foreach (Forecast forecast in forecasts)
        {
            writer.WriteStartObject();
            WriteSeries(writer, forecast.Series);
            writer.WriteString("law", forecast.Law);
            writer.WriteStartObject("at");
            foreach ((string column, double scale) in forecast.At)
            {
                WriteNumber(writer, column, scale);
            }

            writer.WriteEndObject();
            WriteNumber(writer, "value", forecast.Value);
            WriteNumber(writer, "low", forecast.Low);
            WriteNumber(writer, "high", forecast.High);
            WriteNumber(writer, "level", forecast.Level);
            writer.WriteString("interval_method", NameOf(forecast.IntervalMethod));
            WriteNumber(writer, "extrapolation_factor", forecast.ExtrapolationFactor);
            WriteWeights(writer, forecast.Weights);
            WriteTexts(writer, "warnings", forecast.Warnings);
            writer.WriteEndObject();
            Drain(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteBacktest(Utf8JsonWriter writer, Backtest backtest)
    {
        writer.WriteStartObject();
        WriteSeries(writer, backtest.Series);
        writer.WriteString("law", backtest.Law);
        WriteNumber(writer, "cutoff", backtest.Cutoff);
        if (backtest.CutBy is { } size)
        {
            writer.WriteString("cut_by", size);
        }

        writer.WriteNumber("points_fitted", backtest.PointsFitted);
        writer.WriteStartArray("targets");
        foreach (BacktestTarget target in backtest.Targets)
        {
            writer.WriteStartObject();
            WriteX(writer, target);
            WriteNumber(writer, "actual", target.Actual);
            WriteNumber(writer, "forecast", target.Forecast);
            WriteNumber(writer, "low", target.Low);
            WriteNumber(writer, "high", target.High);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteNumber(writer, "error", backtest.Error);
        writer.WriteEndObject();
    }

    // A scale, or the place in all scales of a law in several.
    private static void WriteX(Utf8JsonWriter writer, BacktestTarget target)
    {
        if (target.Place is not { } place)
        {
            WriteNumber(writer, "x", target.X);
            return;
        }

        writer.WriteStartObject("x");
        foreach ((string column, double scale) in place)
        {
            WriteNumber(writer, column, scale);
        }

        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, BacktestSummary summary)
    {
        writer.WriteStartObject(summary.Law);
        WriteNumber(writer, "median_error", summary.MedianError);
        WriteNumber(writer, "mean_error", summary.MeanError);
        WriteNumber(writer, "coverage", summary.Coverage);
        WriteNumber(writer, "interval_width", summary.IntervalWidth);
        WriteNumber(writer, "interval_score", summary.IntervalScore);
        writer.WriteNumber("series", summary.Series);
        if (summary.AutoMedianError is not null)
        {
            WriteNumber(writer, "auto_median_error", summary.AutoMedianError);
            WriteNumber(writer, "auto_mean_error", summary.AutoMeanError);
            WriteNumber(writer, "auto_better_in_median", summary.AutoBetterInMedian);
            WriteNumber(writer, "auto_better_in_mean", summary.AutoBetterInMean);
        }

        writer.WriteEndObject();
    }

    private static void WriteWeights(Utf8JsonWriter writer, AverageWeights? weights)
    {
        if (weights is null)
        {
            return;
        }

        writer.WriteStartObject("weights");
        WriteNumber(writer, "last_value", weights.LastValue);
        WriteNumber(writer, "levels", weights.Levels);
        WriteNumber(writer, "lines", weights.Lines);
        WriteNumber(writer, "laws", weights.Laws);
        writer.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter writer, SeriesKey key)
    {
        writer.WriteStartObject("series");
        foreach ((string column, string text) in key.Parts)
        {
            writer.WriteString(column, text);
        }

        writer.WriteEndObject();
    }

    // A writer keeps what it wrote until it is told to pass it on.
    private static void Drain(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > MostPending)
        {
            writer.Flush();
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
