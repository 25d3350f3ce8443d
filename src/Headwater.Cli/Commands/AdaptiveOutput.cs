using System.Globalization;
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
                $"headwater: spared {100 * AdaptiveResult.Saved(result.Flops, result.FullFlops):0} % of the study's FLOPs and {100 * AdaptiveResult.Saved(result.Seconds, result.FullSeconds):0} % of its time, as estimated; {result.Skipped.Length} jobs were not run or cut short: {folder.AdaptiveFile}"));
        }

        return result.Result;
    }

    private static void Tell(StudyDisplay display, AdaptiveStep step)
    {
        string so = step.Leader is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{step.Leader} is the best so far with probability {step.Probability:0.00}; ");
        string what = step.End switch
        {
            null => $"next, {step.Reason}",
            AdaptiveEnd.Decided => $"decided: {step.Reason}",
            AdaptiveEnd.Complete => "not decided, and everything is measured",
            _ => $"stopped: {step.Reason}",
        };
        display.Tell($"{so}{what}.");
    }
}
