using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// What a measured study of several sizes forecasts of its larger runs. Budgets are split by the line through the minima of the study's IsoFLOP slices, and their losses are forecast by Chinchilla's law through all its runs
/// (approaches 2 and 3 of Hoffmann et al. 2022). Of sizes at equal tokens for each parameter, every metric is forecast along the ladder, by its own law and by <c>auto</c>.
/// </summary>
internal static class LargerForecast
{
    private const string IsoFlopLaw = "chinchilla";

    /// <param name="plan">The study's plan, whose counts of every model are known.</param>
    /// <param name="table">Its observations.</param>
    /// <exception cref="ArgumentException">The runs do not tell how a larger budget is best split.</exception>
    public static FrozenForecasts Of(StudyPlan plan, ObservationTable table)
    {
        StudySpec spec = plan.Spec;
        LargerRunSpec larger = spec.Verify!.Larger!;
        Observation[] pretrained = [.. table.Rows.Where(row => row is { IsScratch: false, PretrainingTokens: > 0 })];
        ImmutableArray<LargerRun> runs = LargerRun.IsBudget(spec) ? Split(spec, pretrained, plan.VocabularyOrAsked) : LargerRun.StandIn(spec, plan.VocabularyOrAsked);
        StudySpec continued = TokenScales.Resolve(LargerRun.AddTo(spec, runs, []), plan.VocabularyOrAsked);
        FrozenForecast[] forecasts = [.. runs.DistinctBy(run => run.Model.Name).SelectMany(run => LargerRun.IsBudget(spec) ? OverSizesAndTokens(continued, run, pretrained) : AlongTheLadder(continued, run, pretrained))];
        return new FrozenForecasts
        {
            Observations = Fingerprint.Of(table.ToCsv()),
            Mixtures = Leading(spec, forecasts, larger),
            At = [.. continued.Pretraining!.LargerTokens.Values.SelectMany(tokens => tokens).Distinct().Order()],
            Larger = runs,
            Forecasts = [.. forecasts.OrderBy(row => row.Metric, StringComparer.Ordinal).ThenBy(row => row.Task, StringComparer.Ordinal).ThenBy(row => row.Mixture, StringComparer.Ordinal)
                .ThenBy(row => row.FinetuningExamples).ThenBy(row => row.Law, StringComparer.Ordinal).ThenBy(row => row.Parameters).ThenBy(row => row.Tokens)],
        };
    }

    // The best size of each budget: the geometric mean over mixtures and tasks where the metric is measured on several.
    private static ImmutableArray<LargerRun> Split(StudySpec spec, Observation[] rows, int vocabulary)
    {
        LargerRunSpec larger = spec.Verify!.Larger!;
        string[] mixtures = larger.Names.IsEmpty ? [.. spec.Pretraining!.Mixtures.Select(mixture => mixture.Name)] : [.. larger.Names];
        ComputeAllocation allocation = ComputeAllocation.Of(new ObservationTable([.. rows.Where(row => row.Metric == larger.Metric && mixtures.Contains(row.PretrainingData))]), new AllocationOptions
        {
            Approach = AllocationApproach.IsoFlop, Compute = larger.At, Metric = larger.Metric, Seed = spec.Seed, AllowExtrapolation = true,
        });
        BudgetAllocation[] Of(double at) => [.. allocation.Allocations.Where(budget => budget.Compute == at)];
        double? untold = larger.At.Select(at => (double?)at).FirstOrDefault(at => Of(at!.Value).Length == 0);
        return untold is null ? [.. larger.At.Select(at => LargerRun.Of(spec, at, Mean(Of(at)), vocabulary))] : throw new ArgumentException(
            $"The slices of {larger.Metric} do not tell how {TokenScale.Budget(untold.Value)} are best split: {string.Join(' ', allocation.Warnings)}\nhint: add smaller or larger models, so that the best size of every budget lies among them; the finished runs are kept.");
    }

