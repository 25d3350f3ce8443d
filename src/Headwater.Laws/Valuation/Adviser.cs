using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Turns the valuations of competing mixtures into one piece of advice. Differences within noise are said to be undecided.</summary>
internal sealed class Adviser(CandidateGroup group, AnalysisOptions options)
{
    // Of more mixtures than these a sentence counts the trends.
    private const int MostNamed = 8;

    private readonly Candidate best = group.Members[group.Best];
    private readonly double[] draws = group.Draws[group.Best];

    private string At => $"at {Numerals.Size(group.Scale)} {options.Scale.Replace('_', ' ')}";

    private bool IsSure => group.Members.Length < 2 || group.ProbabilityBest[group.Best] >= options.Level;

    /// <summary>The advice for the group, with the further runs that would tell.</summary>
    public Advice AdviseWithRuns()
    {
        Advice advice = Advise();
        if (advice is { Action: AdviceAction.ChooseOtherMixture, Mixture: null })
        {
            return advice;
        }

        ImmutableArray<FurtherRuns> sets = new RunPlanner(group, options).Plan();
        return advice with { FurtherRuns = sets, WhatWouldChangeIt = $"{advice.WhatWouldChangeIt} {FurtherRunsSentence.Of(sets, advice.Action != AdviceAction.Undecided)}" };
    }

    /// <summary>The advice for the group.</summary>
    public Advice Advise()
    {
        if (group.Members.All(member => member.Trend is null))
        {
            return Make(AdviceAction.Undecided, null, $"No mixture has three pretraining scales, so no trend can be seen{Standing()}.", $"A third checkpoint of {best.Mixture}, at {Next()}.");
        }

        if (group.Members.All(member => member.Trend is null or Trend.AtChance))
        {
            return Make(AdviceAction.Undecided, null, $"No mixture can be told from chance: {Trends()}{Standing()}. A task that no model does better than by guessing shows nothing of what pretraining is worth yet.",
                $"A score above chance by more than its error: larger scales such as {Next()}, more test items, or a smoother metric such as the loss on the right answers.");
        }

        if (group.Members.All(member => member.Trend is null or Trend.Fluctuating or Trend.Worsening))
        {
            return Make(AdviceAction.ChooseOtherMixture, null,
                $"No mixture rises with pretraining: {Trends()}. Such data is misaligned with the task, and more of it may do harm.",
                $"A mixture nearer to the task's languages or domain, at the same scales; or a score at {Next()} that rises by more than two standard errors.");
        }

        if (group.Members.All(member => member.Trend is null or Trend.Fluctuating or Trend.Worsening or Trend.Flat))
        {
            return Make(AdviceAction.Stop, IsSure ? best.Mixture : null,
                $"No mixture moves the result: {Trends()}{Standing()}.",
                $"A score at {Next()} that is better than the last by more than two standard errors, or another mixture.");
        }

        return IsSure ? AdviseOnBest() : Tie();
    }

    private Advice AdviseOnBest()
    {
        if (best.Trend is null or Trend.Fluctuating or Trend.Worsening or Trend.AtChance)
        {
            return Make(AdviceAction.Undecided, null,
                $"{best.Mixture} is ahead {At}{Odds()}, but its own trend is {Word(best.Trend)}, so the forecast has no law to stand on. {Trends()}.",
                $"A checkpoint of {best.Mixture} at {Next()}.");
        }

        if (AgainstScratch() is { } barred)
        {
            return barred;
        }

        string ahead = group.Members.Length < 2 ? "" : $"{best.Mixture} is the best of {group.Members.Length} mixtures {At}{Odds()}. ";
        double pays = ShareThatPays();
        if (pays < options.Level && best.Trend == Trend.Improving)
        {
            return Make(AdviceAction.Undecided, best.Mixture, $"{ahead}{best.Mixture} is improving{Ahead()}, but the gain is not beyond noise: its probability is {Numerals.Probability(pays)}.",
                $"A checkpoint of {best.Mixture} at {Next()}, or more seeds or test items.");
        }

        if (pays < options.Level)
        {
            return Make(AdviceAction.Stop, best.Mixture, $"{ahead}{best.Mixture} is {Word(best.Trend)}{Ahead()}: more pretraining on it adds nothing beyond noise.",
                $"A score at {Next()} outside {Interval()}, on the better side.");
        }

        Candidate leader = group.Members[group.Leader];
        return leader.Mixture == best.Mixture
            ? Make(AdviceAction.Continue, best.Mixture, $"{ahead}{best.Mixture} is {Word(best.Trend)}{Ahead()}.", $"A score at {Next()} outside {Interval()}, on the worse side.")
            : Make(AdviceAction.ChooseOtherMixture, best.Mixture, $"{leader.Mixture} leads at the largest scale measured, but {ahead}It is {Word(best.Trend)}{Ahead()}.", $"A score of {best.Mixture} at {Next()} outside {Interval()}, on the worse side.");
    }

