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
            warnings.Add($"{task.Key.Label}: {models.Length} {(models.Length == 1 ? "model has" : "models have")} what {SelectionMethods.NameOf(options.Method)} needs; expected at least 2 to choose from.");
            return null;
        }

        double largest = models.Max(model => model.LogSizes.Length == 0 ? 0 : Math.Exp(model.LastLogSize));
        double factor = full / largest;
        bool extrapolates = options.Method is not (SelectionMethod.ZeroShot or SelectionMethod.ModelSize);
        if (extrapolates && factor > Forecaster.RefuseBeyond && !options.AllowExtrapolation)
        {
            warnings.Add($"{task.Key.Label}: no ranking at {Numerals.Size(full)}, {Numerals.Short(factor)} times the largest size measured ({Numerals.Size(largest)}); the limit is {Forecaster.RefuseBeyond:0} times. Finetune on larger subsets, or allow extrapolation.");
            return null;
        }

        if (extrapolates && factor > Forecaster.WarnBeyond)
        {
            warnings.Add($"{task.Key.Label}: {Numerals.Size(full)} is {Numerals.Short(factor)} times the largest size measured ({Numerals.Size(largest)}); on published curves rankings from so far below pick a good model but seldom order all of them well.");
        }

        return new()
        {
            Task = task.Key,
            Method = options.Method,
            FullSize = full,
            ExtrapolationFactor = factor,
            Level = options.Level,
            Models = Ranked(task.Scale, models, SelectionForecasts.Of(options.Method, models, logFull), options),
        };
    }

    private static CandidateModel[] WithWhatIsNeeded(SelectionTask task, CandidateModel[] models, SelectionMethod method, List<string> warnings)
    {
        foreach (IGrouping<string, CandidateModel> without in models.Where(model => SelectionForecasts.Missing(method, model) is not null).GroupBy(model => SelectionForecasts.Missing(method, model)!))
        {
            warnings.Add($"{task.Key.Label}: left out, with {without.Key}: {string.Join(", ", without.Select(model => model.Name))}.");
        }

        return [.. models.Where(model => SelectionForecasts.Missing(method, model) is null)];
    }

    private static ImmutableArray<RankedModel> Ranked(LossScale scale, CandidateModel[] models, SelectionForecast[] forecasts, SelectionOptions options)
    {
        double width = NormalQuantile.OfMiddle(options.Level);
        bool isForecast = options.Method != SelectionMethod.ModelSize;
        return [.. models.Zip(forecasts).OrderBy(pair => pair.Second.LogLoss).ThenBy(pair => pair.First.Name, StringComparer.Ordinal).Select((pair, place) =>
        {
            (double? Low, double? High) ends = pair.Second.Deviation is { } deviation
                ? Ends(scale.FromLog(pair.Second.LogLoss - (width * deviation)), scale.FromLog(pair.Second.LogLoss + (width * deviation)))
                : (null, null);
            return new RankedModel(pair.First.Name, isForecast ? scale.FromLog(pair.Second.LogLoss) : null, ends.Low, ends.High, place + 1);
        })];
    }

    private static (double, double) Ends(double one, double other) => (Math.Min(one, other), Math.Max(one, other));
}
