using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The commands that analyse a table and print one part of the analysis: <c>fit</c>, <c>forecast</c> and <c>advise</c>.</summary>
internal static class AnalysisCommands
{
    public static Command Fit(Terminal terminal) => Create(
        terminal,
        new Command("fit"),
        TableCommandKind.Fits,
        options => options with { PreferBothScales = true, WithAdvice = false },
        (json, analysis, _) => LawsJson.WriteFits(json, analysis.Series.Select(series => series.Fit).OfType<LawFit>(), analysis.Reading),
        (analysis, _) => WriteWithChart(terminal, analysis, ReportTables.Coefficients(analysis)));

    public static Command Forecast(Terminal terminal) => Create(
        terminal,
        new Command("forecast"),
        TableCommandKind.Forecasts,
        options => RequireScales(options) with { WithFits = false, WithAdvice = false },
        (json, analysis, _) => LawsJson.WriteForecasts(json, analysis),
        (analysis, _) => WriteWithChart(terminal, analysis, ReportTables.Forecasts(analysis)),
        new LedgerFlags());

    public static Command Advise(Terminal terminal) => Create(
        terminal,
        new Command("advise"),
        TableCommandKind.Forecasts | TableCommandKind.Advice,
        options => options with { WithCoefficientIntervals = false },
        (json, analysis, stopped) => LawsJson.WriteAdvice(json, analysis.Advice, [.. analysis.TaskMean?.Valuations ?? [], .. analysis.Valuations], analysis.Reading, more => StoppedOutput.WriteJson(more, stopped)),
        (analysis, isWhole) => AnalysisOutput.WriteAdvice(terminal, analysis, isWhole));

    private static void WriteWithChart(Terminal terminal, Analysis analysis, ReportTable table)
    {
        AnalysisOutput.WriteChart(terminal, analysis);
        AnalysisOutput.WriteTable(terminal, table);
    }

    private static Command Create(
        Terminal terminal,
        Command command,
        TableCommandKind kind,
        Func<AnalysisOptions, AnalysisOptions> complete,
        Action<Utf8JsonWriter, Analysis, ImmutableArray<StoppedRun>> writeJson,
        Action<Analysis, bool> writeText,
        LedgerFlags? ledger = null)
    {
        TableInput input = new(terminal);
        input.AddTo(command, kind);
        ledger?.AddTo(command);
        command.Add(input.Json);
        Option<bool> all = new("--all") { Description = "Show every mixture at every setting, with its verdict." };
        if (kind.HasFlag(TableCommandKind.Advice))
        {
            command.Add(all);
        }

        command.SetAction(parse =>
        {
            if (ledger?.LedgerToScore(parse) is { } file)
            {
                LedgerOutput.Write(terminal, ForecastLedger.Read(file).Score(input.Read(parse)), parse.GetValue(input.Json));
                return ExitCode.Success;
            }

            if (kind == TableCommandKind.Fits && input.NamesAuto(parse))
            {
                throw new ArgumentException("--law is auto, which averages forecasts and has no coefficients; expected a single law.\nhint: --law power, --law bleu-log or another law of the catalogue (headwater laws)");
            }

            (Analysis analysis, Func<ReportTable>? sweep) = input.AnalyseWithSweep(parse, complete);
            ledger?.Register(terminal, parse, analysis);
            ReadingOutput output = new(terminal);
            output.Write(analysis.Reading);
            ImmutableArray<StoppedRun> stopped = input.Study(parse) is { } study ? StoppedRun.Still(study) : [];
            if (parse.GetValue(input.Json))
            {
                JsonOutput.Write(terminal, json => writeJson(json, analysis, stopped));
            }
            else
            {
                if (kind == TableCommandKind.Fits && sweep is not null)
                {
                    AnalysisOutput.WriteTable(terminal, sweep().WithoutEmptyColumns());
                }

                writeText(analysis, kind.HasFlag(TableCommandKind.Advice) && parse.GetValue(all));
            }

            AnalysisOutput.WriteRemarks(output, analysis, isAboutFits: !kind.HasFlag(TableCommandKind.Advice));

            if (kind.HasFlag(TableCommandKind.Advice))
            {
                StoppedOutput.Write(terminal, stopped);
            }

            // What was refused is a fault of the table: it cannot support the answer. Advice may do without a law.
            bool isAdvised = kind.HasFlag(TableCommandKind.Advice) && (analysis.Advice is { Action: not AdviceAction.Undecided } || analysis.Ranking is not null);
            return isAdvised || analysis.Series.Any(series => series.Fit is not null || series.NotPredictable is not null || !series.Forecasts.IsEmpty) ? ExitCode.Success : ExitCode.Usage;
        });
        return command;
    }

    private static AnalysisOptions RequireScales(AnalysisOptions options) => options.At.IsEmpty && options.AtPlaces.IsEmpty
        ? throw new ArgumentException("forecast needs a scale; expected --at with one or more numbers, such as 100B.\nhint: --at 100B")
        : options;
}
