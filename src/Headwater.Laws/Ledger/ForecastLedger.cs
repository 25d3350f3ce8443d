using System.Collections.Immutable;
using System.Text;

namespace Headwater.Laws;

/// <summary>
/// Forecasts that were written down before the runs that measure them, as JSON lines in a file that only grows. Each question (a metric of a series at
/// its scales) has one answer: a second one would make every score meaningless, so <see cref="Append"/> refuses it.
/// </summary>
public sealed class ForecastLedger
{
    private ForecastLedger(ImmutableArray<RegisteredForecast> forecasts) => Forecasts = forecasts;

    /// <summary>The registered forecasts, in the order of the file.</summary>
    public ImmutableArray<RegisteredForecast> Forecasts { get; }

    /// <summary>Reads a ledger. Blank lines are skipped.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line is no registered forecast, or two lines answer one question differently; the message names file and line.</exception>
    public static ForecastLedger Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return File.Exists(path)
            ? Of(File.ReadAllText(path), path)
            : throw new FileNotFoundException($"There is no ledger {path}; expected a file that forecast --register has written.\nhint: headwater forecast TABLE --at 100B --register {path}");
    }

    /// <summary>The forecasts of an analysis, ready to be registered.</summary>
    /// <param name="analysis">An analysis with forecasts.</param>
    /// <param name="date">The day to record; <c>null</c> records none.</param>
    /// <exception cref="ArgumentException">The table of the analysis already measures one of them.</exception>
    public static ImmutableArray<RegisteredForecast> Of(Analysis analysis, DateOnly? date = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        string rows = TableFingerprint.Of(analysis.Table.Rows);
        ImmutableArray<RegisteredForecast> forecasts =
        [
            .. analysis.Series.SelectMany(series => series.Forecasts.Select(forecast => new RegisteredForecast
            {
                Series = forecast.Series,
                Metric = series.Metric,
                At = forecast.At,
                Value = forecast.Value,
                Low = forecast.Low,
                High = forecast.High,
                Level = forecast.Level,
                Law = forecast.Law,
                Rows = rows,
                Date = date,
            })),
        ];
        return LedgerScorer.Score(forecasts, analysis.Table).Measured.FirstOrDefault() is { } known
            ? throw new ArgumentException($"{known.Forecast.Question} is measured already ({Numerals.Short(known.Measured)}), so it cannot be registered as a forecast.\nhint: leave this scale out of --at.")
            : forecasts;
    }

    /// <summary>
    /// Adds forecasts to the end of a ledger, which is created where there is none. The file is replaced as a whole or not at all, and the lines it holds
    /// stay as they are. A forecast that is registered already, with the same answer, is not added again.
    /// </summary>
    /// <returns>The forecasts that were added.</returns>
    /// <exception cref="ArgumentException">A question is registered already with another answer; nothing is added then.</exception>
    /// <exception cref="InvalidDataException">The file is no ledger.</exception>
    public static ImmutableArray<RegisteredForecast> Append(string path, IEnumerable<RegisteredForecast> forecasts)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(forecasts);
        using LedgerLock exclusive = LedgerLock.Take(path);
        string text = File.Exists(path) ? File.ReadAllText(path) : "";
        List<RegisteredForecast> all = [.. Of(text, path).Forecasts];
        var added = ImmutableArray.CreateBuilder<RegisteredForecast>();
        foreach (RegisteredForecast forecast in forecasts)
        {
            if (all.Find(forecast.AsksTheSameAs) is not { } known)
            {
                all.Add(forecast);
                added.Add(forecast);
            }
            else if (!known.AnswersTheSameAs(forecast))
            {
                throw new ArgumentException(
                    $"{forecast.Question} is registered in {path} as {Answer(known)}; this forecast is {Answer(forecast)}. A registered forecast is never replaced, and nothing was added.\nhint: register into another file, or leave this scale out of --at.");
            }
        }

        if (added.Count > 0)
        {
            string end = text.Length == 0 || text.EndsWith('\n') ? "" : "\n";
            Replace(path, text + end + string.Concat(added.Select(forecast => LedgerLine.Write(forecast) + "\n")));
        }

        return added.ToImmutable();
    }

    /// <summary>Compares the registered forecasts with what a table measures.</summary>
    public LedgerScore Score(ObservationTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return LedgerScorer.Score(Forecasts, table);
    }

    private static ForecastLedger Of(string text, string path)
    {
        List<RegisteredForecast> forecasts = [];
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            RegisteredForecast forecast = LedgerLine.Read(line.TrimEnd('\r'), $"{path}: line {number}");
            if (forecasts.Find(forecast.AsksTheSameAs) is { } known && !known.AnswersTheSameAs(forecast))
            {
                throw new InvalidDataException($"{path}: line {number} answers {forecast.Question} with {Answer(forecast)}, and an earlier line with {Answer(known)}; expected one answer to each question.\nhint: keep the line that was registered first.");
            }

            forecasts.Add(forecast);
        }

        return new([.. forecasts]);
    }

    private static string Answer(RegisteredForecast forecast) =>
        $"{Numerals.Short(forecast.Value)} [{Numerals.Short(forecast.Low)}, {Numerals.Short(forecast.High)}] by {forecast.Law} at level {Numerals.Short(forecast.Level)}";

    private static void Replace(string path, string text)
    {
        string temporary = $"{path}.tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
