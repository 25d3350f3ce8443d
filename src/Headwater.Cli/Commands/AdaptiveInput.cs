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
        Option<string?> until = new("--until") { Description = "Stop early: decided, or decided=0.95. Runs the cheapest informative runs first, and stops when one mixture is the best with that probability, or when no remaining run could change the choice." };
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

    /// <summary>When the study stops early; null to run all of it.</summary>
    /// <exception cref="ArgumentException">An amount was given, but the study has no price per device-hour.</exception>
    public static AdaptiveOptions? Of(StudySpec spec, string? until, string? maxCost)
    {
        if (until is null)
        {
            return maxCost is null ? null : throw new ArgumentException("--max-cost was given without --until decided; expected both.\nhint: add --until decided, or estimate the cost of the whole study with headwater plan.");
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
            : throw new ArgumentException($"--max-cost is {text}, but the study has no price per device-hour.\nhint: add price: 2.50 to the study, or limit device-hours with --max-cost 3h.");
    }

    private static double? Threshold(string text) => text == Decided ? new AdaptiveOptions { Target = 1 }.Threshold
        : text.StartsWith(Decided + "=", StringComparison.Ordinal) && double.TryParse(text.AsSpan(Decided.Length + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value is > 0.5 and < 1 ? value : null;

    private static double? Amount(string text) =>
        double.TryParse(text.TrimEnd('h'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0 ? value : null;
}
