using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>Warnings about a study's settings, from all of its runs together.</summary>
internal static class StudyCautions
{
    // Of runs that do not tell by themselves: between two validations a loss that falls by less is as good as settled.
    private const double StillFalling = 0.01;

    // More outputs than these that end nowhere, say nothing or repeat themselves, and BLEU measures that first.
    private const double ManyOutputs = 0.1;

    public static ImmutableArray<string> Of(ImmutableArray<RunSummary> runs)
    {
        RunSummary[] finetunings = [.. runs.Where(run => run.Result is FinetuningResult)];
        return [.. new[] { CutShort(finetunings), Outputs(finetunings) }.OfType<string>()];
    }

    private static string? CutShort(RunSummary[] finetunings)
    {
        FinetuningCourse[] courses = [.. finetunings.Select(run => ((FinetuningResult)run.Result!).Course).OfType<FinetuningCourse>()];
        if (courses.Length == 0)
            return ByTheirCurves(finetunings);
        FinetuningCourse[] improving = [.. courses.Where(course => course.StillImproving().Any())];
        if (improving.Length == 0)
            return null;
        string metrics = string.Join(", ", improving.SelectMany(course => course.StillImproving()).Distinct().Order(StringComparer.Ordinal));
        return string.Create(CultureInfo.InvariantCulture,
            $"Finetuning was cut short: {improving.Length} of {courses.Length} finetunings were still improving ({metrics}) at their last step, so their final scores are underestimated. Raise finetuning.max-steps (or steps).");
    }

    private static string? ByTheirCurves(RunSummary[] finetunings)
    {
        double[] falls = [.. finetunings.Select(FallAtTheEnd).OfType<double>()];
        double[] cut = [.. falls.Where(fall => fall > StillFalling).Order()];
        return cut.Length * 2 <= falls.Length ? null : string.Create(CultureInfo.InvariantCulture,
            $"Finetuning was cut short: in {cut.Length} of {falls.Length} runs the validation loss was still falling at the last step, by {100 * cut[cut.Length / 2]:0.#}% since the previous validation (median). Such early scores reflect the first finetuning steps more than pretraining. Raise finetuning.steps.");
    }

    private static string? Outputs(RunSummary[] finetunings)
    {
        OutputCounts[] all = [.. finetunings.Select(run => ((FinetuningResult)run.Result!).Outputs).OfType<OutputCounts>()];
        (string What, double Share)[] faults =
        [
            ("ran to the length limit", Median(all, counts => counts.CutShare)), ("repeat themselves", Median(all, counts => counts.RepeatingShare)), ("are empty", Median(all, counts => counts.EmptyShare)),
        ];
        (string What, double Share)[] many = [.. faults.Where(fault => fault.Share > ManyOutputs)];
        return many.Length == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"In the median run, of the outputs on the test set, {string.Join(", ", many.Select(fault => string.Create(CultureInfo.InvariantCulture, $"{100 * fault.Share:0}% {fault.What}")))}. Low scores may reflect these outputs rather than translation quality.");
    }

    private static double Median(OutputCounts[] all, Func<OutputCounts, double> share) => all.Length == 0 ? 0 : all.Select(share).Order().ElementAt(all.Length / 2);

    // The share of the loss that the last validation took off the one before; null where there were not two.
    private static double? FallAtTheEnd(RunSummary run)
    {
        double[] losses = [.. run.Curve.Select(line => line.ValidationLoss).OfType<double>()];
        return losses.Length < 2 ? null : 1 - (losses[^1] / losses[^2]);
    }
}
