using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Turns the valuations of competing mixtures into one piece of advice. Differences within noise give the action Undecided.</summary>
internal sealed class Adviser(CandidateGroup group, AnalysisOptions options)
{
    // With more mixtures than this, the sentence counts the trends instead of naming the mixtures.
    private const int MostNamed = 8;

    // A gain within two standard errors of a measurement does not matter, unless --worth sets another limit.
    private const double WorthInErrors = 2;

    // A gain below half a standard error of a measurement is too small to notice.
    private const double NoticedInErrors = 0.5;

    private readonly Candidate _best = group.Members[group.Best];
    private readonly double[] _draws = group.Draws[group.Best];

    private string At => $"at {Numerals.Size(group.Scale)} {ScaleColumns.InWords(options.Scale)}";

    private bool IsSure => group.Members.Length < 2 || group.ProbabilityBest[group.Best] >= options.Level;

    /// <summary>The advice for the group, with the further runs that would settle it.</summary>
    public Advice AdviseWithRuns()
    {
        Advice advice = Advise();
        if (advice is { Action: AdviceAction.ChooseOtherMixture, Mixture: null } || advice.CannotTell is not null)
        {
            return advice;
        }

        // Further runs are planned for the choice between mixtures. They do not settle whether the best one beats no pretraining.
        if (IsSure && _best.Scratch is { } scratch && ShareBeating(scratch) < options.Level)
        {
            return advice with { ComputeGain = ComputeGains.Of(group, options) };
        }

        ImmutableArray<FurtherRuns> sets = new RunPlanner(group, options).Plan();
        return advice with
        {
            FurtherRuns = sets,
            WhatWouldChangeIt = $"{advice.WhatWouldChangeIt} {FurtherRunsSentence.Of(sets, advice.Action != AdviceAction.Undecided)}",
            ComputeGain = ComputeGains.Of(group, options),
        };
    }

    /// <summary>The advice for the group, by the rules that docs/advise.md lists in this order.</summary>
    public Advice Advise()
    {
        if (CannotTellRule.Of(group) is { } reason)
        {
            return Make(AdviceAction.Undecided, null, $"No advice, because {reason.Because}.{Standing()}", reason.Remedy) with { CannotTell = reason };
        }

        if (group.Members.All(member => member.Trend is null))
        {
            return Make(AdviceAction.Undecided, null, $"No mixture has three pretraining scales, so no trend can be estimated.{Standing()}", $"Measure a third checkpoint of {_best.Mixture}, at {Next()}.");
        }

        // Trends without standard errors are weak evidence, so the curve up to the requested scale has to be as flat as the next doubling.
        bool isStill = group.Members.All(member => ShareOfSmallGains(member) >= options.Level && (member.Curve.Errors is not null || ShareOfSmallGainsAhead(member) >= options.Level));
        if (isStill && group.Members.All(member => member.Trend is null or Trend.Fluctuating or Trend.Worsening))
        {
            return Make(AdviceAction.ChooseOtherMixture, null,
                $"No mixture improves with pretraining: {Trends()}. Such data is misaligned with the task, and more of it may hurt.",
                $"Try a mixture closer to the task's languages or domain, at the same scales. A result at {Next()} that is better than the last by more than two standard errors would change this advice.");
        }

        if (isStill && group.Members.All(member => member.Trend is null or Trend.Fluctuating or Trend.Worsening or Trend.Flat or Trend.AtChance))
        {
            return Make(AdviceAction.Stop, IsSure ? _best.Mixture : null,
                $"No mixture changes the result: {Trends()}.{Standing()} {SmallGain(ShareOfSmallGains(_best))}.",
                $"A result at {Next()} that is better than the last by more than two standard errors would change this advice, and so could another mixture.");
        }

        return IsSure ? AdviseOnBest() : Tie();
    }

