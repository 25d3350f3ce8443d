using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>Looks at a study's design before anything is paid for. A warning stops nothing.</summary>
public static class DesignCheck
{
    // The laws of one scale have three coefficients. As many points determine them, one more tests them, and with three more intervals need no widening.
    private const int Coefficients = 3;

    // A power law's exponent is told from its irreducible part by the bend, which takes about a decade to show; an octave shows nothing.
    private const double LeastSpan = 8;

    // Beyond ten times the largest scale forecasts warn, beyond a hundred times they are refused.
    private const double LongReach = 10;

    // The per-pair standard deviation of paired differences in BLEU: 9 to 36 in Headwater's own studies, the more the better the models are.
    private const double BleuDeviation = 22;

    // Standard errors by which a difference must lie off zero to be seen four times in five at the 5 % level.
    private const double Detectable = 2.8;

    // Mixtures that are worth comparing seldom differ by more.
    private const double UsualDifference = 2;

    /// <summary>All that is to be said of a study; of one with results, also what they show.</summary>
    public static ImmutableArray<DesignWarning> Of(StudyPlan plan, ImmutableArray<PairedComparison> comparisons = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        StudySpec spec = plan.Spec;
        IEnumerable<DesignWarning?> pretraining = spec.Pretraining is not { } section ? [] :
        [
            FewCheckpoints(plan), CloseScales(plan), LongForecast(plan), OneMixture(section), ShortCorpora(plan),
        ];
        IEnumerable<DesignWarning?> always = [NoScratch(spec), OneSeed(plan), OneSize(spec), UnseenPairs(plan), .. SmallTests(plan, comparisons.IsDefault ? [] : comparisons)];
        return [.. pretraining.Concat(always).OfType<DesignWarning>()];
    }

    private static DesignWarning? FewCheckpoints(StudyPlan plan)
    {
        int least = Scales(plan).Select(mixture => mixture.Length).DefaultIfEmpty().Min();
        return least switch
        {
            > Coefficients + 2 => null,
            > Coefficients => new DesignWarning("few-checkpoints",
                Invariant($"pretraining has {least} checkpoints a mixture: a law with {Coefficients} coefficients can be fitted, but with fewer than {Coefficients + 3} its intervals are widened by the spread between laws."),
                Invariant($"Add token counts under pretraining.tokens: smaller ones cost one more finetuning each.")),
            _ => new DesignWarning("few-checkpoints",
                Invariant($"pretraining has {least} {(least == 1 ? "checkpoint" : "checkpoints")} a mixture, and a law with {Coefficients} coefficients needs {Coefficients + 1} to be fitted and tested: there will be no forecast to trust."),
                Invariant($"Ask for {Coefficients + 3} token counts under pretraining.tokens, each about twice the one before: smaller ones cost one more finetuning each.")),
        };
    }

    private static DesignWarning? CloseScales(StudyPlan plan)
    {
        long[][] scales = [.. Scales(plan).Where(mixture => mixture.Length > 1)];
        if (scales.Length == 0)
            return null;
        double span = scales.Min(mixture => (double)mixture[^1] / mixture[0]);
        return span >= LeastSpan ? null : new DesignWarning("close-scales",
            Invariant($"the largest checkpoint has {span:0.#} times the tokens of the smallest: over so little a bending curve looks straight, and noise decides its slope."),
            Invariant($"Spread pretraining.tokens over a factor of {LeastSpan:0} or more, evenly in their logarithms."));
    }

    private static DesignWarning? LongForecast(StudyPlan plan)
    {
        double largest = Scales(plan).Select(mixture => (double)mixture[^1]).DefaultIfEmpty().Min();
        double asked = plan.Spec.Forecast?.At.DefaultIfEmpty().Max() ?? 0;
        return largest == 0 || asked <= LongReach * largest ? null : new DesignWarning("long-forecast",
            Invariant($"forecast.at asks for {ScaledNumber.Format(asked)} tokens, {asked / largest:0} times the largest checkpoint; beyond {LongReach:0} times a forecast warns, beyond 100 it is refused."),
            Invariant($"Pretrain to {ScaledNumber.Format(asked / LongReach)} tokens, or ask for less."));
    }

    private static DesignWarning? OneMixture(PretrainingSpec pretraining) => pretraining.Mixtures.Length > 1 ? null : new DesignWarning("one-mixture",
        "there is one mixture: the study can tell whether more of it pays, not which data to take.",
        "Add a mixture under pretraining.mixtures to compare it with.");

    // Cleaning and cutting take a little; what is short before them is short after them.
    private static DesignWarning? ShortCorpora(StudyPlan plan)
    {
        if (plan.Spec.Pretraining!.Repeat)
            return null;
        Dictionary<string, double> tokens = plan.Jobs.Where(job => job.Settings is CorpusSettings)
            .ToDictionary(job => job.Label, job => (double)job.DiskBytes / CorpusCost.BytesPerId(plan.VocabularyOrAsked), StringComparer.Ordinal);
        (string Mixture, string Corpus, double Asked, double Held)? worst = plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>()
            .SelectMany(run => run.Rates.Select(rate => (run.Mixture, Corpus: rate.Key, Asked: rate.Value * run.Checkpoints.Max(), Held: tokens.GetValueOrDefault(rate.Key, double.PositiveInfinity))))
            .Where(use => use.Asked > use.Held).OrderByDescending(use => use.Asked / use.Held).Select(use => ((string, string, double, double)?)use).FirstOrDefault();
        return worst is not { } use ? null : new DesignWarning("short-corpus",
            Invariant($"the mixture {use.Mixture} asks for {ScaledNumber.Format(Math.Round(use.Asked))} tokens of {use.Corpus}, which holds about {use.Held / 1e6:0.##}M by its bytes; the run will stop before training when it counts too few."),
            "Ask for fewer tokens, add text, or set repeat: true under pretraining.");
    }

