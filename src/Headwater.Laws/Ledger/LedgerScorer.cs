using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Finds what a table measures of registered forecasts.</summary>
internal static class LedgerScorer
{
    /// <summary>How far a measured scale may be from the registered one: runs end at a whole step, seldom at a round number of tokens.</summary>
    public const double ScaleTolerance = 1e-3;

    // What two series must share for their order to mean anything. They differ in the rest: mixture, mixing rates, model.
    private static readonly string[] Shared = ["source", "task", "finetuning_data", "finetuning_examples", "finetuning_tokens", "parameters", "signature"];

    /// <summary>Each forecast with what the table measures at its place, and the others as open.</summary>
    public static LedgerScore Score(ImmutableArray<RegisteredForecast> forecasts, ObservationTable table)
    {
        Dictionary<(string Metric, string Columns), Dictionary<SeriesKey, SeriesRows>> cuts = [];
        var measured = ImmutableArray.CreateBuilder<ScoredForecast>();
        var open = ImmutableArray.CreateBuilder<RegisteredForecast>();
        foreach (RegisteredForecast forecast in forecasts)
        {
            string[] columns = [.. forecast.At.Keys];
            (string, string) cut = (forecast.Metric, string.Join('\u001f', columns));
            if (!cuts.TryGetValue(cut, out Dictionary<SeriesKey, SeriesRows>? series))
            {
                cuts[cut] = series = Cut(table, forecast.Metric, columns);
            }

            if (SeriesOf(forecast.Series, series) is { } found && At(MeasuredPoint.Of(found.Rows, columns), [.. forecast.At.Values]) is { } place)
            {
                measured.Add(new(forecast, place.Y, place.StandardError));
            }
            else
            {
                open.Add(forecast);
            }
        }

        (int pairs, double inOrder) = Order(measured);
        return new() { Measured = measured.ToImmutable(), Open = open.ToImmutable(), Pairs = pairs, PairsInOrder = inOrder };
    }

    // The same cut as in an analysis: models without pretraining are no part of a curve over what was pretrained on.
    private static Dictionary<SeriesKey, SeriesRows> Cut(ObservationTable table, string metric, string[] columns)
    {
        IEnumerable<Observation> source = columns.Contains(ScaleColumns.MeasuredLoss) ? MeasuredLosses.Join(table.Rows) : table.Rows;
        Observation[] rows =
        [
            .. source.Where(row => row.Metric == metric
                && !(row.IsScratch && columns.Any(column => column == AnalysisOptions.DefaultScale || ScaleColumns.IsRate(column)))
                && columns.All(column => ScaleColumns.Read(row, column) is not null)),
        ];
        return SeriesRows.Cut(rows, columns, table.SeveralRuns).ToDictionary(series => series.Key);
    }

    // Which columns name a series depends on the other series of its table, so a key may have fewer or more parts than in the table that was forecast.
    private static SeriesRows? SeriesOf(SeriesKey key, Dictionary<SeriesKey, SeriesRows> series)
    {
        if (series.TryGetValue(key, out SeriesRows? same))
        {
            return same;
        }

        SeriesRows[] agreeing = [.. series.Values.Where(one => one.Rows.All(row => key.Parts.All(part => TextOf(row, part.Key) == part.Value))).Take(2)];
        return agreeing is [var only] ? only : null;
    }

    private static string? TextOf(Observation row, string column) =>
        Array.Find(ObservationColumn.All, known => known.Name == column) is { } own ? own.Write(row)
        : column.StartsWith(ObservationColumn.RatePrefix, StringComparison.Ordinal) && row.Rates.TryGetValue(column[ObservationColumn.RatePrefix.Length..], out double rate) ? ObservationColumn.Text(rate)
        : SettingColumns.TextOf(row, column);

    private static MeasuredPoint? At(ImmutableArray<MeasuredPoint> places, double[] scales) => places
        .Where(place => place.Scales.Zip(scales, (found, asked) => Math.Abs(found - asked) <= ScaleTolerance * Math.Abs(asked)).All(isNear => isNear))
        .Cast<MeasuredPoint?>()
        .MinBy(place => place!.Value.Scales.Zip(scales, (found, asked) => Math.Abs(found - asked)).Sum());

    private static (int Pairs, double InOrder) Order(IEnumerable<ScoredForecast> measured)
    {
        int pairs = 0;
        double inOrder = 0;
        foreach (ScoredForecast[] rivals in measured.GroupBy(PlaceOf, StringComparer.Ordinal).Select(group => group.ToArray()))
        {
            for (int first = 0; first < rivals.Length; first++)
            {
                foreach (ScoredForecast second in rivals.Skip(first + 1).Where(other => other.Measured != rivals[first].Measured))
                {
                    int said = Math.Sign(rivals[first].Forecast.Value - second.Forecast.Value);
                    pairs++;
                    inOrder += said == 0 ? 0.5 : said == Math.Sign(rivals[first].Measured - second.Measured) ? 1 : 0;
                }
            }
        }

        return (pairs, inOrder);
    }

    private static string PlaceOf(ScoredForecast one) => string.Join(
        '\u001f',
        one.Forecast.At.Select(scale => $"{scale.Key}={ObservationColumn.Text(scale.Value)}").Concat(Shared.Select(column => one.Forecast.Series[column])).Append(one.Forecast.Metric));
}
