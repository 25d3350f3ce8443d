using System.CommandLine;

namespace Headwater.Cli;

/// <summary>How scores are printed.</summary>
internal sealed class ReportFlags
{
    private const string FormatVariable = "SACREBLEU_FORMAT";
    private const string Json = "json";
    private const string Latex = "latex";
    private static readonly string[] Formats = [Json, "text", Latex];

    private readonly Option<string> _format = new("--format", "-f")
    {
        Description = "json, text, or for several systems latex. SACREBLEU_FORMAT overrides it.",
        DefaultValueFactory = _ => Json,
    };

    private readonly Option<int> _width = new("--width", "-w") { Description = "Decimals of a printed score.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _scoreOnly = new("--score-only", "-b") { Description = "Print only the score." };
    private readonly Option<bool> _short = new("--short", "-sh") { Description = "Print short signatures." };
    private readonly Option<bool> _json = new("--json") { Description = "JSON with all digits." };
    private readonly Option<bool> _noColor = new("--no-color", "-nc") { Description = "No colours." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No notes on standard error." };

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong(Formats);
        foreach (Option option in new Option[] { _format, _width, _scoreOnly, _short, _json, _noColor, _quiet })
        {
            command.Add(option);
        }
    }

    public ReportStyle Read(ParseResult parse, Terminal terminal)
    {
        string format = terminal.Variable(FormatVariable)?.ToLowerInvariant() is { } given && Formats.Contains(given) ? given : parse.GetValue(_format)!;
        bool allDigits = parse.GetValue(_json);
        int width = parse.GetValue(_width);
        return new ReportStyle
        {
            IsJson = allDigits || format == Json,
            IsLatex = !allDigits && format == Latex,
            AllDigits = allDigits,
            Width = width >= 0 ? width : throw new ArgumentException($"--width is {width}; expected 0 or more decimals."),
            ScoreOnly = parse.GetValue(_scoreOnly),
            ShortSignature = parse.GetValue(_short),
            Colours = terminal.Colours && !parse.GetValue(_noColor),
            IsQuiet = parse.GetValue(_quiet),
        };
    }
}
