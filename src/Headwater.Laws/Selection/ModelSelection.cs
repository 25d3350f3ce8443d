using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Which pretrained model to finetune: ranks models by what each is expected to reach on the full finetuning set, from its results on small subsets.
/// Equal tables give equal rankings, whatever the order of their rows.
/// </summary>
public sealed record ModelSelection
{
    /// <summary>One ranking for each task and metric, ordered by task.</summary>
    public required ImmutableArray<ModelRanking> Rankings { get; init; }

    /// <summary>What a reader should know before trusting the rankings, as sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Ranks the models of a table.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, no row has a finetuning size, or fewer than two models have what the method needs.</exception>
    public static ModelSelection Of(ObservationTable table, SelectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        string[] faults = [.. options.Faults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }

        List<string> warnings = [.. table.Warnings];
        ModelRanking[] rankings = [.. SelectionTask.Of(table, options.Metric, warnings).Select(task => RankingOf(task, options, warnings)).OfType<ModelRanking>()];
        return rankings.Length > 0
            ? new() { Rankings = [.. rankings], Warnings = [.. warnings] }
            : throw new ArgumentException(string.Join('\n', warnings.Append("There is nothing to rank: no task has two models with what the method needs.")));
    }

    private static ModelRanking? RankingOf(SelectionTask task, SelectionOptions options, List<string> warnings)
    {
        double full = options.FullSize;
        double logFull = Math.Log(full);
        CandidateModel[] models = WithWhatIsNeeded(task, [.. task.Models.Select(model => model.UpTo(logFull))], options.Method, warnings);
        if (models.Length < 2)
        {
            warnings.Add(SelectionMessages.NothingToChoose(task.Key, models.Length, options.Method));
            return null;
        }

        double largest = models.Max(model => model.LogSizes.Length == 0 ? 0 : Math.Exp(model.LastLogSize));
        bool extrapolates = options.Method is not (SelectionMethod.ZeroShot or SelectionMethod.ModelSize);
        if (extrapolates && full > Forecaster.RefuseBeyond * largest && !options.AllowExtrapolation)
        {
            warnings.Add(SelectionMessages.Refused(task.Key, full, largest));
            return null;
        }

        if (extrapolates && full > Forecaster.WarnBeyond * largest)
        {
            warnings.Add(SelectionMessages.Far(task.Key, full, largest));
        }

        return new()
        {
            Task = task.Key,
            Method = options.Method,
            FullSize = full,
            ExtrapolationFactor = full / largest,
            Level = options.Level,
            Models = Ranked(task.Scale, models, SelectionForecasts.Of(options.Method, models, logFull), options),
        };
    }

    private static CandidateModel[] WithWhatIsNeeded(SelectionTask task, CandidateModel[] models, SelectionMethod method, List<string> warnings)
    {
        ILookup<string?, CandidateModel> byMissing = models.ToLookup(model => SelectionForecasts.Missing(method, model));
        warnings.AddRange(byMissing.Where(without => without.Key is not null).Select(without => SelectionMessages.LeftOut(task.Key, $"with {without.Key}", without)));
        return [.. byMissing[null]];
    }

    private static ImmutableArray<RankedModel> Ranked(LossScale scale, CandidateModel[] models, SelectionForecast[] forecasts, SelectionOptions options)
    {
        double width = NormalQuantile.OfMiddle(options.Level);
        bool isForecast = options.Method != SelectionMethod.ModelSize;
        return
        [
            .. models.Zip(forecasts, (model, forecast) => (Model: model, Forecast: forecast))
                .OrderBy(pair => pair.Forecast.LogLoss).ThenBy(pair => pair.Model.Name, StringComparer.Ordinal)
                .Select((pair, place) =>
                {
                    (double? low, double? high) = Interval(scale, pair.Forecast, width);
                    return new RankedModel(pair.Model.Name, isForecast ? scale.FromLog(pair.Forecast.LogLoss) : null, low, high, place + 1);
                }),
        ];
    }

    // What is low on the scale of losses is high for a score.
    private static (double? Low, double? High) Interval(LossScale scale, SelectionForecast forecast, double width)
    {
        if (forecast.Deviation is not { } deviation)
        {
            return (null, null);
        }

        double one = scale.FromLog(forecast.LogLoss - (width * deviation));
        double other = scale.FromLog(forecast.LogLoss + (width * deviation));
        return (Math.Min(one, other), Math.Max(one, other));
    }
}
