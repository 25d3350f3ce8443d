using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headwater.Data;

/// <summary>
/// A condition on an attribute of the Dolma layout, whose value is a list of spans [start, end, score]: <c>NAME</c> holds where there is a span,
/// <c>NAME &gt;= 0.5</c> where some span's score fits.
/// </summary>
internal sealed partial record AttributeCondition(string Name, string? Comparison, double Score)
{
    /// <summary>Throws <see cref="ArgumentException"/> for text that is no condition.</summary>
    public static AttributeCondition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = Shape().Match(text);
        if (!match.Success)
            throw new ArgumentException($"\"{text}\" is no condition on an attribute; expected NAME, or NAME, one of < <= = != >= >, and a number, such as gopher__score >= 0.5.", nameof(text));
        return match.Groups[2].Success
            ? new AttributeCondition(match.Groups[1].Value, match.Groups[2].Value, double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture))
            : new AttributeCondition(match.Groups[1].Value, null, 0);
    }

    /// <summary>Whether the attributes of a document, by name, meet the condition. An attribute that is not there has no span.</summary>
    public bool Holds(IEnumerable<JsonElement> attributes) => attributes
        .Where(set => set.TryGetProperty(Name, out _))
        .SelectMany(set => set.GetProperty(Name).EnumerateArray().ToArray())
        .Any(span => Comparison is null || Fits(span[2].GetDouble()));

    private bool Fits(double score) => Comparison switch
    {
        "<" => score < Score,
        "<=" => score <= Score,
        ">=" => score >= Score,
        ">" => score > Score,
        "!=" => score != Score,
        _ => score == Score,
    };

    [GeneratedRegex(@"^\s*([^\s<>=!]+)\s*(?:(<=|>=|!=|==?|<|>)\s*(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*)?$")]
    private static partial Regex Shape();
}
