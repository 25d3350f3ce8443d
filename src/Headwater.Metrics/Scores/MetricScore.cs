using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headwater.Metrics;

/// <summary>
/// One computed score with what makes it comparable: its metric's name and its signature. Printed and serialised in the shape of
/// sacreBLEU 2.6.0 (Post 2018, "A Call for Clarity in Reporting BLEU Scores"), so either tool's output can be compared with the other's.
/// </summary>
public abstract record MetricScore
{
    /// <summary>The metric's name as sacreBLEU prints it: <c>BLEU</c>, <c>chrF2</c>, <c>chrF2++</c>, <c>TER</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The score with all its digits: 0 to 100, TER 0 or more.</summary>
    public required double Score { get; init; }

    /// <summary>Everything the score depends on: <c>nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>The same signature with one-letter names: <c>#:1|c:mixed|e:no|tok:13a|s:exp|v:2.6.0</c>.</summary>
    public required string ShortSignature { get; init; }

    /// <summary>What the metric prints after the score; empty for a metric that prints nothing more.</summary>
    public string Verbose { get; init; } = "";

    /// <summary>The score's interval, where one was asked for.</summary>
    public BootstrapInterval? Interval { get; init; }

    /// <summary>The full text line: name, signature, score with <paramref name="width"/> decimals, its interval, and <see cref="Verbose"/>.</summary>
    public string Format(int width = 1, bool shortSignature = false)
    {
        string line = $"{Name}|{(shortSignature ? ShortSignature : Signature)} = {ScoreText(width)}";
        return Verbose.Length == 0 ? line : $"{line} {Verbose}";
    }

    /// <summary>The text line of <see cref="Format"/>.</summary>
    public sealed override string ToString() => Format();

    /// <summary>The score with <paramref name="width"/> decimals, and its interval if it has one.</summary>
    public string ScoreText(int width = 1) =>
        IntervalText(width) is { } interval ? $"{FixedPoint.Format(Score, width)} {interval}" : FixedPoint.Format(Score, width);

    /// <summary>The interval as text, <c>(μ = 37.8 ± 0.6)</c>; null without one, or where its mean is 0, which the reference tool leaves out.</summary>
    public string? IntervalText(int width = 1) =>
        Interval is { Mean: > 0 } interval ? $"(μ = {FixedPoint.Format(interval.Mean, width)} ± {FixedPoint.Format(interval.HalfWidth, width)})" : null;

    /// <summary>
    /// The same score with signatures that say how it was resampled, after the references: <c>bs:1000|seed:12345</c> for bootstrap resamples,
    /// <c>ar:10000|seed:12345</c> for trials of approximate randomisation.
    /// </summary>
    public MetricScore WithResampling(string kind, int samples, string seed)
    {
        string drawn = string.Create(CultureInfo.InvariantCulture, $"|{kind}:{samples}|");
        return this with
        {
            Signature = AfterFirstField(Signature, $"{drawn}seed:{seed}"),
            ShortSignature = AfterFirstField(ShortSignature, $"{drawn}rs:{seed}"),
        };
    }

    /// <summary>
    /// The JSON object sacreBLEU prints: name, score rounded to <paramref name="width"/> decimals, signature, verbose_score, then one
    /// string per part of the signature.
    /// </summary>
    public string ToJson(int width = 1)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, JsonLayout))
            WriteJson(json, width);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the object of <see cref="ToJson"/> to <paramref name="json"/>, for a caller who lists several scores.</summary>
    public void WriteJson(Utf8JsonWriter json, int width = 1)
    {
        ArgumentNullException.ThrowIfNull(json);

        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WritePropertyName("score");
        json.WriteRawValue(FixedPoint.Shortest(Score, width));
        json.WriteString("signature", Signature);
        if (IntervalText(width) is { } text)
        {
            json.WritePropertyName("confidence_mean");
            json.WriteRawValue(FixedPoint.Shortest(Interval!.Mean, width));
            json.WritePropertyName("confidence_var");
            json.WriteRawValue(FixedPoint.Shortest(Interval.HalfWidth, width));
            json.WriteString("confidence", text[1..^1]);
        }
        if (Verbose.Length > 0)
            json.WriteString("verbose_score", Verbose);
        foreach (string field in Signature.Split('|'))
        {
            int colon = field.IndexOf(':', StringComparison.Ordinal);
            json.WriteString(field[..colon], field[(colon + 1)..]);
        }
        json.WriteEndObject();
    }

    private static string AfterFirstField(string signature, string fields)
    {
        int end = signature.IndexOf('|', StringComparison.Ordinal);
        return signature.Insert(end, fields);
    }

    // One space of indentation and unescaped '+' are how the reference tool lays its output out.
    private static readonly JsonWriterOptions JsonLayout =
        new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