    private Advice AdviseOnBest()
    {
        string ahead = group.Members.Length < 2 ? "" : $"{_best.Mixture} is the best of {group.Members.Length} mixtures {At}{Odds()}. ";
        if (AgainstScratch() is { } barred)
        {
            return barred;
        }

        string state = $"{_best.Mixture} is {Word(_best.Trend)}{Ahead()}.";
        double pays = ShareThatPays();
        double small = ShareOfSmallGains(_best);
        if (options.Worth is not null && small >= options.Level)
        {
            return Make(AdviceAction.Stop, _best.Mixture, $"{ahead}{state} {SmallGain(small, " (--worth)")}.", Better());
        }

        string chance = $"probability that more pretraining gains at least {Numerals.Short(NoticedInErrors * _best.Noise)} is {Numerals.Odds(pays)}";

        if (pays < options.Level)
        {
            if (small >= options.Level && ShareOfSmallGainsAhead(_best) >= options.Level && _best.Trend is not Trend.Improving)
            {
                return Make(AdviceAction.Stop, _best.Mixture, $"{ahead}{state} {SmallGain(small)}.", Better());
            }

            // The choice between mixtures can be settled even if the value of more pretraining is not.
            bool isChoice = group.Members.Length > 1;
            return Make(isChoice ? AdviceAction.ChooseOtherMixture : AdviceAction.Undecided, _best.Mixture,
                $"{ahead}{state} {(isChoice ? "Whether to pretrain longer is still open: the" : "The")} {chance}, below the required {Numerals.Percent(options.Level)}.",
                $"To settle this, add a checkpoint of {_best.Mixture} at {Next()}, more seeds, or more test items.");
        }

        Candidate leader = group.Members[group.Leader];
        return leader.Mixture == _best.Mixture
            ? Make(AdviceAction.Continue, _best.Mixture, $"{ahead}{state} The {chance}.", Worse())
            : Make(AdviceAction.ChooseOtherMixture, _best.Mixture, $"{leader.Mixture} leads at the largest scale measured, but {ahead}{state}", Worse());
    }

    // Step 5 of the procedure: whatever the trend, pretraining must beat no pretraining.
    private Advice? AgainstScratch()
    {
        if (_best.Scratch is not { } scratch)
        {
            return null;
        }

        double beats = ShareBeating(scratch);
        string versus = $"the model without pretraining ({Numerals.Short(scratch.Y)}): the probability that {_best.Mixture} is better {At} is {Numerals.Odds(beats)}";
        return beats >= options.Level ? null
            : beats <= 1 - options.Level ? Make(AdviceAction.Stop, _best.Mixture, $"{_best.Mixture}, the best mixture, is worse than {versus}.", $"A result at {Next()} that is better than the model without pretraining would change this advice.")
            : Make(AdviceAction.Undecided, _best.Mixture, $"{_best.Mixture} is not distinguishable from {versus}.", $"To settle this, add test items, seeds, or a checkpoint at {Next()}.");
    }

    private double ShareBeating(MeasuredPoint scratch) => ShareAbove(_draws, _best.DrawsOf(scratch, "scratch", group.Noise));

    private Advice Tie()
    {
        int second = Enumerable.Range(0, group.Members.Length).Where(index => index != group.Best).MaxBy(index => group.ProbabilityBest[index]);
        Candidate rival = group.Members[second];
        double[] differences = [.. group.Compared[group.Best].Zip(group.Compared[second], (mine, other) => mine - other)];
        (double low, double high) = Quantiles.Middle(differences, options.Level);
        return Make(AdviceAction.Undecided, null,
            $"{_best.Mixture} and {rival.Mixture} are not distinguishable {At}: the {Numerals.Percent(options.Level)} interval of {_best.Mixture} minus {rival.Mixture} is {Numerals.Interval(low, high)}, and {_best.Mixture} is the best with probability {Numerals.Odds(group.ProbabilityBest[group.Best] ?? 0)}. {Trends()}.{Shown()}",
            $"To settle this, add checkpoints of {_best.Mixture} and {rival.Mixture} at {Next()}, more seeds, or more test items: these measurements cannot detect a difference below {Numerals.Short((high - low) / 2)}.");
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
        Metric = _best.Score.Result.Metric,
        Task = _best.FirstRow.Task,
    };

    // The conclusions that do not depend on which of the two leads: which mixtures beat no pretraining, and which are worse.
    private string Shown()
    {
        string[] gaining = [.. group.Members.Where(member => member.Scratch is { } scratch && ShareAbove(group.Draws[group.Members.IndexOf(member)], member.DrawsOf(scratch, "scratch", group.Noise)) >= options.Level).Select(member => member.Mixture)];
        string[] behind = [.. group.Members.Where((_, index) => group.ProbabilityBest[index] <= (1 - options.Level) / group.Members.Length).Select(member => member.Mixture)];
        return (gaining.Length == 0 ? "" : $" {string.Join(", ", gaining)} significantly {(gaining.Length == 1 ? "beats" : "beat")} the model without pretraining.")
            + (behind.Length == 0 ? "" : $" {string.Join(", ", behind)} {(behind.Length == 1 ? "is" : "are")} significantly worse.");
    }

