using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary><c>headwater report</c>: the report of a study, or of a bare table.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        TableInput input = new(terminal);
        Option<string?> output = new("--out") { Description = "The report's folder. Default: report in the study's folder, TABLE.report beside the table, or observations.report here for several." };
        Command command = new("report", "Write the report of a study or of tables of observations.") { output };
        input.AddTo(command, TableCommandKind.Forecasts | TableCommandKind.Backtests);
        command.SetAction(parse =>
        {
            (ReportInput report, string folder) = input.Study(parse) is { } study
                ? (StudyReport.Of(study, input.Options(parse)), study.ReportFolder)
                : (OfTables(input.Names(parse), input.Analyse(parse)), FolderBeside(input.Names(parse)));
            terminal.Output.WriteLine(HtmlReport.Write(report, parse.GetValue(output) ?? folder));
            return ExitCode.Success;
        });
        return command;
    }

    private static ReportInput OfTables(string[] names, Analysis analysis) => new() { Title = string.Join(", ", names.Select(Path.GetFileNameWithoutExtension)), Analysis = analysis };

    // Several tables, a pattern and standard input have no place of their own.
    private static string FolderBeside(string[] names) => names is [var path] && Path.Exists(path)
        ? Directory.Exists(path) ? Path.Combine(path, "report") : Path.ChangeExtension(path, null) + ".report"
        : "observations.report";
}
