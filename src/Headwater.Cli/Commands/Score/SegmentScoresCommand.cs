using System.CommandLine;
using System.Globalization;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>
/// <c>headwater score segments</c>: the scores that another tool gave every segment, a model's such as COMET's for one, with mean, interval and
/// paired tests. Headwater runs no such model.
/// </summary>
internal sealed class SegmentScoresCommand
{
    private readonly Option<string[]> _scores = new("--scores", "--input", "-i")
    {
        Description = "Score files, one number per line and one file per system; the first is the baseline of paired tests. Default: standard input.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _name = new("--metric-name") { Description = "Name of the metric, for the report.", DefaultValueFactory = _ => "scores" };
    private readonly Option<string?> _version = new("--metric-version") { Description = "The model or version that made them, for the signature." };
    private readonly SignificanceFlags _significance = new();
    private readonly ReportFlags _report = new();

    public static Command Create(Terminal terminal)
    {
        SegmentScoresCommand flags = new();
        Command command = new("segments", "Compare systems by segment scores from another tool.") { flags._scores, flags._name, flags._version };
        flags._significance.AddTo(command);
        flags._report.AddTo(command);
        command.SetAction(parse => ScoreFault.Guard(terminal, () => flags.Run(parse, terminal)));
        return command;
    }

    private void Run(ParseResult parse, Terminal terminal)
    {
        ReportStyle style = _report.Read(parse, terminal);
        Significance significance = _significance.Read(parse, terminal);
        SegmentStream[] systems = Systems(parse, terminal);
        significance.CheckSystems(systems.Length, "--scores");

        new ScoreInput([systems[0]], [.. systems]).Check();
        ScoredSystem[] scored = [.. systems.Select(system => Score(system, parse))];
        if (systems.Length == 1)
        {
            SingleSystemReport.Write(terminal, style, significance, scored);
            return;
        }

        string baseline = significance.IsPaired ? "Baseline: " : "";
        SystemsReport.Write(terminal, style, significance, [baseline + systems[0].Name, .. systems.Skip(1).Select(system => system.Name)], [scored]);
    }

    private SegmentStream[] Systems(ParseResult parse, Terminal terminal)
    {
        System.Text.Encoding utf8 = SegmentFile.EncodingNamed("utf-8");
        string[] paths = parse.GetValue(_scores) ?? [];
        string? twice = paths.GroupBy(path => path).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException($"{twice} is given twice with --scores; expected every system once.");
        }

        return paths.Length == 0
            ? [new SegmentStream("standard input", SegmentFile.Read(terminal.Input, utf8))]
            : [.. paths.Select(path => new SegmentStream(path, SegmentFile.Read(path, utf8)))];
    }

    private ScoredSystem Score(SegmentStream system, ParseResult parse)
    {
        SegmentTable table = SegmentTable.Of([.. system.Segments.Select((line, i) => Number(line, system.Name, i + 1))]);
        return new ScoredSystem(SegmentMean.Of(table, parse.GetValue(_name)!, parse.GetValue(_version)), table);
    }

    private static double Number(string line, string file, int number) =>
        double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double score) && double.IsFinite(score)
            ? score
            : throw new InvalidDataException($"{file}({number}): \"{line}\" is not a number; expected one score per line.");
}
