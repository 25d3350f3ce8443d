using System.CommandLine;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>On which of the smaller scales a backtest fits.</summary>
internal sealed class BacktestFlags
{
    private readonly Option<int?> _fitOn = new("--fit-on") { Description = "How many of the smallest scales a backtest fits; the others are forecast." };

    private readonly Option<double?> _fitBelow = new("--fit-below") { Description = "Fit each series up to this share of its largest scale, or, for a law in several scales, of its largest compute (else the product of the scales), and forecast the rest. Default: 0.125." };
    private readonly Option<int?> _leastPoints = new("--min-points") { Description = "How many distinct scales a series must have for --fit-below. Default: 6." };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_fitBelow, _leastPoints, _fitOn];

    /// <summary>The options of an analysis with the number of scales that the command line fits on.</summary>
    public AnalysisOptions Over(AnalysisOptions options, ParseResult parse) => options with { FitOn = parse.IsGiven(_fitOn) ? parse.GetValue(_fitOn) : options.FitOn };

    /// <summary>Whether forecasts are to be checked on the smallest scales by number, as the command line or else the study says, and not below a share of the largest.</summary>
    public bool FitsOnSmallest(ParseResult parse, AnalysisOptions options) =>
        parse.IsGiven(_fitOn) && parse.IsGiven(_fitBelow) ? throw new ArgumentException("--fit-on and --fit-below say the same thing in two ways; expected one of them.")
        : parse.IsGiven(_fitOn) || (!parse.IsGiven(_fitBelow) && options.FitOn is not null);

    /// <summary>The options of a backtest with its cut.</summary>
    public BacktestOptions Over(BacktestOptions options, ParseResult parse)
    {
        int leastPoints = parse.GetValue(_leastPoints) ?? options.LeastPoints;
        return options with
        {
            FitBelow = parse.GetValue(_fitBelow) ?? options.FitBelow,
            LeastPoints = leastPoints,
            LeastFitted = Math.Min(options.LeastFitted, leastPoints - 1),
        };
    }
}
