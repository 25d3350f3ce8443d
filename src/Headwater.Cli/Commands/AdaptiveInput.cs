using System.CommandLine;
using System.Globalization;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The options of <c>run</c> that stop a study once its decision is clear.</summary>
internal static class AdaptiveInput
{
    private const string Decided = "decided";
    private const double SecondsPerHour = 3600;

    public static Option<string?> Until()
    {
        Option<string?> until = new("--until") { Description = "decided, or decided=0.95: run the cheapest next runs first, and stop when one mixture is the best with that probability, or nothing that is left could change it." };
        until.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Threshold(text) is null)
            {
                result.AddError($"--until is \"{text}\"; expected {Decided}, or {Decided}=P with a probability P above 0.5 and below 1.");
            }
        });
        return until;
    }

    public static Option<string?> MaxCost()
    {
        Option<string?> cost = new("--max-cost") { Description = "With --until: the most to spend, in the currency of the study's price, or device-hours such as 3h." };
        cost.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Amount(text) is null)
            {
                result.AddError($"--max-cost is \"{text}\"; expected an amount such as 12.50, or device-hours such as 3h.");
            }
        });
        return cost;
    }

    /// <summary>How the study is to be decided; null where all of it is to be run.</summary>
    /// <exception cref="ArgumentException">An amount was given, and nothing says what a device costs.</exception>
    public static AdaptiveOptions? Of(StudySpec spec, string? until, string? maxCost)
    {
        if (until is null)
        {
            return maxCost is null ? null : throw new ArgumentException("--max-cost bounds a study that is run until it is decided. Add --until decided, or see the cost of all of it with headwater plan.");
        }

        return AdaptiveStudy.OptionsOf(spec) with { Threshold = Threshold(until)!.Value, MostSeconds = maxCost is null ? null : Seconds(spec, maxCost) };
    }

    private static double Seconds(StudySpec spec, string text)
    {
        double amount = Amount(text)!.Value;
        if (text.EndsWith('h'))
        {
            return amount * SecondsPerHour;
        }

        return spec.Price is { PerHour: > 0 } price
            ? amount / price.PerHour * SecondsPerHour
            : throw new ArgumentException($"--max-cost is {text}, and the study has no price. Add price: 2.50 to it, what a device costs an hour, or bound device-hours: --max-cost 3h.");
    }

    private static double? Threshold(string text) => text == Decided ? new AdaptiveOptions { Target = 1 }.Threshold
        : text.StartsWith(Decided + "=", StringComparison.Ordinal) && double.TryParse(text.AsSpan(Decided.Length + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value is > 0.5 and < 1 ? value : null;

    private static double? Amount(string text) =>
        double.TryParse(text.TrimEnd('h'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0 ? value : null;
}
