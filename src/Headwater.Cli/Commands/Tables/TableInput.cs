using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>
/// Arguments shared by all commands on measurements: tables or a study's folder, completions, and analysis options. What the command line
/// leaves open, a study decides by its own settings.
/// </summary>
internal sealed class TableInput(Terminal terminal)
{
    private readonly RowFlags _rows = new(terminal);
    private readonly FitFlags _fit = new();
    private readonly ForecastFlags _forecast = new();
    private readonly BacktestFlags _backtest = new();

    public Option<bool> Json { get; } = new("--json") { Description = "The result as JSON on standard output." };

    /// <summary>Adds the table, the options of every analysis and those of <paramref name="kind"/>.</summary>
    public void AddTo(Command command, TableCommandKind kind)
    {
        AddTablesTo(command);
        command.AddAll(_fit.All);
        if (kind.HasFlag(TableCommandKind.Forecasts))
        {
            command.AddAll(_forecast.Forecasts);
        }

        if ((kind & (TableCommandKind.Forecasts | TableCommandKind.Backtests)) != 0)
        {
            command.AddAll(_fit.TwoSteps);
        }

        if (kind.HasFlag(TableCommandKind.Advice))
        {
            command.AddAll(_forecast.Advice);
        }

        if (kind.HasFlag(TableCommandKind.Backtests))
        {
            command.AddAll(_backtest.All);
        }
    }

    /// <summary>Adds the tables, and what completes and chooses their rows.</summary>
    public void AddTablesTo(Command command) => _rows.AddTo(command);

    /// <summary>The folder of the study, where one was named.</summary>
    public StudyFolder? Study(ParseResult parse) => _rows.Study(parse);

    /// <summary>The tables as they were named.</summary>
    public string[] Names(ParseResult parse) => _rows.Names(parse);

    /// <summary>The rows of all tables.</summary>
    /// <exception cref="ArgumentException">The table does not have the metric that the command line names.</exception>
    public ObservationTable Read(ParseResult parse) => MetricName.Checked(parse, _rows.Read(parse));

    /// <summary>The rows of all tables, with their mixing rates under whatever names.</summary>
    public ObservationTable ReadMixtures(ParseResult parse, ImmutableArray<string> rates) => MetricName.Checked(parse, _rows.ReadMixtures(parse, rates));

    /// <summary>The rows of a table of mixtures whose values, if it has any, are not read.</summary>
    public ObservationTable ReadMixturesAlone(string name, ImmutableArray<string> rates) => _rows.ReadMixturesAlone(name, rates);

    /// <summary>The tables, to be read by conditions of their own.</summary>
    public DecideInput Sides(ParseResult parse) => _rows.Sides(parse);

    /// <summary>The options that were given and that choose rows or the way of fitting, as they are typed: what another command needs to find the same.</summary>
    public IEnumerable<string> GivenWords(ParseResult parse) => _rows.Options.Concat(_fit.Ways).Concat(_forecast.Allowances)
        .Where(parse.IsGiven)
        .SelectMany(option => parse.GetResult(option)!.Tokens.Select(token => $"{option.Name} {ShellWord.Of(token.Value)}").DefaultIfEmpty(option.Name));

    /// <summary>The options of the command line over those of the study, or over the defaults.</summary>
    public AnalysisOptions Options(ParseResult parse)
    {
        AnalysisOptions options = Study(parse) is { } study ? StudyReport.OptionsOf(study.ReadPlan().Spec) : new();
        return _backtest.Over(_forecast.Over(_fit.Over(options, parse), parse), parse);
    }

    /// <summary>Reads the rows, fits them, forecasts and advises, as the command line says.</summary>
    public Analysis Analyse(ParseResult parse, Func<AnalysisOptions, AnalysisOptions>? complete = null) => AnalyseWithSweep(parse, complete).Analysis;

    /// <summary>The same, with what tells the best settings of each scale where the law goes through those of a sweep; <c>null</c> for other laws.</summary>
    public (Analysis Analysis, Func<ReportTable>? Sweep) AnalyseWithSweep(ParseResult parse, Func<AnalysisOptions, AnalysisOptions>? complete = null)
    {
        AnalysisOptions asked = Options(parse);
        ObservationTable read = Read(parse);
        (ObservationTable table, AnalysisOptions options) = SweepOptima.For(read, complete?.Invoke(asked) ?? asked);
        SweepOptima? optima = SweepOptima.IsLaw(asked.Law) ? SweepOptima.Of(read, new() { Metric = asked.Metric }) : null;
        return (Analysis.Of(table, options), optima is null ? null : () => SweepEvidence.Table(optima, asked));
    }

    /// <summary>Whether auto was named as the law.</summary>
    public bool NamesAuto(ParseResult parse) => _fit.NamesAuto(parse);

    /// <summary>The scale that was named; <c>null</c> where none was.</summary>
    public string? GivenScale(ParseResult parse) => _fit.GivenScale(parse);

    /// <summary>Whether forecasts are to be checked on the smallest scales by number, and not below a share of the largest.</summary>
    public bool FitsOnSmallest(ParseResult parse) => _backtest.FitsOnSmallest(parse, Options(parse));

    /// <summary>Backtest errors of each law.</summary>
    public TableBacktest Backtest(ParseResult parse, ObservationTable table)
    {
        AnalysisOptions options = Options(parse);
        BacktestOptions defaults = new();
        return TableBacktest.Of(table, _backtest.Over(defaults, parse) with
        {
            Laws = _fit.Laws(parse),
            Metric = options.Metric,
            Loss = options.Loss,
            Floor = options.Floor,
            Through = options.Through,
            ScoreLaw = options.ScoreLaw,
            Scale = GivenScale(parse),
            Level = options.Level,
            Resamples = _fit.GivesResamples(parse) ? options.Resamples : defaults.Resamples,
            Seed = options.Seed,
        });
    }

    /// <summary>The options of a backtest of decisions.</summary>
    public DecisionOptions Decisions(ParseResult parse, DecideFlags decide) => decide.Options(parse, Options(parse), _fit.Laws(parse), _fit.GivesResamples(parse));
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
