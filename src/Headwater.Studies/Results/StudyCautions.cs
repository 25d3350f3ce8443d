using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Studies;

/// <summary>What the runs of a study, taken together, say against its settings.</summary>
internal static class StudyCautions
{
    // Between two validations a loss that falls by less is as good as settled.
    private const double StillFalling = 0.01;

    public static ImmutableArray<string> Of(ImmutableArray<RunSummary> runs)
    {
        double[] falls = [.. runs.Where(run => run.Result is FinetuningResult).Select(FallAtTheEnd).OfType<double>()];
        double[] cut = [.. falls.Where(fall => fall > StillFalling).Order()];
        return cut.Length * 2 <= falls.Length ? [] : [string.Create(CultureInfo.InvariantCulture,
            $"Finetuning was cut short: in {cut.Length} of {falls.Length} runs the validation loss was still falling at the last step, by {100 * cut[cut.Length / 2]:0.#} % since the validation before (median). Scores this early tell more about the first steps of finetuning than about pretraining. Raise finetuning.steps.")];
    }

    // The share of the loss that the last validation took off the one before; null where there were not two.
    private static double? FallAtTheEnd(RunSummary run)
    {
        double[] losses = [.. run.Curve.Select(line => line.ValidationLoss).OfType<double>()];
        return losses.Length < 2 ? null : 1 - (losses[^1] / losses[^2]);
    }
}
