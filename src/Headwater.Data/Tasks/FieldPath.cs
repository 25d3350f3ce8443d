using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>
/// A way into a record: names with dots between them and places in brackets, <c>passage.questions[0].text</c>. A name that itself has dots is tried whole
/// first. A name after a list stands for that value of each of its items. Immutable.
/// </summary>
internal sealed class FieldPath
{
    private readonly ImmutableArray<object> _steps;

    private FieldPath(string text, ImmutableArray<object> steps) => (Text, _steps) = (text, steps);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <exception cref="ArgumentException">It is no path.</exception>
    public static FieldPath Parse(string text)
    {
        ImmutableArray<object>.Builder steps = ImmutableArray.CreateBuilder<object>();
        foreach (string part in text.Trim().Split('.'))
        {
            int bracket = part.IndexOf('[', StringComparison.Ordinal);
            string name = bracket < 0 ? part : part[..bracket];
            if (name.Length == 0)
                throw new ArgumentException($"\"{text}\" is no way into a record; expected names and places such as passage.questions[0].text.");
            steps.Add(name);
            if (bracket >= 0)
                AddPlaces(part[bracket..], steps, text);
        }

        return new FieldPath(text.Trim(), steps.ToImmutable());
    }

    /// <summary>The value; null where there is none, or null stands there.</summary>
    public FieldValue? Find(JsonElement record)
    {
        FieldValue? found = record.TryGetProperty(Text, out JsonElement whole) ? FieldValue.Of(whole) : Walk(record);
        return found is { IsNull: true } ? null : found;
    }

    private static void AddPlaces(string brackets, ImmutableArray<object>.Builder steps, string text)
    {
        foreach (string place in brackets.TrimStart('[').Split('['))
        {
            if (!place.EndsWith(']') || !int.TryParse(place[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                throw new ArgumentException($"\"{text}\" is no way into a record; expected a place from 0 in brackets, such as choices[0].");
            steps.Add(index);
        }
    }

    private FieldValue? Walk(JsonElement record)
    {
        FieldValue? value = FieldValue.Of(record);
        foreach (object step in _steps)
        {
            value = step is int place ? value.At(place) : value.Named((string)step);
            if (value is null)
                return null;
        }

        return value;
    }
}
