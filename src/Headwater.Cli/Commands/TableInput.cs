using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>
/// What every command on measurements takes: a table or a study's folder, and how to analyse it. What the command line leaves open, a study
/// decides by its own settings.
/// </summary>
internal sealed class TableInput
{
    private static readonly AnalysisOptions Defaults = new();

    private readonly Argument<string> _table = new("table") { Description = "Observations as .csv, .tsv or .jsonl, or the folder of a study." };
    private readonly Option<string?> _metric = new("--metric") { Description = "The one metric to look at. Default: all; advice rests on the first score." };
    private readonly Option<string?> _law = new("--law") { Description = "A law of the catalogue or an equation. Default: bleu-log for scores, power for losses." };
    private readonly Option<string> _scale = new("--x") { Description = "The column that is the scale.", DefaultValueFactory = _ => Defaults.Scale };
    private readonly Option<double> _level = new("--level") { Description = "The share of measurements an interval is meant to hold.", DefaultValueFactory = _ => Defaults.Level };
    private readonly Option<int> _resamples = new("--resamples") { Description = "Bootstrap draws for each series.", DefaultValueFactory = _ => Defaults.Resamples };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of everything random." };

    private readonly Option<string[]> _at = new("--at")
    {
        Description = "Scales to forecast at: 100B, or pretraining_tokens=100B.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _allowExtrapolation = new("--allow-extrapolation") { Description = "Forecast beyond 100 times the largest scale measured." };
    private readonly Option<int?> _fitOn = new("--fit-on") { Description = "How many of the smallest scales a backtest fits; the others are forecast." };

    public Option<bool> Json { get; } = new("--json") { Description = "The result as JSON on standard output." };

    /// <summary>Adds the table, the options of every analysis and those of <paramref name="kind"/>.</summary>
    public void AddTo(Command command, TableCommandKind kind)
    {
        command.Add(_table);
        foreach (Option option in new Option[] { _metric, _law, _scale, _level, _resamples, _seed })
        {
            command.Add(option);
        }

        if (kind.HasFlag(TableCommandKind.Forecasts))
        {
            command.Add(_at);
            command.Add(_allowExtrapolation);
        }

        if (kind.HasFlag(TableCommandKind.Backtests))
        {
            command.Add(_fitOn);
        }
    }

    /// <summary>The folder of the study, where one was named.</summary>
    public StudyFolder? Study(ParseResult parse) =>
        new StudyFolder(Path(parse)) is { Exists: true } folder ? folder : null;

    public string Path(ParseResult parse) => parse.GetValue(_table)!;

    public Analysis Analyse(ParseResult parse, Func<AnalysisOptions, AnalysisOptions>? complete = null)
    {
        AnalysisOptions options = Options(parse);
        return Analysis.Of(ReadTable(Path(parse)), complete?.Invoke(options) ?? options);
    }

    /// <summary>The options of the command line over those of the study, or over the defaults.</summary>
    public AnalysisOptions Options(ParseResult parse)
    {
        AnalysisOptions options = Study(parse) is { } study ? StudyReport.OptionsOf(study.ReadPlan().Spec) : Defaults;
        string scale = parse.GetValue(_scale)!;
        return options with
        {
            Metric = parse.GetValue(_metric),
            Law = parse.GetValue(_law),
            Scale = scale,
            Level = parse.GetValue(_level),
            Resamples = parse.GetValue(_resamples),
            Seed = IsGiven(parse, _seed) ? parse.GetValue(_seed) : options.Seed,
            At = IsGiven(parse, _at) ? Scales(parse.GetValue(_at) ?? [], scale) : options.At,
            FitOn = IsGiven(parse, _fitOn) ? parse.GetValue(_fitOn) : options.FitOn,
            AllowExtrapolation = IsGiven(parse, _allowExtrapolation) ? parse.GetValue(_allowExtrapolation) : options.AllowExtrapolation,
        };
    }

    private static ObservationTable ReadTable(string tableOrStudy)
    {
        string inFolder = System.IO.Path.Combine(tableOrStudy, "observations.csv");
        if (Directory.Exists(tableOrStudy) && !File.Exists(inFolder))
        {
            throw new FileNotFoundException($"{tableOrStudy}: the folder holds no observations.csv. Expected a table, or a study whose runs have results.");
        }

        return ObservationTable.Read(Directory.Exists(tableOrStudy) ? inFolder : tableOrStudy);
    }

    private static bool IsGiven(ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };

    private static ImmutableArray<double> Scales(string[] texts, string column) =>
        [.. texts.SelectMany(text => text.Split(',')).Select(text => ScaleOf(text, column)).Order()];

    private static double ScaleOf(string text, string column)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0 && text[..equals] != column)
        {
            throw new ArgumentException($"--at names \"{text[..equals]}\"; expected {column}, the scale of this analysis. Choose another one with --x.");
        }

        return ScaledNumber.TryParse(text[(equals + 1)..], out double value) && value > 0
            ? value
            : throw new ArgumentException($"--at is \"{text}\"; expected a positive number such as 100B.");
    }
}

/// <summary>What a command on a table does beside fitting, and so which options it takes.</summary>
[Flags]
internal enum TableCommandKind
{
    Fits = 0,
    Forecasts = 1,
    Backtests = 2,
}
