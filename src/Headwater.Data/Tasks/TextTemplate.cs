using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>Text with names of values in braces, filled in from records. Immutable.</summary>
internal sealed class TextTemplate
{
    private readonly ImmutableArray<Part> _parts;
    private readonly string _text;
    private readonly string _role;

    private TextTemplate(string text, string role, ImmutableArray<Part> parts) => (_text, _role, _parts) = (text, role, parts);

    /// <summary>The value that the template consists of and nothing else, such as <c>{choices}</c>; null for any other.</summary>
    public FieldPath? OnlyField => _parts is [{ Field: { } named, Separator: null }] ? named : null;

    /// <param name="text">The template.</param>
    /// <param name="role">What it is, for messages: prompt, target.</param>
    /// <exception cref="ArgumentException">A brace without its partner, or no way into a record between two.</exception>
    public static TextTemplate Parse(string text, string role)
    {
        ImmutableArray<Part>.Builder parts = ImmutableArray.CreateBuilder<Part>();
        StringBuilder literal = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
                continue;
            }

            if (text[i] == '}')
                throw new ArgumentException($"the {role} \"{text}\" has a }} without a {{ before it; write }}}} for a brace.");
            if (text[i] != '{')
            {
                literal.Append(text[i]);
                continue;
            }

            int end = text.IndexOf('}', i);
            if (end < 0)
                throw new ArgumentException($"the {role} \"{text}\" has a {{ without a }} after it; write {{{{ for a brace.");
            if (literal.Length > 0)
                parts.Add(new Part(literal.ToString(), null, null));
            literal.Clear();
            parts.Add(Part.Of(text[(i + 1)..end]));
            i = end;
        }

        if (literal.Length > 0)
            parts.Add(new Part(literal.ToString(), null, null));
        return new TextTemplate(text, role, parts.ToImmutable());
    }

    /// <summary>The text with a record's values.</summary>
    /// <exception cref="InvalidDataException">A value is not there, is empty, or is no text.</exception>
    public string Fill(TaskRecord record) => Fill(record, out _);

    /// <summary>As <see cref="Fill(TaskRecord)"/>, with the place of the longest value.</summary>
    public string Fill(TaskRecord record, out Range longest)
    {
        StringBuilder filled = new();
        longest = 0..0;
        int most = 0;
        foreach (Part part in _parts)
        {
            string text = part.Field is null ? part.Literal : Value(record, part);
            if (part.Field is not null && text.Length > most)
            {
                most = text.Length;
                longest = filled.Length..(filled.Length + text.Length);
            }

            filled.Append(text);
        }

        return filled.ToString();
    }

    /// <summary>The texts of a list, or the one text, that a value holds.</summary>
    public static ImmutableArray<string> Texts(TaskRecord record, FieldPath field, string role)
    {
        FieldValue value = field.Find(record.Fields) ?? throw Missing(record, field, role);
        string[] texts = [.. value.Items.Select(item => FieldValue.TextOf(item) ?? throw NoText(record, field, role))];
        if (texts.Length == 0)
            throw new InvalidDataException($"{record.Where}: \"{field.Text}\" is an empty list, and the {role} need at least one. Fill it, or drop the record.");
        return texts.Any(string.IsNullOrWhiteSpace) ? throw Empty(record, field, role) : [.. texts];
    }

    private string Value(TaskRecord record, Part part)
    {
        FieldValue value = part.Field!.Find(record.Fields) ?? throw Missing(record, part.Field, Role);
        if (value.IsList && part.Separator is null)
            throw new InvalidDataException($"{record.Where}: \"{part.Field.Text}\" is a list of {value.Items.Length}; write {{{part.Field.Text}[0]}} in the {Role} for one of its items, or {{{part.Field.Text}|, }} for all.");
        string[] texts = [.. value.Items.Select(item => FieldValue.TextOf(item) ?? throw NoText(record, part.Field, Role))];
        string text = string.Join(part.Separator, texts);
        return string.IsNullOrWhiteSpace(text) ? throw Empty(record, part.Field, Role) : text;
    }

    private string Role => $"{_role} \"{_text}\"";

    private static InvalidDataException Missing(TaskRecord record, FieldPath field, string role) => new(
        $"{record.Where}: there is no \"{field.Text}\", which the {role} names; found {JsonRow.Keys(record.Fields)}. Name another in the task, or repair the record.");

    private static InvalidDataException Empty(TaskRecord record, FieldPath field, string role) => new(
        $"{record.Where}: \"{field.Text}\" is empty, and the {role} needs it. Fill it, or drop the record.");

    private static InvalidDataException NoText(TaskRecord record, FieldPath field, string role) => new(
        $"{record.Where}: \"{field.Text}\" holds an object or a list, and the {role} needs text; name a value inside it, such as {field.Text}.text.");

    private sealed record Part(string Literal, FieldPath? Field, string? Separator)
    {
        public static Part Of(string inner)
        {
            int bar = inner.IndexOf('|', StringComparison.Ordinal);
            return new Part("", FieldPath.Parse(bar < 0 ? inner : inner[..bar]), bar < 0 ? null : inner[(bar + 1)..]);
        }
    }
}
