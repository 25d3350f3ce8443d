using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What a proposal minimises or maximises, as a target of its own: one target, the mean of all, or the target that is improved least.</summary>
internal static class MixtureObjective
{
    /// <summary>The objective of the options as a target with a value for each run that has all it needs.</summary>
    /// <exception cref="ArgumentException">The target is not known, is constant, or has no known direction.</exception>
    public static MixtureTarget Of(MixtureRuns runs, MixtureOptions options)
    {
        if (Named(runs, options.Objective) is { } named)
        {
            return Usable(named);
        }

        bool isMean = string.Equals(options.Objective, MixtureOptions.Mean, StringComparison.OrdinalIgnoreCase);
        if (!isMean && !string.Equals(options.Objective, MixtureOptions.Worst, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"--objective is \"{options.Objective}\"; expected {MixtureOptions.Mean}, {MixtureOptions.Worst}, or a target: {string.Join(", ", runs.Targets.Take(16).Select(target => target.Name))}{(runs.Targets.Length > 16 ? $", and {runs.Targets.Length - 16} more" : "")}.");
        }

        MixtureTarget[] targets = [.. runs.Targets.Where(target => !target.IsConstant)];
        if (targets.Length == 0)
        {
            throw new ArgumentException($"Every target is constant: {string.Join(", ", runs.Targets.Take(6).Select(target => target.Name))}; expected values that differ between mixtures.\nhint: check the column value");
        }

        MixtureTarget[] usable = [.. targets.Select(Usable)];
        return isMean ? Mean(usable) : Worst(usable);
    }

    // By its whole name, by METRIC:TASK, or by a task or a metric that only one target has.
    private static MixtureTarget? Named(MixtureRuns runs, string name)
    {
        bool Is(string? text) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);
        return runs.Targets.FirstOrDefault(target => Is(target.Name)) ?? runs.Targets.FirstOrDefault(target => Is($"{target.Metric}:{target.Task}"))
            ?? (runs.Targets.Where(target => Is(target.Task)).ToArray() is [var task] ? task : runs.Targets.Where(target => Is(target.Metric)).ToArray() is [var metric] ? metric : null);
    }

    // The plain mean of one metric; several metrics by their standard deviations, as losses.
    private static MixtureTarget Mean(MixtureTarget[] targets)
    {
        if (targets is [var only])
        {
            return only with { Name = MixtureOptions.Mean };
        }

        bool isOneMetric = targets.Select(target => (target.Metric, target.HigherIsBetter)).Distinct().Count() == 1;
        return isOneMetric
            ? Combined(MixtureOptions.Mean, targets[0].Metric, targets[0].HigherIsBetter, targets, values => values.Average())
            : Combined(MixtureOptions.Mean, "standardised loss", false, [.. targets.Select(Standardised)], values => values.Average());
    }

    private static MixtureTarget Worst(MixtureTarget[] targets) => Combined(MixtureOptions.Worst, "standardised loss", false, [.. targets.Select(Standardised)], values => values.Max());

    private static MixtureTarget Combined(string name, string metric, bool? direction, MixtureTarget[] targets, Func<double[], double> combine)
    {
        double?[] values = [.. Enumerable.Range(0, targets[0].Values.Length).Select(run =>
        {
            double[] own = [.. targets.Select(target => target.Values[run]).OfType<double>()];
            return own.Length == targets.Length ? combine(own) : (double?)null;
        })];
        return values.OfType<double>().Any() ? new(name, null, metric, direction, [.. values])
            : throw new ArgumentException($"No run has a value of every target, so there is nothing to take the {name} of.\nhint: name one target with --objective, or leave incomplete targets out with --where");
    }

    // Losses in standard deviations among the runs.
    private static MixtureTarget Standardised(MixtureTarget target)
    {
        double[] values = [.. target.Values.OfType<double>()];
        double mean = values.Average();
        double deviation = Math.Sqrt(Moments.Variance(values));
        return target with { HigherIsBetter = false, Values = [.. target.Values.Select(value => value is { } known ? target.LossSign * (known - mean) / deviation : (double?)null)] };
    }

    private static MixtureTarget Usable(MixtureTarget target) => target.IsConstant
        ? throw new ArgumentException($"{target.Name} is {Numerals.Short(target.Values.OfType<double>().FirstOrDefault())} in every run; expected values that differ between mixtures.\nhint: choose another target with --objective")
        : target.HigherIsBetter is null ? throw new ArgumentException($"Nobody knows whether a higher {target.Metric} is better, so that no mixture is the best for {target.Name}.\nhint: --set higher_is_better=true (or false)")
        : target;
}
