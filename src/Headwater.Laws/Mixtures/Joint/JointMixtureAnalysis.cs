using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A joint law of rates and scale for each target of a table with runs of several sizes, tested on its largest size.</summary>
public sealed record JointMixtureAnalysis
{
    private const double Level = 0.9;

    /// <summary>The corpora, in the order of the rates.</summary>
    public required ImmutableArray<string> Corpora { get; init; }

    /// <summary>The law of each target.</summary>
    public required ImmutableArray<JointMixtureTarget> Targets { get; init; }

    /// <summary>Fits every target of a table.</summary>
    /// <param name="table">Runs with mixing rates, parameters and pretraining tokens.</param>
    /// <param name="form">The form: one of <see cref="JointMixtureFit.Forms"/>.</param>
    /// <param name="available">Tokens that corpora have, by name; a corpus without one is never repeated.</param>
    /// <param name="metric">The one metric to take; <c>null</c> for all.</param>
    /// <exception cref="ArgumentException">The form is not known, or the runs are too few.</exception>
    /// <exception cref="InvalidDataException">The table has no rates with parameters and tokens.</exception>
    public static JointMixtureAnalysis Of(ObservationTable table, string form, ImmutableSortedDictionary<string, double> available, string? metric = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(available);
        Observation[] rows = [.. table.Rows.Where(row => row.Rates.Count > 0 && (row.Parameters ?? row.ParametersWithoutEmbeddings) is > 0 && row.PretrainingTokens is > 0
            && (metric is null || string.Equals(row.Metric, metric, StringComparison.OrdinalIgnoreCase)))];
        if (rows.Length == 0)
        {
            throw new InvalidDataException("A joint law needs rows with mixing rates, parameters and pretraining_tokens; the table has none.\nhint: --set parameters=1M --set pretraining_tokens=1B");
        }

        ImmutableArray<string> corpora = [.. rows.SelectMany(row => row.Rates.Keys).Distinct().Order(StringComparer.Ordinal)];
        RepeatedTokens repeated = new(available.IsEmpty ? [] : [.. corpora.Select(corpus => available.GetValueOrDefault(corpus, double.MaxValue))]);
        (string? Task, string Metric, Observation[] Rows)[] targets = [.. rows.GroupBy(row => (row.Task, row.Metric)).Select(target => (target.Key.Task, target.Key.Metric, target.ToArray()))];
        JointMixtureTarget[] fits = new JointMixtureTarget[targets.Length];
        Parallel.For(0, fits.Length, index => fits[index] = Fit(targets[index].Task, targets[index].Metric, targets[index].Rows, corpora, form, repeated));
        return new() { Corpora = corpora, Targets = [.. fits] };
    }

    /// <summary>Forecasts for the mixtures of another table at their own scales.</summary>
    /// <exception cref="InvalidDataException">A row has no scale.</exception>
    public ImmutableArray<MixturePrediction> Predict(ObservationTable others)
    {
        ArgumentNullException.ThrowIfNull(others);
        Observation[] rows = [.. others.Rows.Where(row => row.Rates.Count > 0).DistinctBy(row => (MixtureRates.KeyOf(row), MixtureScale.Of(row)))];
        string[] names = MixtureRates.NamesOf(rows);
        List<MixturePrediction> predictions = [];
        for (int index = 0; index < rows.Length; index++)
        {
            if (MixtureScale.Of(rows[index]) is not { Parameters: > 0 and var parameters, Tokens: > 0 and var tokens })
            {
                throw new InvalidDataException($"{names[index]} has no scale; a joint law forecasts at parameters and pretraining_tokens.\nhint: add both columns to the table to predict");
            }

            double[] rates = MixtureRates.Checked(rows[index].Rates, Corpora, names[index]);
            foreach (JointMixtureTarget target in Targets)
            {
                double value = target.Fit.Predict(rates, parameters, tokens);
                double half = NormalQuantile.OfMiddle(Level) * Math.Max(target.Fit.ErrorOfLogs, target.ErrorAtLargest ?? 0);
                predictions.Add(new(names[index], target.Target, new(value, value * Math.Exp(-half), value * Math.Exp(half))));
            }
        }

        return [.. predictions];
    }

    // Fitted on all runs; tested by a fit without the largest scale, where the others are enough.
    private static JointMixtureTarget Fit(string? task, string metric, Observation[] rows, ImmutableArray<string> corpora, string form, RepeatedTokens repeated)
    {
        JointMixtureRun[] runs = [.. rows.GroupBy(row => (MixtureRates.KeyOf(row), MixtureScale.Of(row))).Select(same => new JointMixtureRun(
            [.. MixtureRates.Checked(same.First().Rates, corpora, same.First().PretrainingData ?? same.First().Run ?? "a mixture")], same.Key.Item2.Parameters!.Value, same.Key.Item2.Tokens!.Value, same.Average(row => row.Value)))];
        MixtureTarget target = new(task ?? metric, task, metric, MetricTraits.Of(metric).HigherIsBetter, [.. runs.Select(run => (double?)run.Value)]);
        JointMixtureFit fit = JointMixtureFit.Of(runs, form, repeated);
        double largest = runs.Max(run => run.Parameters * run.Tokens);
        JointMixtureRun[] small = [.. runs.Where(run => run.Parameters * run.Tokens < largest)];
        JointMixtureRun[] large = [.. runs.Where(run => run.Parameters * run.Tokens >= largest)];
        if (!JointMixtureFit.CanFit(small, form) || large.Length < 3)
        {
            return new(target, fit, null, null);
        }

        JointMixtureFit before = JointMixtureFit.Of(small, form, repeated);
        double[] predicted = [.. large.Select(run => before.Predict(run.Rates.AsSpan(), run.Parameters, run.Tokens))];
        double[] measured = [.. large.Select(run => run.Value)];
        double error = Math.Sqrt(predicted.Zip(measured, (value, truth) => Math.Pow(Math.Log(value / truth), 2)).Average());
        return new(target, fit, error, CrossValidation.Of(predicted, measured, target.LossSign));
    }
}

/// <summary>The joint law of one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Fit">The law.</param>
/// <param name="ErrorAtLargest">Root mean square of the errors of ln L at the largest scale, fitted without it; <c>null</c> where the other runs are too few.</param>
/// <param name="AtLargest">How that fit orders the runs of the largest scale.</param>
public sealed record JointMixtureTarget(MixtureTarget Target, JointMixtureFit Fit, double? ErrorAtLargest, CrossValidation? AtLargest);
