using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>How series are fitted: by which law, over which scale, by what loss and with which intervals.</summary>
internal sealed class FitFlags
{
    private static readonly AnalysisOptions Defaults = new();

    private readonly Option<string?> _metric = new("--metric") { Description = "The metric to analyse. Default: all metrics; the advice uses the first score and names it." };
    private readonly Option<string?> _law = new("--law") { Description = "A named law, an equation, or auto. Default: auto for forecasts and advice; for fits, bleu-log for scores and power for losses." };
    private readonly Option<string> _scale = new("--x") { Description = "The column to use as the scale.", DefaultValueFactory = _ => Defaults.Scale };
    private readonly Option<string> _loss = new("--loss") { Description = "The loss that a fit minimises: huber; gaussian (uses stderr); binomial (for accuracies above chance, uses items); or auto: gaussian if every row has a stderr, otherwise huber.", DefaultValueFactory = _ => OptionWords.Auto };
    private readonly Option<string?> _floor = new("--floor") { Description = "Floor of a bounded score: chance (value = chance + (ceiling - chance) * law, using the column chance) or none. Default: chance with --loss binomial, otherwise none." };
    private readonly Option<string?> _through = new("--through") { Description = "Forecast scores in two steps, through a loss or probability of the same models (METRIC or METRIC:TASK): --law (default power) forecasts it over the scale, and --score-law predicts the score from it." };
    private readonly Option<string?> _scoreLaw = new("--score-law") { Description = "With --through: the law that predicts the score from the loss L, by name or as an equation. Default: loss-to-score." };
    private readonly Option<string> _intervals = new("--intervals") { Description = "Method for intervals: profile (likelihood ratio), bootstrap (over runs, seeds or points), or auto.", DefaultValueFactory = _ => OptionWords.Auto };
    private readonly Option<string> _scaleWeight = new("--scale-weight") { Description = "Weight of large scales: each point is weighted by (scale / largest)^WEIGHT. 0 weights all equally; auto chooses the weight from the points.", DefaultValueFactory = _ => "0" };
    private readonly Option<double> _level = new("--level") { Description = "Level of the intervals: the share of measurements that they should contain.", DefaultValueFactory = _ => Defaults.Level };
    private readonly Option<int> _resamples = new("--resamples") { Description = "Bootstrap draws for each series.", DefaultValueFactory = _ => Defaults.Resamples };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Random seed." };

    /// <summary>The options of every fit.</summary>
    public IEnumerable<Option> All => [_metric, _law, _scale, _loss, _floor, _scaleWeight, _intervals, _level, _resamples, _seed];

    /// <summary>The options of scores that are forecast through a loss.</summary>
    public IEnumerable<Option> TwoSteps => [_through, _scoreLaw];

    /// <summary>The options that choose the way of fitting, and not what is looked at.</summary>
    public IEnumerable<Option> Ways => [_scale, _loss, _floor, _through, _scoreLaw, _scaleWeight, _intervals, _level, _resamples, _seed];

    /// <summary>Whether auto was named as the law.</summary>
    public bool NamesAuto(ParseResult parse) => IsAuto(parse.GetValue(_law));

    /// <summary>The laws that were named, apart from auto.</summary>
    public ImmutableArray<string> Laws(ParseResult parse) => LawsOf(parse.GetValue(_law));

    /// <summary>The scale that was named; <c>null</c> where none was.</summary>
    public string? GivenScale(ParseResult parse) => parse.IsGiven(_scale) ? Scale(parse) : null;

    /// <summary>The scale by the column's own name.</summary>
    public string Scale(ParseResult parse) => TableColumns.Find(parse.GetValue(_scale)!) ?? parse.GetValue(_scale)!;

    /// <summary>Whether the number of draws was given.</summary>
    public bool GivesResamples(ParseResult parse) => parse.IsGiven(_resamples);

    /// <summary>The options of an analysis with what the command line says of fits.</summary>
    public AnalysisOptions Over(AnalysisOptions options, ParseResult parse) => options with
    {
        Metric = parse.GetValue(_metric),
        Law = IsAuto(parse.GetValue(_law)) ? null : parse.GetValue(_law),
        Scale = Scale(parse),
        Loss = parse.GetValue(_loss) == OptionWords.Auto ? null : OptionWords.Word<LossKind>(_loss, parse.GetValue(_loss)!),
        Floor = parse.GetValue(_floor) is { } floor ? OptionWords.Word<ScoreFloor>(_floor, floor) : null,
        Through = parse.GetValue(_through),
        ScoreLaw = parse.GetValue(_scoreLaw),
        Intervals = OptionWords.Word<IntervalChoice>(_intervals, parse.GetValue(_intervals)!),
        ScaleWeight = WeightOf(parse.GetValue(_scaleWeight)!),
        Level = parse.GetValue(_level),
        Resamples = parse.GetValue(_resamples),
        Seed = parse.IsGiven(_seed) ? parse.GetValue(_seed) : options.Seed,
    };

    private static bool IsAuto(string? law) => string.Equals(law, LawCatalogue.Auto, StringComparison.OrdinalIgnoreCase);

    // Names stand in a list; an equation may have commas of its own.
    private static ImmutableArray<string> LawsOf(string? text) => text is null ? []
        : text.Contains('=', StringComparison.Ordinal) ? [text]
        : [.. OptionWords.Listed(text).Where(name => !IsAuto(name))];

    private static double? WeightOf(string text) => text == OptionWords.Auto ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && weight >= 0 && double.IsFinite(weight)
            ? weight
            : throw new ArgumentException($"--scale-weight is \"{text}\"; expected a number of at least 0, or auto.\nhint: --scale-weight 0.5");
}
