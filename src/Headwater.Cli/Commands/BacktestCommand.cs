using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>The <c>backtest</c> command: forecasts from small scales alone, beside the larger ones that were measured.</summary>
internal static class BacktestCommand
{
    public static Command Create(Terminal terminal)
    {
        Command command = new("backtest");
        TableInput input = new(terminal);
        input.AddTo(command, TableCommandKind.Backtests);
        DecideFlags decide = new();
        foreach (Option option in decide.All)
        {
            command.Add(option);
        }

        command.Add(input.Json);
        command.SetAction(parse => decide.AreGiven(parse) ? Decisions(terminal, input, decide, parse)
            : input.FitsOnSmallest(parse) ? OnSmallest(terminal, input, parse) : BelowShare(terminal, input, parse));
        return command;
    }

    private static int Decisions(Terminal terminal, TableInput input, DecideFlags decide, ParseResult parse)
    {
        DecisionOptions options = input.Decisions(parse, decide);
        DecideInput tables = input.Sides(parse);
        DecisionBacktest backtest = DecisionBacktest.Of(tables.Read("--small", decide.Small(parse)), tables.Read("--large", decide.Large(parse)), options);
        DecideOutput.Write(terminal, backtest, options.Level, parse.GetValue(input.Json));
        return ExitCode.Success;
    }

    private static int BelowShare(Terminal terminal, TableInput input, ParseResult parse)
    {
        ObservationTable table = input.Read(parse);
        TableBacktest backtest = input.Backtest(parse, table);
        Reading reading = Reading.OfBacktest(table, input.GivenScale(parse), input.Options(parse).Metric) with { Warnings = backtest.Warnings };
        ReadingOutput output = new(terminal);
        output.Write(reading);
        if (parse.GetValue(input.Json))
        {
            JsonOutput.Write(terminal, json => LawsJson.WriteBacktests(json, backtest, reading));
        }
        else
        {
            AnalysisOutput.WriteTable(terminal, ReportTables.BacktestSummary(backtest));
        }

        output.WriteRemarks(backtest.Warnings.Select(warning => $"warning: {warning}"));
        return ExitCode.Success;
    }

    private static int OnSmallest(Terminal terminal, TableInput input, ParseResult parse)
    {
        Analysis analysis = input.Analyse(parse);
        ReadingOutput output = new(terminal);
        output.Write(analysis.Reading);
        if (parse.GetValue(input.Json))
        {
            JsonOutput.Write(terminal, json => LawsJson.WriteBacktests(json, analysis.Series.Select(series => series.Backtest).OfType<Backtest>(), analysis.Reading));
        }
        else
        {
            AnalysisOutput.WriteTable(terminal, ReportTables.Backtests(analysis));
        }

        AnalysisOutput.WriteRemarks(output, analysis, isAboutFits: true);
        return analysis.Series.Any(series => series.Backtest is not null) ? ExitCode.Success : ExitCode.Usage;
    }
}
