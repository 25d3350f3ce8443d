using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>
/// <c>headwater score bleu|chrf|ter</c>: sacreBLEU's command line under the name of its first metric. Each of the three takes the flags of all,
/// so that <c>-m</c> can ask for several metrics.
/// </summary>
internal sealed class TranslationScoreCommand
{
    private readonly string _name;
    private readonly InputFlags _input = new();
    private readonly BleuFlags _bleu = new();
    private readonly ChrfFlags _chrf = new();
    private readonly TerFlags _ter = new();
    private readonly SignificanceFlags _significance = new();
    private readonly ReportFlags _report = new();
    private readonly Option<bool> _sentences = new("--sentence-level", "-sl") { Description = "Print the score of every segment." };
    private readonly Option<string?> _statistics = new("--statistics") { Description = "A file for the statistics of every segment, tab-separated." };

    private readonly Option<string[]> _metrics = new("--metrics", "-m")
    {
        Description = "The metrics to compute: bleu, chrf, ter. Default: the command's own metric.",
        AllowMultipleArgumentsPerToken = true,
    };

    private TranslationScoreCommand(string name) => _name = name;

    public static Command Create(Terminal terminal, string name, string description)
    {
        TranslationScoreCommand flags = new(name);
        flags._metrics.AcceptOnlyFromAmong(TranslationMetric.Names);
        Command command = new(name, description);
        flags._input.AddTo(command);
        command.Add(flags._metrics);
        command.Add(flags._sentences);
        flags._bleu.AddTo(command);
        flags._chrf.AddTo(command);
        flags._ter.AddTo(command);
        flags._significance.AddTo(command);
        flags._report.AddTo(command);
        command.Add(flags._statistics);
        command.SetAction(parse => ScoreFault.Guard(terminal, () => flags.Run(parse, terminal)));
        return command;
    }

    private void Run(ParseResult parse, Terminal terminal)
    {
        ReportStyle style = _report.Read(parse, terminal);
        Significance significance = _significance.Read(parse, terminal);
        string[] names = parse.GetValue(_metrics) is { Length: > 0 } given ? [.. given.Distinct()] : [_name];
        if (!significance.IsPaired)
        {
            Array.Sort(names, StringComparer.Ordinal);       // as the reference tool, which keeps the order in paired tests alone
        }

        TranslationMetric[] metrics = [.. names.Select(name => MetricNamed(name, parse))];
        bool isBySentence = parse.GetValue(_sentences);
        if (isBySentence && metrics.Length > 1)
        {
            throw new ArgumentException($"--sentence-level is given with {metrics.Length} metrics; expected one.");
        }

        if (!isBySentence && significance.Test == SignificanceTest.None && parse.GetValue(_statistics) is null && _input.Files(parse) is { } files)
        {
            Write(terminal, style, significance, files.Systems, StreamedScores.Of(metrics, files));
            return;
        }

        ScoreInput input = _input.Read(parse, terminal, significance.IsPaired);
        CheckSystems(input.Systems.Length, isBySentence, significance);
        if (isBySentence)
        {
            SentenceReport.Write(terminal, style, metrics[0], input);
            return;
        }

        ScoredSystem[][] scored = [.. metrics.Select(metric => input.Systems.Select(system => metric.Score(system.Segments, input.ReferenceStreams)).ToArray())];
        if (parse.GetValue(_statistics) is { } path)
        {
            StatisticsFile.Write(path, input.Systems, scored);
        }

        Write(terminal, style, significance, [.. input.Systems.Select(system => system.Name)], scored);
    }

    private static void Write(Terminal terminal, ReportStyle style, Significance significance, ImmutableArray<string> systems, ScoredSystem[][] scored)
    {
        if (systems.Length == 1)
        {
            SingleSystemReport.Write(terminal, style, significance, [.. scored.Select(ofMetric => ofMetric[0])]);
        }
        else
        {
            SystemsReport.Write(terminal, style, significance, [.. systems], scored);
        }
    }

    private TranslationMetric MetricNamed(string name, ParseResult parse) => name switch
    {
        TranslationMetric.Bleu => new BleuMetric(_bleu.Options(parse)),
        TranslationMetric.Chrf => new ChrfMetric(_chrf.Options(parse, lowercase: _name == TranslationMetric.Chrf && _bleu.IsLowercase(parse))),
        _ => new TerMetric(_ter.Options(parse)),
    };

    private static void CheckSystems(int systems, bool isBySentence, Significance significance)
    {
        if (isBySentence && systems > 1)
        {
            throw new ArgumentException($"--sentence-level is given with {systems} systems; expected one.");
        }

        if (isBySentence && significance.Test != SignificanceTest.None)
        {
            throw new ArgumentException("--sentence-level has no intervals and no tests; leave out -ci, -pbs or -par.");
        }

        significance.CheckSystems(systems, "--input");
    }
}
