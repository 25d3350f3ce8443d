using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater report</c>: the report of a study, or of a bare table.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        TableInput input = new(terminal);
        Option<string?> output = new("--out") { Description = "The report's folder. Default: report in the study's folder, TABLE.report next to the table, or observations.report here for several tables." };
        Command command = new("report") { output };
        input.AddTo(command, TableCommandKind.Forecasts | TableCommandKind.Backtests | TableCommandKind.Advice);
        command.SetAction(parse =>
        {
            (ReportInput report, string folder) = input.Study(parse) is { } study
                ? (StudyReport.Of(StudySummary.Of(study), study, input.Options(parse)), study.ReportFolder)
                : (OfTables(input.Names(parse), input.Read(parse), input.Options(parse)), FolderBeside(input.Names(parse)));
            report = report with { CommandName = string.Join(' ', input.GivenWords(parse).Prepend(report.CommandName)) };
            new ReadingOutput(terminal).Write(report.Analysis.Reading);
            terminal.Output.WriteLine(HtmlReport.Write(report, parse.GetValue(output) ?? folder));
            return ExitCode.Success;
        });
        return command;
    }

    private static ReportInput OfTables(string[] names, ObservationTable table, AnalysisOptions options) =>
        ReportInput.Of(string.Join(", ", names.Select(name => Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(name)))), table, WithScalesOf(names, options)) with
        {
            CommandName = string.Join(' ', names.Select(name => ShellWord.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(name))))),
        };

    // Several studies are looked at as far ahead as any of them asks for.
    private static AnalysisOptions WithScalesOf(string[] names, AnalysisOptions options)
    {
        StudySpec[] studies = [.. names.Select(name => new StudyFolder(name)).Where(folder => folder.Exists).Select(folder => folder.ReadPlan().Spec)];
        return studies.Length == 0 || !options.At.IsEmpty ? options : options with
        {
            At = [.. studies.SelectMany(study => study.Forecast?.At ?? []).Distinct().Order()],
            FitOn = options.FitOn ?? studies.Select(study => study.Forecast?.FitOn).FirstOrDefault(count => count is not null),
        };
    }

    // Several tables, a pattern and standard input have no place of their own.
    private static string FolderBeside(string[] names) => names is [var path] && Path.Exists(path)
        ? Directory.Exists(path) ? Path.Combine(path, "report") : Path.ChangeExtension(path, null) + ".report"
        : "observations.report";
}
