using System.CommandLine;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>Where series are forecast, and what a gain has to be worth.</summary>
internal sealed class ForecastFlags
{
    private readonly Option<string[]> _at = new("--at")
    {
        Description = "Scales to forecast at: 100B, or pretraining_tokens=100B,parameters=3B for a law in two scales.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _allowExtrapolation = new("--allow-extrapolation") { Description = "Forecast beyond 100 times the largest scale measured." };
    private readonly Option<bool> _allowAtChance = new("--allow-at-chance") { Description = "Also forecast series that are not distinguishable from chance." };
    private readonly Option<double?> _target = new("--target") { Description = "Target score: reports the pretraining tokens that each mixture needs to reach it, and the probability that it never does." };
    private readonly Option<double?> _worth = new("--worth") { Description = "The smallest gain per doubling that is worth paying for, in the metric's unit. Default: two standard errors of a measurement." };

    /// <summary>The options of forecasts.</summary>
    public IEnumerable<Option> Forecasts => [_at, _allowExtrapolation, _allowAtChance];

    /// <summary>The options of advice.</summary>
    public IEnumerable<Option> Advice => [_target, _worth];

    /// <summary>The options that allow what is refused otherwise.</summary>
    public IEnumerable<Option> Allowances => [_allowExtrapolation, _allowAtChance];

    /// <summary>The options of an analysis with what the command line says of forecasts and advice.</summary>
    public AnalysisOptions Over(AnalysisOptions options, ParseResult parse)
    {
        ForecastScales? at = parse.IsGiven(_at) ? ForecastScales.Of(parse.GetValue(_at) ?? [], options.Scale) : null;
        return options with
        {
            At = at?.Bare ?? options.At,
            AtPlaces = at?.Places ?? options.AtPlaces,
            Target = parse.IsGiven(_target) ? parse.GetValue(_target) : options.Target,
            Worth = parse.GetValue(_worth),
            AllowAtChance = parse.GetValue(_allowAtChance),
            AllowExtrapolation = parse.IsGiven(_allowExtrapolation) ? parse.GetValue(_allowExtrapolation) : options.AllowExtrapolation,
        };
    }
}
