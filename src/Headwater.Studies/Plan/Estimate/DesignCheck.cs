using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

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

    // Standard errors by which a difference must lie off zero to be seen four times in five at the 5% level.
    private const double Detectable = 2.8;

    // A parabola through the sizes of one budget has three coefficients.
    private const int SizesOfAMinimum = 3;

    // Mixtures that are worth comparing seldom differ by more.
    private const double UsualDifference = 2;

    /// <summary>All that is to be said of a study; of one with results, also what they show.</summary>
    public static ImmutableArray<DesignWarning> Of(StudyPlan plan, ImmutableArray<PairedComparison> comparisons = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        StudySpec spec = plan.Spec;
        IEnumerable<DesignWarning?> pretraining = spec.Pretraining is not { } section ? [] :
        [
            .. section.Sweep is { } sweep ? [FewScales(plan), FewRates(sweep)] : IsSliced(spec) ? (DesignWarning?[])[FewSizes(spec)] : [FewCheckpoints(plan), CloseScales(plan)],
            LongForecast(plan), IsSliced(spec) || section.Sweep is not null ? null : OneMixture(section), ShortCorpora(plan),
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
                Invariant($"pretraining has {least} checkpoints per mixture. A law with {Coefficients} coefficients can be fitted, but with fewer than {Coefficients + 3} checkpoints its intervals are widened by the spread between laws."),
                Invariant($"Add token counts under pretraining.tokens. Smaller checkpoints cost one more {Run(plan)} each.")),
            _ => new DesignWarning("few-checkpoints",
                Invariant($"pretraining has {least} {(least == 1 ? "checkpoint" : "checkpoints")} per mixture. A law with {Coefficients} coefficients needs {Coefficients + 1} checkpoints to be fitted and tested, so no forecast will be reliable."),
                Invariant($"List {Coefficients + 3} token counts under pretraining.tokens, each about twice the previous one. Smaller checkpoints cost one more {Run(plan)} each.")),
        };
    }

    private static string Run(StudyPlan plan) => plan.Spec.Evaluation is null ? "finetuning" : "evaluation";

    private static DesignWarning? CloseScales(StudyPlan plan)
    {
        long[][] scales = [.. Scales(plan).Where(mixture => mixture.Length > 1)];
        if (scales.Length == 0)
            return null;
        double span = scales.Min(mixture => (double)mixture[^1] / mixture[0]);
        return span >= LeastSpan ? null : new DesignWarning("close-scales",
            Invariant($"the largest checkpoint has {span:0.#} times the tokens of the smallest. Over such a short range a curve looks straight, and noise determines its slope."),
            Invariant($"Spread pretraining.tokens over a factor of {LeastSpan:0} or more, evenly in their logarithms."));
    }

    // Runs of equal compute: what they tell is the best size, not the course of one model over tokens.
    private static bool IsSliced(StudySpec spec) => spec.Pretraining?.Scale is { Compute.IsEmpty: false };

    private static DesignWarning? FewSizes(StudySpec spec) => spec.Models.Length >= SizesOfAMinimum ? null : new DesignWarning("few-sizes",
        Invariant($"pretraining.compute has {spec.Models.Length} models for each budget. The best size of a budget is the minimum of a curve, which takes {SizesOfAMinimum} sizes or more."),
        "Add smaller and larger models under models, so that the best size lies between them.");

    // A power law has two coefficients, and one point more tests it.
    private static DesignWarning? FewScales(StudyPlan plan)
    {
        int scales = plan.Cells.Select(cell => (cell.Model, cell.Tokens)).Distinct().Count();
        return scales > 2 ? null : new DesignWarning("few-scales",
            Invariant($"the best rate and batch are found at {scales} {(scales == 1 ? "scale" : "scales")}. A power law of compute needs 3 to be tested."),
            "Add budgets under pretraining.compute, token counts, or models.");
    }

    private static DesignWarning? FewRates(SweepSpec sweep) => sweep.Rates.Length is 1 or > 2 ? null : new DesignWarning("few-rates",
        "pretraining.learning-rate has 2 rates, so the better one is the smallest or the largest that was tried.",
        "List 3 rates or more, each two to three times the one before, so that the best one lies between.");

    private static DesignWarning? LongForecast(StudyPlan plan)
    {
        double largest = Scales(plan).Select(mixture => (double)mixture[^1]).DefaultIfEmpty().Min();
        double asked = plan.Spec.Forecast?.At.DefaultIfEmpty().Max() ?? 0;
        return largest == 0 || asked <= LongReach * largest ? null : new DesignWarning("long-forecast",
            Invariant($"forecast.at asks for {NumberText.Format(asked)} tokens, {asked / largest:0} times the largest checkpoint. A forecast beyond {LongReach:0} times comes with a warning, and beyond 100 times it is refused."),
            Invariant($"Pretrain to {NumberText.Format(asked / LongReach)} tokens, or lower forecast.at."));
    }

    private static DesignWarning? OneMixture(PretrainingSpec pretraining) => pretraining.Mixtures.Length > 1 ? null : new DesignWarning("one-mixture",
        "there is only one mixture, so the study can show whether more pretraining helps, but not which data to choose.",
        "Add a mixture under pretraining.mixtures to compare it with.");

    // Cleaning and cutting take a little; what is short before them is short after them.
    private static DesignWarning? ShortCorpora(StudyPlan plan)
    {
        if (plan.Spec.Pretraining!.Repeat)
            return null;
        Dictionary<string, double> tokens = plan.Jobs.Where(job => job.Settings is CorpusSettings)
            .ToDictionary(job => job.Label, job => (double)job.DiskBytes / CorpusCost.BytesPerId(plan.VocabularyOrAsked), StringComparer.Ordinal);
        (string Mixture, string Corpus, double Asked, double Held, string Key)? worst = plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>().Where(run => !TrunkPlan.IsTrunk(run))
            .SelectMany(run => new[] { (Key: plan.Spec.Pretraining!.Scale?.Key ?? "pretraining.tokens", Tokens: run.Checkpoints.Max()) }
                .Concat((plan.Spec.Verify?.ScalesOf(run.Mixture, plan.Spec) ?? []).Select(at => (Key: plan.Spec.Verify!.ScaleKey, Tokens: at)))
                .SelectMany(asked => run.Rates.Select(rate => (run.Mixture, Corpus: rate.Key, Asked: rate.Value * asked.Tokens, Held: tokens.GetValueOrDefault(rate.Key, double.PositiveInfinity), asked.Key))))
            .Where(use => use.Asked > use.Held).OrderByDescending(use => use.Asked / use.Held).Select(use => ((string, string, double, double, string)?)use).FirstOrDefault();
        return worst is not { } use ? null : new DesignWarning("short-corpus",
            Invariant($"the mixture {use.Mixture} asks for {NumberText.Format(Math.Round(use.Asked))} tokens of {use.Corpus}, which has about {use.Held / 1e6:0.##}M judging by its bytes; the run will stop before training if the token count confirms this."),
            Invariant($"Lower {use.Key}, add text, or set repeat: true under pretraining."));
    }

    private static DesignWarning? NoScratch(StudySpec spec) => spec.Finetuning.FromScratch || spec.Pretraining is null || spec.Evaluation is not null ? null : new DesignWarning("no-baseline",
        "no model is finetuned without pretraining, so the benefit of pretraining cannot be measured.",
        "Set finetuning.from-scratch: true. It costs one finetuning per size.");

    private static DesignWarning? OneSeed(StudyPlan plan) => plan.Cells.GroupBy(cell => (cell.Model, cell.Mixture, cell.Tokens, cell.Task, cell.Examples, cell.Shots, cell.Sweep)).Any(point => point.Count() > 1) ? null : new DesignWarning("one-seed",
        "every point is one run, so intervals cover test-set sampling only, not variation between seeds, which is often larger.",
        "Use seeds: [1, 2]. Each seed repeats all training.");

    private static DesignWarning? OneSize(StudySpec spec) => spec.Finetuning.Examples.Length > 1 || spec.Evaluation is not null ? null : new DesignWarning("one-size",
        "there is only one finetuning size, so the study cannot show how much finetuning data the pretraining replaces, or whether its benefit decreases with more data.",
        "Add a smaller size under finetuning.examples.");

    private static DesignWarning? UnseenPairs(StudyPlan plan)
    {
        FinetuningSettings? worst = plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().Where(run => run.BatchTokens is null && run.Trainer is null)
            .Where(run => (run.Examples ?? run.Task.Train.Count) > (long)run.Steps * run.Batch).MaxBy(run => run.Examples ?? run.Task.Train.Count);
        return worst is null ? null : new DesignWarning("unseen-pairs",
            Invariant($"finetuning on {worst.Examples ?? worst.Task.Train.Count} pairs takes {worst.Steps} steps of {worst.Batch}, which is {(long)worst.Steps * worst.Batch} pairs; the other pairs are never seen, so larger sizes give the same result."),
            Invariant($"Raise finetuning.steps to {((worst.Examples ?? worst.Task.Train.Count) + worst.Batch - 1) / worst.Batch} or more, or lower the size."));
    }

    private static IEnumerable<DesignWarning> SmallTests(StudyPlan plan, ImmutableArray<PairedComparison> comparisons)
    {
        foreach (TaskSettings task in plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().Where(run => run.Trainer is null).Select(run => run.Task).DistinctBy(task => task.Name))
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
            Invariant($"the test set of {task.Name} has {task.Test.Count} pairs: differences between mixtures below about {detectable:0.#} BLEU will mostly not be detected (80% power at the 5% level, with a per-pair standard deviation of {BleuDeviation:0} BLEU)."),
            Invariant($"Test on {Math.Ceiling(Math.Pow(Detectable * BleuDeviation / UsualDifference, 2) / 100) * 100:0} pairs to detect {UsualDifference:0} BLEU."));
    }

    // The decision is between the best mixtures that are not distinguishable. If two are almost equal, the number of pairs is capped at a hundred times.
    private static DesignWarning? ByResults(TaskSettings task, PairedComparison[] seen)
    {
        PairedComparison[] mixtures = [.. seen.Where(pair => pair.Second != StudyPlan.Scratch && Math.Abs(pair.Difference) < Detectable * pair.StandardError)];
        if (mixtures.Length == 0)
            return null;
        PairedComparison closest = mixtures.MaxBy(pair => Math.Min(pair.FirstScore, pair.SecondScore))!;
        double detectable = Detectable * closest.StandardError!.Value;
        double needed = task.Test.Count * Math.Pow(detectable / Math.Max(Math.Abs(closest.Difference), detectable / 10), 2);
        return new DesignWarning("small-test",
            Invariant($"{closest.First} and {closest.Second} differ by {Math.Abs(closest.Difference):0.###} in {MetricDisplayName.Of(closest.Metric)} on {closest.FinetuningExamples} pairs of {task.Name}, and with {task.Test.Count} test pairs, differences below {detectable:0.###} are mostly not detected."),
            Invariant($"Use about {Math.Ceiling(needed / 100) * 100:0} test pairs to detect this difference, or treat the two as equal."));
    }

    // Of each mixture, its checkpoints in order.
    private static IEnumerable<long[]> Scales(StudyPlan plan) => plan.Cells.Where(cell => cell.Mixture != StudyPlan.Scratch)
        .GroupBy(cell => (cell.Model, cell.Mixture)).Select(mixture => mixture.Select(cell => cell.Tokens).Distinct().Order().ToArray());

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Why a study as it stands cannot answer its question well, and what would change that.</summary>
/// <param name="Name">A short name for programs: <c>few-checkpoints</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record DesignWarning(string Name, string Message, string Remedy);
