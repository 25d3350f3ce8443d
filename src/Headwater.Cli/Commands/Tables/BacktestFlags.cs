using System.CommandLine;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>On which of the smaller scales a backtest fits.</summary>
internal sealed class BacktestFlags
{
    private readonly Option<int?> _fitOn = new("--fit-on") { Description = "Number of the smallest scales of each series to fit; the others are forecast." };

    private readonly Option<double?> _fitBelow = new("--fit-below") { Description = "Fit each series up to this share of its largest scale and forecast the rest. Default: 0.125. For a law in several scales, the share is of the largest compute, or else of the product of the scales." };
    private readonly Option<int?> _leastPoints = new("--min-points") { Description = "Minimum number of distinct scales per series for --fit-below. Default: 6." };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_fitBelow, _leastPoints, _fitOn];

    /// <summary>The options of an analysis with the number of scales that the command line fits on.</summary>
    public AnalysisOptions Over(AnalysisOptions options, ParseResult parse) => options with { FitOn = parse.IsGiven(_fitOn) ? parse.GetValue(_fitOn) : options.FitOn };

    /// <summary>Whether forecasts are to be checked on the smallest scales by number, as the command line or else the study says, and not below a share of the largest.</summary>
    public bool FitsOnSmallest(ParseResult parse, AnalysisOptions options) =>
        parse.IsGiven(_fitOn) && parse.IsGiven(_fitBelow) ? throw new ArgumentException("--fit-on and --fit-below were given together; expected one of them.\nhint: leave out one of them.")
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