    // Step 5 of the procedure: whatever the trend, pretraining must beat no pretraining.
    private Advice? AgainstScratch()
    {
        if (best.Scratch is not { } scratch)
        {
            return null;
        }

        double beats = ShareAbove(draws, best.DrawsOf(scratch, "scratch", group.Noise));
        string versus = $"the model without pretraining ({Numerals.Short(scratch.Y)}): probability to be better {At} {Numerals.Probability(beats)}";
        return beats >= options.Level ? null
            : beats <= 1 - options.Level ? Make(AdviceAction.Stop, best.Mixture, $"{best.Mixture}, the best of the mixtures, does not reach {versus}.", $"A score at {Next()} above that of the model without pretraining.")
            : Make(AdviceAction.Undecided, best.Mixture, $"{best.Mixture} cannot be told apart from {versus}.", $"More test items or seeds, or a checkpoint at {Next()}.");
    }

    private Advice Tie()
    {
        int second = Enumerable.Range(0, group.Members.Length).Where(index => index != group.Best).MaxBy(index => group.ProbabilityBest[index]);
        Candidate rival = group.Members[second];
        double[] differences = [.. group.Compared[group.Best].Zip(group.Compared[second], (mine, other) => mine - other)];
        (double low, double high) = Quantiles.Middle(differences, options.Level);
        return Make(AdviceAction.Undecided, null,
            $"{best.Mixture} and {rival.Mixture} cannot be told apart {At}: {best.Mixture} is better by {Numerals.Short(low)} to {Numerals.Short(high)} ({Numerals.Percent(options.Level)} interval), and is the best with probability {Numerals.Probability(group.ProbabilityBest[group.Best] ?? 0)}. {Trends()}.",
            $"Checkpoints of {best.Mixture} and {rival.Mixture} at {Next()}, or more seeds or test items: a difference below {Numerals.Short((high - low) / 2)} cannot be seen with these measurements.");
    }

    private Advice Make(AdviceAction action, string? mixture, string reason, string change) => new()
    {
        Action = action,
        Mixture = mixture,
        Reason = reason,
        ProbabilityBest = mixture is null ? null : group.ProbabilityBest[group.Best],
        WhatWouldChangeIt = change,
        At = group.Scale,
        SharedNoise = group.Noise.Share,
    };

    // More pretraining pays where a measurement at the scale asked for beats the last one; without such a scale, where the trend still rises.
    // Draws that assume a standstill widen intervals, but they would answer this question before it is asked.
    private double ShareThatPays()
    {
        if (!group.IsForecast || group.Scale <= best.Last.X || best.Forecaster is null)
        {
            return best.Trend == Trend.Improving ? 1 : 0;
        }

        return best.GainTo(group.Scale, group.Noise).Average(gain => gain > 0 ? 1.0 : 0);
    }

    private string Ahead() => group.IsForecast && best.CurveAt(group.Scale) is { } point
        ? $": {Numerals.Short(best.Last.Y)} measured at {Numerals.Size(best.Last.X)}, {Numerals.Short(point.Value)} [{Numerals.Short(point.Low)}, {Numerals.Short(point.High)}] forecast {At}"
        : "";

    private string Standing() => best.Scratch is { } scratch ? $"; the model without pretraining has {Numerals.Short(scratch.Y)}, {best.Mixture} {Numerals.Short(best.Last.Y)}" : "";

    private string Odds() => group.ProbabilityBest[group.Best] is { } odds ? $" with probability {Numerals.Probability(odds)}" : "";

    private string Trends() => group.Members.Length <= MostNamed
        ? string.Join(", ", group.Members.Select(member => $"{member.Mixture} is {Word(member.Trend)}"))
        : string.Join(", ", group.Members.GroupBy(member => member.Trend).OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Count()} of {group.Members.Length} mixtures {(kind.Count() == 1 ? "is" : "are")} {Word(kind.Key)}"));

    private string Next() => Numerals.Size(2 * best.Last.X);

    private string Interval() => best.CurveAt(2 * best.Last.X) is { } point ? $"{Numerals.Short(point.Low)} to {Numerals.Short(point.High)}" : $"two standard errors of {Numerals.Short(best.Last.Y)}";

    private static string Word(Trend? trend) => trend?.ToString().ToLowerInvariant() ?? "too short to judge";

    private static double ShareAbove(double[] first, double[] second) => first.Zip(second, (mine, other) => mine > other ? 1.0 : 0.0).Average();
}