    private static EstimatedValue Mean(BudgetAllocation[] budgets)
    {
        double Of(Func<EstimatedValue, double> read) => Math.Exp(budgets.Average(budget => Math.Log(read(budget.Parameters))));
        return budgets.All(budget => budget.Parameters is { Low: not null, High: not null })
            ? new(Of(size => size.Value), Of(size => size.Low!.Value), Of(size => size.High!.Value)) : new(Of(size => size.Value), null, null);
    }

    private static IEnumerable<FrozenForecast> OverSizesAndTokens(StudySpec continued, LargerRun run, Observation[] rows)
    {
        ObservationTable losses = new([.. rows.Where(row => !MetricNames.IsHigherBetter(continued, row.Metric) && row.Value > 0)]);
        ImmutableArray<long> counts = continued.Pretraining!.LargerTokens[run.Model.Name];
        Analysis analysis = Analysis.Of(losses, Options(continued) with
        {
            Law = IsoFlopLaw,
            AllowExtrapolation = true,
            AtPlaces = [.. counts.Select(tokens => ImmutableSortedDictionary<string, double>.Empty.Add("parameters", run.Parameters).Add(AnalysisOptions.DefaultScale, tokens))],
        });
        return analysis.Series.SelectMany(series => FrozenForecasts.Of(series, losses)).Select(forecast => forecast with { Parameters = run.Parameters });
    }

    // At equal tokens for each parameter, tokens stand for the size too.
    private static IEnumerable<FrozenForecast> AlongTheLadder(StudySpec continued, LargerRun run, Observation[] rows)
    {
        PretrainingSpec pretraining = continued.Pretraining!;
        ImmutableArray<long> counts = pretraining.LargerTokens[run.Model.Name];
        for (int rung = 0; rung < counts.Length; rung++)
        {
            int place = rung;
            ObservationTable ladder = new([.. rows.Where(row => pretraining.TokensByModel.TryGetValue(row.Model ?? "", out ImmutableArray<long> own) && RungOf(own, row.PretrainingTokens!.Value) == place)
                .Select(row => row with { Parameters = null, ParametersWithoutEmbeddings = null, Model = null, Compute = null, UniqueTokens = null, Run = null })]);
            foreach (bool average in (bool[])[false, true])
            {
                Analysis analysis = Analysis.Of(ladder, Options(continued) with { At = [counts[place]], Average = average });
                foreach (FrozenForecast forecast in analysis.Series.SelectMany(series => FrozenForecasts.Of(series, ladder)))
                    yield return forecast with { Parameters = run.Parameters };
            }
        }
    }

    // A checkpoint is taken at the first step past the tokens asked for.
    private static int RungOf(ImmutableArray<long> counts, double tokens) => counts.Count(count => count <= tokens) - 1;

    private static AnalysisOptions Options(StudySpec spec) => new() { Seed = spec.Seed, WithBands = false, WithAdvice = false };

    // By the mean of what is forecast of the deciding loss at the largest run.
    private static ImmutableArray<string> Leading(StudySpec spec, FrozenForecast[] forecasts, LargerRunSpec larger)
    {
        string[] mixtures = [.. spec.Pretraining!.Mixtures.Select(mixture => mixture.Name)];
        if (!larger.Names.IsEmpty || mixtures.Length <= larger.Mixtures)
            return larger.Names.IsEmpty ? [.. mixtures] : larger.Names;
        FrozenForecast[] deciding = [.. forecasts.Where(forecast => forecast.Metric == larger.Metric)];
        double most = deciding.Select(forecast => forecast.Parameters ?? 0).DefaultIfEmpty().Max();
        return [.. mixtures.OrderBy(name => deciding.Where(forecast => forecast.Mixture == name && forecast.Parameters == most).Select(forecast => forecast.Value).DefaultIfEmpty(double.PositiveInfinity).Average())
            .Take(larger.Mixtures)];
    }
}