    private static DesignWarning? NoScratch(StudySpec spec) => spec.Finetuning.FromScratch || spec.Pretraining is null ? null : new DesignWarning("no-baseline",
        "no model is finetuned without pretraining, so nothing tells what pretraining is worth.",
        "Set finetuning.from-scratch: true; it costs one finetuning a size.");

    private static DesignWarning? OneSeed(StudyPlan plan) => plan.Cells.GroupBy(cell => (cell.Model, cell.Mixture, cell.Tokens, cell.Task, cell.Examples)).Any(point => point.Count() > 1) ? null : new DesignWarning("one-seed",
        "every point is one run, so intervals cover test-set sampling only, not variation between seeds, which is often larger.",
        "Give the study seeds: [1, 2]: each trains everything once more.");

    private static DesignWarning? OneSize(StudySpec spec) => spec.Finetuning.Examples.Length > 1 ? null : new DesignWarning("one-size",
        "there is one finetuning size, so the study cannot tell what pretraining is worth in finetuning data, nor whether its worth fades with more of it.",
        "Add a smaller size under finetuning.examples.");

    private static DesignWarning? UnseenPairs(StudyPlan plan)
    {
        FinetuningSettings? worst = plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().Where(run => run.BatchTokens is null)
            .Where(run => (run.Examples ?? run.Task.Train.Count) > (long)run.Steps * run.Batch).MaxBy(run => run.Examples ?? run.Task.Train.Count);
        return worst is null ? null : new DesignWarning("unseen-pairs",
            Invariant($"finetuning on {worst.Examples ?? worst.Task.Train.Count} pairs takes {worst.Steps} steps of {worst.Batch}, which is {(long)worst.Steps * worst.Batch} pairs: the rest is never seen, and larger sizes look alike."),
            Invariant($"Raise finetuning.steps to {((worst.Examples ?? worst.Task.Train.Count) + worst.Batch - 1) / worst.Batch} or more, or lower the size."));
    }

    private static IEnumerable<DesignWarning> SmallTests(StudyPlan plan, ImmutableArray<PairedComparison> comparisons)
    {
        foreach (TaskSettings task in plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().Select(run => run.Task).DistinctBy(task => task.Name))
        {
            PairedComparison[] seen = [.. comparisons.Where(pair => pair.Task == task.Name && pair.StandardError is > 0)];
            if ((seen.Length == 0 ? ByItsSize(task) : ByResults(task, seen)) is { } warning)
                yield return warning;
        }
    }

    private static DesignWarning? ByItsSize(TaskSettings task)
    {
        double detectable = Detectable * BleuDeviation / Math.Sqrt(task.Test.Count);
        return detectable <= UsualDifference || task.Answers is not null ? null : new DesignWarning("small-test",
            Invariant($"the test set of {task.Name} has {task.Test.Count} pairs: differences between mixtures below about {detectable:0.#} BLEU will mostly not be seen (four times in five at the 5 % level, by a per-pair deviation of {BleuDeviation:0})."),
            Invariant($"Test on {Math.Ceiling(Math.Pow(Detectable * BleuDeviation / UsualDifference, 2) / 100) * 100:0} pairs to see {UsualDifference:0} BLEU."));
    }

    // What cannot be told apart, at its best, is what the decision is between. Where two are all but equal, a hundred times the pairs are named, which says enough.
    private static DesignWarning? ByResults(TaskSettings task, PairedComparison[] seen)
    {
        PairedComparison[] mixtures = [.. seen.Where(pair => pair.Second != StudyPlan.Scratch && Math.Abs(pair.Difference) < Detectable * pair.StandardError)];
        if (mixtures.Length == 0)
            return null;
        PairedComparison closest = mixtures.MaxBy(pair => Math.Min(pair.FirstScore, pair.SecondScore))!;
        double detectable = Detectable * closest.StandardError!.Value;
        double needed = task.Test.Count * Math.Pow(detectable / Math.Max(Math.Abs(closest.Difference), detectable / 10), 2);
        return new DesignWarning("small-test",
            Invariant($"{closest.First} and {closest.Second} differ by {Math.Abs(closest.Difference):0.###} in {closest.Metric} on {closest.FinetuningExamples} pairs of {task.Name}, and with {task.Test.Count} test pairs differences below {detectable:0.###} are mostly not seen."),
            Invariant($"About {Math.Ceiling(needed / 100) * 100:0} test pairs would show such a difference; or call the two equal."));
    }

    // Of each mixture, its checkpoints in order.
    private static IEnumerable<long[]> Scales(StudyPlan plan) => plan.Cells.Where(cell => cell.Mixture != StudyPlan.Scratch)
        .GroupBy(cell => (cell.Model, cell.Mixture)).Select(mixture => mixture.Select(cell => cell.Tokens).Distinct().Order().ToArray());

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