    private string SmallGain(double share, string source = "") => $"The probability that a further doubling gains less than {Numerals.Short(Worth(_best))}{source} is {Numerals.Odds(share)}";

    // The probability that a further doubling gains less than what matters.
    private double ShareOfSmallGains(Candidate member) => ShareOfSmallGains(member, 2 * member.Last.X);

    // The same probability up to the requested scale.
    private double ShareOfSmallGainsAhead(Candidate member) => ShareOfSmallGains(member, group.IsForecast ? Math.Max(group.Scale, 2 * member.Last.X) : 2 * member.Last.X);

    private double ShareOfSmallGains(Candidate member, double scale)
    {
        if (member.Forecaster is null)
        {
            return member.Trend is Trend.Improving ? 0 : 1;
        }

        double worth = Worth(member);
        return member.GainTo(scale, group.Noise).Average(gain => gain < worth ? 1.0 : 0);
    }

    private double Worth(Candidate member) => options.Worth ?? (WorthInErrors * member.Noise);

    // More pretraining pays if it gains a noticeable amount up to the requested scale or, if none was requested, by the next doubling.
    private double ShareThatPays()
    {
        if (_best.Forecaster is null)
        {
            return _best.Trend == Trend.Improving ? 1 : 0;
        }

        double ahead = group.IsForecast && group.Scale > _best.Last.X ? group.Scale : 2 * _best.Last.X;
        double least = NoticedInErrors * _best.Noise;
        return _best.GainTo(ahead, group.Noise).Average(gain => gain > least ? 1.0 : 0);
    }

    private string Ahead() => group.IsForecast && _best.CurveAt(group.Scale) is { } point
        ? $": {Numerals.Short(_best.Last.Y)} measured at {Numerals.Size(_best.Last.X)}, {Numerals.WithInterval(point.Value, point.Low, point.High)} forecast {At}"
        : "";

    private string Standing() => _best.Scratch is { } scratch ? $" The model without pretraining has {Numerals.Short(scratch.Y)}, and {_best.Mixture} has {Numerals.Short(_best.Last.Y)}." : "";

    private string Odds() => group.ProbabilityBest[group.Best] is { } odds ? $" with probability {Numerals.Odds(odds)}" : "";

    private string Trends() => group.Members.Length <= MostNamed
        ? string.Join(", ", group.Members.Select(member => $"{member.Mixture} is {Word(member.Trend)}"))
        : string.Join(", ", group.Members.GroupBy(member => member.Trend).OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Count()} of {group.Members.Length} mixtures {(kind.Count() == 1 ? "is" : "are")} {Word(kind.Key)}"));

    private string Next() => Numerals.Size(2 * _best.Last.X);

    // A measurement at the next doubling that contradicts the forecast: beyond the end of its interval.
    private string Worse() => Change(_best.HigherIsBetter);

    private string Better() => Change(!_best.HigherIsBetter);

    private string Change(bool below) => Beyond(below) is { } side
        ? $"{Metric} {side} for {_best.Mixture} at {Next()} would change this advice."
        : $"No measured {(_best.Score.Result.Metric is { Length: > 0 } metric ? MetricDisplayName.Of(metric) : "value")} for {_best.Mixture} at {Next()} would change this advice.";

    private string Metric => _best.Score.Result.Metric is { Length: > 0 } metric ? $"A measured {MetricDisplayName.Of(metric)}" : "A measured value";

    // What a measurement would have to be beyond; null where the metric has no such values.
    private string? Beyond(bool below)
    {
        string side = below ? "below" : "above";
        MetricTraits traits = MetricTraits.Of(_best.Score.Result.Metric);
        if (_best.CurveAt(2 * _best.Last.X) is { } end && (below ? end.Low <= traits.Minimum : traits.Maximum is { } most && (end.High >= most || Numerals.Short(end.High) == Numerals.Short(most))))
        {
            return null;
        }

        return _best.CurveAt(2 * _best.Last.X) is { } point ? $"{side} {Numerals.Short(below ? point.Low : point.High)}" : $"more than two standard errors {side} {Numerals.Short(_best.Last.Y)}";
    }

    private static string Word(Trend? trend) => trend?.ToString().ToLowerInvariant() ?? "too short to judge";

    private static double ShareAbove(double[] first, double[] second) => first.Zip(second, (mine, other) => mine > other ? 1.0 : 0.0).Average();
}
