using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>What the runs of a study, taken together, say against its settings.</summary>
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
            $"Finetuning was cut short: {improving.Length} of {courses.Length} finetunings were still improving ({metrics}) at their last step. What they would have reached is not in the table. Raise finetuning.max-steps, or steps where the length is fixed.");
    }

    private static string? ByTheirCurves(RunSummary[] finetunings)
    {
        double[] falls = [.. finetunings.Select(FallAtTheEnd).OfType<double>()];
        double[] cut = [.. falls.Where(fall => fall > StillFalling).Order()];
        return cut.Length * 2 <= falls.Length ? null : string.Create(CultureInfo.InvariantCulture,
            $"Finetuning was cut short: in {cut.Length} of {falls.Length} runs the validation loss was still falling at the last step, by {100 * cut[cut.Length / 2]:0.#} % since the validation before (median). Scores this early tell more about the first steps of finetuning than about pretraining. Raise finetuning.steps.");
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
            $"Of the outputs on the test set, in the median run, {string.Join(", ", many.Select(fault => string.Create(CultureInfo.InvariantCulture, $"{100 * fault.Share:0}% {fault.What}")))}: a low score says that first, and only then how well the models translate.");
    }

    private static double Median(OutputCounts[] all, Func<OutputCounts, double> share) => all.Length == 0 ? 0 : all.Select(share).Order().ElementAt(all.Length / 2);

    // The share of the loss that the last validation took off the one before; null where there were not two.
    private static double? FallAtTheEnd(RunSummary run)
    {
        double[] losses = [.. run.Curve.Select(line => line.ValidationLoss).OfType<double>()];
        return losses.Length < 2 ? null : 1 - (losses[^1] / losses[^2]);
    }
}
