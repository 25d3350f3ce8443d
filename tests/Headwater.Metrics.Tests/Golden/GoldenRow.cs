using System.Globalization;

namespace Headwater.Metrics.Tests;

/// <summary>One row of a golden table, with its <c>key=value;…</c> options taken apart.</summary>
internal sealed class GoldenRow(Dictionary<string, string> fields)
{
    private readonly Dictionary<string, string> _options = fields.GetValueOrDefault("options", "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

    public string this[string field] => fields[field];

    public double Number(string field) => double.Parse(fields[field], CultureInfo.InvariantCulture);

    public double[] Numbers(string field) => [.. fields[field].Split('|').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];

    public int Segment => int.Parse(fields["segment"], CultureInfo.InvariantCulture);

    public string[] Hypotheses => GoldenData.Lines(this["langpair"], $"hyp.{this["system"]}.{TargetLanguage}.txt");

    public string[][] References =>
        [.. _options["refs"].Split('+').Select(name => GoldenData.Lines(this["langpair"], $"ref.{name}.{TargetLanguage}.txt"))];

    public BleuOptions BleuOptions => new()
    {
        Tokenizer = TokenizerNamed(_options["tok"]),
        Lowercase = bool.Parse(_options["lowercase"]),
        Smoothing = Smoothing switch { "exp" => BleuSmoothing.Exp, "floor" => BleuSmoothing.Floor, "add-k" => BleuSmoothing.AddK, _ => BleuSmoothing.None },
        SmoothingValue = SmoothingValue,
        EffectiveOrder = _options.TryGetValue("effective_order", out string? effective) && bool.Parse(effective),
    };

    public ChrfOptions ChrfOptions => new()
    {
        CharOrder = int.Parse(_options["char_order"], CultureInfo.InvariantCulture),
        WordOrder = int.Parse(_options["word_order"], CultureInfo.InvariantCulture),
        Beta = int.Parse(_options["beta"], CultureInfo.InvariantCulture),
        Lowercase = bool.Parse(_options["lowercase"]),
        Whitespace = bool.Parse(_options["whitespace"]),
        EpsSmoothing = bool.Parse(_options["eps_smoothing"]),
    };

    public TerOptions TerOptions => new()
    {
        Normalized = bool.Parse(_options["normalized"]),
        NoPunctuation = bool.Parse(_options["no_punct"]),
        AsianSupport = bool.Parse(_options["asian_support"]),
        CaseSensitive = bool.Parse(_options["case_sensitive"]),
    };

    public override string ToString() => $"{this["system"]} {this["langpair"]} {this["metric"]} {this["options"]}";

    public static BleuTokenizer TokenizerNamed(string name) => name switch
    {
        "13a" => BleuTokenizer.V13a,
        "none" => BleuTokenizer.None,
        "intl" => BleuTokenizer.Intl,
        "char" => BleuTokenizer.Char,
        "zh" => BleuTokenizer.Zh,
        _ => throw new InvalidDataException($"The golden table names a tokenizer \"{name}\" that is not ours."),
    };

    private string Smoothing => _options["smooth"].Split('[')[0];

    private double? SmoothingValue => _options["smooth"].Split('[', ']') is [_, string value, _] ? double.Parse(value, CultureInfo.InvariantCulture) : null;

    private string TargetLanguage => this["langpair"].Split('-')[1];
}
