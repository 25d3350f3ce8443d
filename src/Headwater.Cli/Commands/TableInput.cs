using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>
/// What every command on measurements takes: tables or a study's folder, what to add to them, and how to analyse them. What the command line
/// leaves open, a study decides by its own settings.
/// </summary>
internal sealed class TableInput(Terminal terminal)
{
    private const string Auto = "auto";

    private static readonly AnalysisOptions Defaults = new();

    private readonly Argument<string[]> _tables = new("table")
    {
        Description = "Observations: .csv, .tsv, .jsonl (.gz), .parquet, a pattern in quotes, - for standard input; results and logs of other tools; or the folder of a study.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _where = new("--where") { Description = "Keep the rows that meet a condition in SQL: \"parameters >= 60e6 and metric = 'bleu'\"." };
    private readonly Option<string[]> _set = new("--set") { Description = "A column that has one value in every row: pretraining_data=en, or pretraining_data={run} for another column's." };
    private readonly Option<string?> _tokensPerStep = new("--tokens-per-step") { Description = "Tokens of one training step, for logs that count steps: 2M." };
    private readonly Option<string[]> _metricColumns = new("--metric-columns") { Description = "The columns of a wide table that hold metrics: mmlu,arc. Default: those named after metrics (loss, accuracy, bleu, …).", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _severalRuns = new("--several-runs") { Description = "What counts where several runs without a seed were measured at one place: mean, best or last.", DefaultValueFactory = _ => Spelled(SeveralRuns.Mean) };
    private readonly Option<string?> _metric = new("--metric") { Description = "The one metric to look at. Default: all; advice rests on the first score." };
    private readonly Option<double?> _worth = new("--worth") { Description = "The gain that a further doubling has to reach to be worth it, in the metric's unit. Default: two standard errors of a measurement." };
    private readonly Option<string?> _law = new("--law") { Description = "A law of the catalogue, an equation, or auto. Default: auto for forecasts and advice; for fits bleu-log for scores and power for losses." };
    private readonly Option<string> _scale = new("--x") { Description = "The column that is the scale.", DefaultValueFactory = _ => Defaults.Scale };
    private readonly Option<string> _loss = new("--loss") { Description = "What a fit minimises: huber, gaussian (by stderr), binomial (the way of an accuracy from chance, by items), or auto: gaussian where every row has a stderr, else huber.", DefaultValueFactory = _ => Auto };
    private readonly Option<string?> _floor = new("--floor") { Description = "Where the law of a bounded score begins: chance (value = chance + (ceiling - chance) * law, from the column chance) or none. Default: chance with --loss binomial, else none." };
    private readonly Option<string?> _through = new("--through") { Description = "Forecast scores through a loss or a probability measured at the same places, METRIC or METRIC:TASK: its law over the scale (--law, else power), then the score's law over it." };
    private readonly Option<string?> _scoreLaw = new("--score-law") { Description = "With --through: the score's law over the loss L, a name or an equation. Default: loss-to-score." };
    private readonly Option<bool> _allowAtChance = new("--allow-at-chance") { Description = "Forecast series that cannot be told from chance, which are refused otherwise." };
    private readonly Option<string> _intervals = new("--intervals") { Description = "How intervals are found: profile (likelihood ratio), bootstrap (over runs, seeds or points), or auto.", DefaultValueFactory = _ => Auto };
    private readonly Option<string> _scaleWeight = new("--scale-weight") { Description = "How much more large scales count: each point by (scale / largest)^WEIGHT. 0 counts all alike; auto finds it from the points.", DefaultValueFactory = _ => "0" };
    private readonly Option<double> _level = new("--level") { Description = "The share of measurements an interval is meant to hold.", DefaultValueFactory = _ => Defaults.Level };
    private readonly Option<int> _resamples = new("--resamples") { Description = "Bootstrap draws for each series.", DefaultValueFactory = _ => Defaults.Resamples };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of everything random." };

    private readonly Option<string[]> _at = new("--at")
    {
        Description = "Scales to forecast at: 100B, or pretraining_tokens=100B,parameters=3B for a law in two.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _allowExtrapolation = new("--allow-extrapolation") { Description = "Forecast beyond 100 times the largest scale measured." };
    private readonly Option<double?> _target = new("--target") { Description = "A score to reach: tells how many pretraining tokens each mixture needs for it, and how likely it never gets there." };
    private readonly Option<int?> _fitOn = new("--fit-on") { Description = "How many of the smallest scales a backtest fits; the others are forecast." };

    private readonly Option<double?> _fitBelow = new("--fit-below") { Description = "Fit each series up to this share of its largest scale, or, for a law in several scales, of its largest compute (else the product of the scales), and forecast the rest. Default: 0.125." };
    private readonly Option<int?> _leastPoints = new("--min-points") { Description = "How many distinct scales a series must have for --fit-below. Default: 6." };

    public Option<bool> Json { get; } = new("--json") { Description = "The result as JSON on standard output." };

    /// <summary>Adds the table, the options of every analysis and those of <paramref name="kind"/>.</summary>
    public void AddTo(Command command, TableCommandKind kind)
    {
        AddTablesTo(command);
        foreach (Option option in new Option[] { _metric, _law, _scale, _loss, _floor, _scaleWeight, _intervals, _level, _resamples, _seed })
        {
            command.Add(option);
        }

        if (kind.HasFlag(TableCommandKind.Forecasts))
        {
            command.Add(_at);
            command.Add(_allowExtrapolation);
            command.Add(_allowAtChance);
        }

        if ((kind & (TableCommandKind.Forecasts | TableCommandKind.Backtests)) != 0)
        {
            command.Add(_through);
            command.Add(_scoreLaw);
        }

        if (kind.HasFlag(TableCommandKind.Advice))
        {
            command.Add(_target);
            command.Add(_worth);
        }

        if (kind.HasFlag(TableCommandKind.Backtests))
        {
            command.Add(_fitBelow);
            command.Add(_leastPoints);
            command.Add(_fitOn);
        }
    }

    /// <summary>Adds the tables, and what completes and chooses their rows.</summary>
    public void AddTablesTo(Command command)
    {
        command.Add(_tables);
        command.Add(_where);
        command.Add(_set);
        command.Add(_tokensPerStep);
        command.Add(_metricColumns);
        command.Add(_severalRuns);
    }

    /// <summary>The folder of the study, where one was named.</summary>
    public StudyFolder? Study(ParseResult parse) =>
        Names(parse) is [var only] && new StudyFolder(only) is { Exists: true } folder ? folder : null;

    /// <summary>The tables as they were named.</summary>
    public string[] Names(ParseResult parse) => parse.GetValue(_tables)!;

    /// <summary>The options that were given and that choose rows or the way of fitting, as they are typed: what another command needs to find the same.</summary>
    public IEnumerable<string> GivenWords(ParseResult parse) =>
        new Option[] { _where, _set, _tokensPerStep, _metricColumns, _severalRuns, _scale, _loss, _floor, _through, _scoreLaw, _scaleWeight, _intervals, _level, _resamples, _seed, _allowExtrapolation, _allowAtChance }
            .Where(option => IsGiven(parse, option))
            .SelectMany(option => parse.GetResult(option)!.Tokens.Select(token => $"{option.Name} {ShellWord.Of(token.Value)}").DefaultIfEmpty(option.Name));

    public Analysis Analyse(ParseResult parse, Func<AnalysisOptions, AnalysisOptions>? complete = null)
    {
        AnalysisOptions options = Options(parse);
        return Analysis.Of(Read(parse), complete?.Invoke(options) ?? options);
    }

    /// <summary>Whether forecasts are to be checked on the smallest scales by number, as the command line or else the study says, and not below a share of the largest.</summary>
    public bool FitsOnSmallest(ParseResult parse) =>
        IsGiven(parse, _fitOn) && IsGiven(parse, _fitBelow) ? throw new ArgumentException("--fit-on and --fit-below say the same thing in two ways; expected one of them.")
        : IsGiven(parse, _fitOn) || (!IsGiven(parse, _fitBelow) && Options(parse).FitOn is not null);

    /// <summary>The scale that was named; <c>null</c> where none was.</summary>
    public string? GivenScale(ParseResult parse) => IsGiven(parse, _scale) ? Options(parse).Scale : null;

    public TableBacktest Backtest(ParseResult parse, ObservationTable table)
    {
        AnalysisOptions options = Options(parse);
        BacktestOptions defaults = new();
        int leastPoints = parse.GetValue(_leastPoints) ?? defaults.LeastPoints;
        return TableBacktest.Of(table, defaults with
        {
            FitBelow = parse.GetValue(_fitBelow) ?? defaults.FitBelow,
            LeastPoints = leastPoints,
            LeastFitted = Math.Min(defaults.LeastFitted, leastPoints - 1),
            Laws = LawsOf(parse.GetValue(_law)),
            Metric = options.Metric,
            Loss = options.Loss,
            Floor = options.Floor,
            Through = options.Through,
            ScoreLaw = options.ScoreLaw,
            Scale = IsGiven(parse, _scale) ? options.Scale : null,
            Level = options.Level,
            Resamples = IsGiven(parse, _resamples) ? options.Resamples : defaults.Resamples,
            Seed = options.Seed,
        });
    }

    /// <summary>The options of a backtest of decisions.</summary>
    public DecisionOptions Decisions(ParseResult parse, DecideFlags decide) =>
        decide.Options(parse, Options(parse), LawsOf(parse.GetValue(_law)), IsGiven(parse, _resamples));

    /// <summary>The tables, to be read by conditions of their own.</summary>
    public DecideInput Sides(ParseResult parse) => new(Names(parse), Completion(parse), terminal.Input);

    /// <summary>The rows of all tables.</summary>
    public ObservationTable Read(ParseResult parse) => TableReader.Read(Names(parse), Completion(parse), terminal.Input);

    /// <summary>The rows of all tables, with their mixing rates under whatever names.</summary>
    public ObservationTable ReadMixtures(ParseResult parse, ImmutableArray<string> rates) =>
        TableReader.Read(Names(parse), Completion(parse) with { FindsRates = true, Rates = rates }, terminal.Input);

    /// <summary>The rows of a table of mixtures whose values, if it has any, are not read.</summary>
    public ObservationTable ReadMixturesAlone(string name, ImmutableArray<string> rates) =>
        TableReader.Read([name], new() { FindsRates = true, Rates = rates, Set = [new("metric", "loss"), new("value", "0")] }, terminal.Input);

    /// <summary>The options of the command line over those of the study, or over the defaults.</summary>
    public AnalysisOptions Options(ParseResult parse)
    {
        AnalysisOptions options = Study(parse) is { } study ? StudyReport.OptionsOf(study.ReadPlan().Spec) : Defaults;
        string scale = TableColumns.Find(parse.GetValue(_scale)!) ?? parse.GetValue(_scale)!;
        ForecastScales? at = IsGiven(parse, _at) ? ForecastScales.Of(parse.GetValue(_at) ?? [], scale) : null;
        return options with
        {
            Metric = parse.GetValue(_metric),
            Law = IsAuto(parse.GetValue(_law)) ? null : parse.GetValue(_law),
            Worth = parse.GetValue(_worth),
            Scale = scale,
            Loss = parse.GetValue(_loss) == Auto ? null : Word<LossKind>(_loss, parse.GetValue(_loss)!),
            Floor = parse.GetValue(_floor) is { } floor ? Word<ScoreFloor>(_floor, floor) : null,
            Through = parse.GetValue(_through),
            ScoreLaw = parse.GetValue(_scoreLaw),
            AllowAtChance = parse.GetValue(_allowAtChance),
            Intervals = Word<IntervalChoice>(_intervals, parse.GetValue(_intervals)!),
            ScaleWeight = WeightOf(parse.GetValue(_scaleWeight)!),
            Level = parse.GetValue(_level),
            Resamples = parse.GetValue(_resamples),
            Seed = IsGiven(parse, _seed) ? parse.GetValue(_seed) : options.Seed,
            At = at?.Bare ?? options.At,
            AtPlaces = at?.Places ?? options.AtPlaces,
            FitOn = IsGiven(parse, _fitOn) ? parse.GetValue(_fitOn) : options.FitOn,
            Target = IsGiven(parse, _target) ? parse.GetValue(_target) : options.Target,
            AllowExtrapolation = IsGiven(parse, _allowExtrapolation) ? parse.GetValue(_allowExtrapolation) : options.AllowExtrapolation,
        };
    }

    private TableOptions Completion(ParseResult parse) => new()
    {
        Where = parse.GetValue(_where),
        Set = [.. (parse.GetValue(_set) ?? []).Select(Assignment)],
        MetricColumns = [.. (parse.GetValue(_metricColumns) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        SeveralRuns = Word<SeveralRuns>(_severalRuns, parse.GetValue(_severalRuns)!),
        TokensPerStep = parse.GetValue(_tokensPerStep) is not { } text ? null
            : ScaledNumber.TryParse(text, out double tokens) && tokens > 0 ? tokens
            : throw new ArgumentException($"--tokens-per-step is \"{text}\"; expected a positive number such as 2M."),
    };

    private static KeyValuePair<string, string> Assignment(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and int equals
        ? new(text[..equals].Trim(), text[(equals + 1)..].Trim())
        : throw new ArgumentException($"--set is \"{text}\"; expected COLUMN=VALUE, such as pretraining_data=en.");

    /// <summary>Whether auto was named as the law.</summary>
    public bool NamesAuto(ParseResult parse) => IsAuto(parse.GetValue(_law));

    private static bool IsAuto(string? law) => string.Equals(law, LawCatalogue.Auto, StringComparison.OrdinalIgnoreCase);

    // Names stand in a list; an equation may have commas of its own.
    private static ImmutableArray<string> LawsOf(string? text) => text is null ? []
        : text.Contains('=', StringComparison.Ordinal) ? [text]
        : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(name => !IsAuto(name))];

    private static T Word<T>(Option option, string text)
        where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(value => Spelled(value) == text) is var found && Spelled(found) == text
            ? found
            : throw new ArgumentException($"{option.Name} is \"{text}\"; expected one of {string.Join(", ", Enum.GetValues<T>().Select(Spelled).Concat(option.Name is "--several-runs" ? [] : [Auto]).Distinct())}.");

    private static string Spelled<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static double? WeightOf(string text) => text == Auto ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && weight >= 0 && double.IsFinite(weight)
            ? weight
            : throw new ArgumentException($"--scale-weight is \"{text}\"; expected a number from 0 on, or auto.");

    private static bool IsGiven(ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };
}

/// <summary>What a command on a table does beside fitting, and so which options it takes.</summary>
[Flags]
internal enum TableCommandKind
{
    Fits = 0,
    Forecasts = 1,
    Backtests = 2,
    Advice = 4,
}
