using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>How scores are printed.</summary>
internal sealed record ReportStyle
{
    public const string Yellow = "33";
    public const string Cyan = "36";
    public const string Red = "31";

    // More decimals than a double has, so that rounding changes nothing.
    private const int EveryDecimal = 17;

    public bool IsJson { get; init; }

    public bool IsLatex { get; init; }

    /// <summary>Unrounded JSON (a Headwater extension).</summary>
    public bool AllDigits { get; init; }

    public int Width { get; init; } = 1;

    public bool ScoreOnly { get; init; }

    public bool ShortSignature { get; init; }

    public bool Colours { get; init; }

    public bool IsQuiet { get; init; }

    /// <summary>The decimals of a score in JSON.</summary>
    public int JsonWidth => AllDigits ? EveryDecimal : Width;

    public string Number(double value) => FixedPoint.Format(value, Width);

    public string SignatureOf(MetricScore score) => ShortSignature ? score.ShortSignature : score.Signature;

    public string Paint(string text, string colour) => Colours ? $"\u001b[{colour}m{text}\u001b[0m" : text;
}
