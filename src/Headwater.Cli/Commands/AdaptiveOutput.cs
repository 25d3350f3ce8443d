using System.Globalization;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>Runs a study until it is decided, and tells each judgement and what was saved on standard error.</summary>
internal static class AdaptiveOutput
{
    public static StudyResult Run(
        Terminal terminal, StudySpec spec, StudyFolder folder, string device, RunOptions options, AdaptiveOptions adaptive, StudyDisplay display, CancellationToken token)
    {
        AdaptiveResult result = AdaptiveStudy.Run(spec, folder, device, options, adaptive, display, step => Tell(display, step), token);
        display.Finish();
        if (result.Result.Succeeded)
        {
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"headwater: saved an estimated {100 * AdaptiveResult.Saved(result.Flops, result.FullFlops):0}% of the study's FLOPs and {100 * AdaptiveResult.Saved(result.Seconds, result.FullSeconds):0}% of its time; {result.Skipped.Length} jobs were skipped or cut short: {folder.AdaptiveFile}"));
        }

        return result.Result;
    }

    private static void Tell(StudyDisplay display, AdaptiveStep step)
    {
        string so = step.Leader is null ? "" : $"{step.Leader} is the best so far with probability {Readable.Probability(step.Probability ?? 0)}; ";
        string what = step.End switch
        {
            null => $"next, {step.Reason}",
            AdaptiveEnd.Decided => $"decided: {step.Reason}",
            AdaptiveEnd.Complete => "not decided, although everything is measured",
            _ => $"stopped: {step.Reason}",
        };
        display.Tell($"{so}{what}.");
    }
}
