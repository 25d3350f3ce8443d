using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary><c>headwater report</c>: the report of a study, or of a bare table.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        TableInput input = new();
        Option<string?> output = new("--out") { Description = "The report's folder. Default: report in the study's folder, or TABLE.report beside the table." };
        Command command = new("report", "Write the report of a study or of a table of observations.") { output };
        input.AddTo(command, TableCommandKind.Forecasts | TableCommandKind.Backtests);
        command.SetAction(parse =>
        {
            (ReportInput report, string folder) = input.Study(parse) is { } study
                ? (StudyReport.Of(study, input.Options(parse)), study.ReportFolder)
                : (OfTable(input.Path(parse), input.Analyse(parse)), FolderBeside(input.Path(parse)));
            terminal.Output.WriteLine(HtmlReport.Write(report, parse.GetValue(output) ?? folder));
            return ExitCode.Success;
        });
        return command;
    }

    private static ReportInput OfTable(string path, Analysis analysis) => new() { Title = Path.GetFileNameWithoutExtension(path), Analysis = analysis };

    private static string FolderBeside(string path) => Directory.Exists(path) ? Path.Combine(path, "report") : Path.ChangeExtension(path, null) + ".report";
}
