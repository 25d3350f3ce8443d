using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>The options of <c>backtest --decide</c>.</summary>
internal sealed class DecideFlags
{
    private readonly Option<bool> _decide = new("--decide") { Description = "Backtest decisions instead of forecasts: rank recipes from the rows of --small and compare with the rows of --large." };
    private readonly Option<string?> _small = new("--small") { Description = "With --decide: an SQL condition for the rows that the ranking may use, such as \"parameters < 2e9\"." };
    private readonly Option<string?> _large = new("--large") { Description = "With --decide: an SQL condition for the held-out rows, such as \"parameters > 6e9\"." };
    private readonly Option<string?> _judgeBy = new("--judge-by") { Description = "With --decide: the task that recipes are judged by. Default: the mean over the tasks of the metric." };
    private readonly Option<string?> _recipe = new("--recipe") { Description = "With --decide: the column that names recipes. Default: pretraining_data, or the first of mixing rates, model and series with three recipes." };
    private readonly Option<string> _weighting = new("--tasks-weighting")
    {
        Description = "With --decide: weights of the other tasks: signal (by signal to noise), equal, or none.",
        DefaultValueFactory = _ => "signal",
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [_decide, _small, _large, _judgeBy, _recipe, _weighting];

    /// <summary>Whether decisions are asked for.</summary>
    /// <exception cref="ArgumentException">An option of decisions stands without --decide, or --decide without the two scales.</exception>
    public bool AreGiven(ParseResult parse)
    {
        bool isGiven = parse.GetValue(_decide);
        if (!isGiven && All.Skip(1).FirstOrDefault(option => IsGiven(parse, option)) is { } stray)
        {
            throw new ArgumentException($"{stray.Name} needs --decide.\nhint: add --decide, or leave {stray.Name} out.");
        }

        if (isGiven && new[] { _small, _large }.FirstOrDefault(option => string.IsNullOrWhiteSpace(parse.GetValue(option))) is { } missing)
        {
            throw new ArgumentException($"--decide needs {missing.Name}; expected a condition in SQL on the table's columns.\nhint: --small \"parameters < 2e9\" --large \"parameters > 6e9\"");
        }

        return isGiven;
    }

    /// <summary>The condition of the rows that may be known.</summary>
    public string Small(ParseResult parse) => parse.GetValue(_small)!;

    /// <summary>The condition of the rows that are held out.</summary>
    public string Large(ParseResult parse) => parse.GetValue(_large)!;

    /// <summary>The options for the library.</summary>
    public DecisionOptions Options(ParseResult parse, AnalysisOptions analysis, ImmutableArray<string> laws, bool areResamplesGiven)
    {
        DecisionOptions defaults = new();
        return defaults with
        {
            Metric = analysis.Metric,
            JudgeBy = parse.GetValue(_judgeBy),
            Recipe = parse.GetValue(_recipe),
            Weighting = WeightingOf(parse.GetValue(_weighting)!),
            Laws = laws,
            Level = analysis.Level,
            Resamples = areResamplesGiven ? analysis.Resamples : defaults.Resamples,
            Seed = analysis.Seed,
        };
    }

    private static TaskWeighting WeightingOf(string text) => text.ToLowerInvariant() switch
    {
        "signal" => TaskWeighting.Signal,
        "equal" => TaskWeighting.Equal,
        "none" => TaskWeighting.None,
        _ => throw new ArgumentException($"--tasks-weighting is \"{text}\"; expected signal, equal or none.\nhint: --tasks-weighting signal"),
    };

    private static bool IsGiven(ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };
}
