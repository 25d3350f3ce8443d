using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>Makes examples of records by one form, whose templates it has read.</summary>
internal sealed class ExampleBuilder
{
    private readonly List<string> _faults = [];
    private readonly TaskForm _form;
    private readonly TextTemplate? _prompt, _target, _group;
    private readonly FieldPath? _answers, _label, _labelNames;
    private readonly ImmutableArray<TextTemplate> _choices;
    private int? _choiceCount;

    /// <exception cref="ArgumentException">The form has faults; all are reported.</exception>
    public ExampleBuilder(TaskForm form)
    {
        _form = form;
        _prompt = Parse(form.Prompt, "prompt");
        _target = Parse(form.Target, "target");
        _group = Parse(form.Group, "group");
        _choices = [.. form.Choices.Select(choice => Parse(choice, "choice")).OfType<TextTemplate>()];
        _answers = Path(form.Answers);
        _label = Path(form.Label);
        _labelNames = Path(form.LabelNames);
        CheckParts();
        if (_faults.Count > 0)
            throw new ArgumentException(string.Join(" ", _faults));
    }

    /// <exception cref="InvalidDataException">The record lacks what the form names, or its answer is none of the choices.</exception>
    public TaskExample Build(TaskRecord record)
    {
        try
        {
            return Filled(record);
        }
        catch (InvalidOperationException failure) // of the JSON reader
        {
            throw new InvalidDataException($"{record.Where}: a value has an unpaired surrogate; expected valid Unicode.\nhint: repair or remove the record.", failure);
        }
    }

    private TaskExample Filled(TaskRecord record)
    {
        string input = _prompt!.Fill(record, out Range shortens);
        ImmutableArray<string> choices = Choices(record);
        ImmutableArray<string> answers = choices.IsEmpty ? Free(record) : Right(record, choices);
        return new TaskExample
        {
            Where = record.Where, Input = input, Shortens = shortens, Choices = choices, Answers = answers,
            Target = _target is null ? answers[0] : _target.Fill(record), Group = _group?.Fill(record),
        };
    }

    private TextTemplate? Parse(string? text, string role) => Try(text, written => TextTemplate.Parse(written, role));

    private FieldPath? Path(string? text) => Try(text, written => FieldPath.Parse(written.StartsWith('{') && written.EndsWith('}') ? written[1..^1] : written));

    private T? Try<T>(string? text, Func<string, T> parse)
        where T : class
    {
        try
        {
            return text is null ? null : parse(text);
        }
        catch (ArgumentException fault)
        {
            _faults.Add(fault.Message);
            return null;
        }
    }

    private void CheckParts()
    {
        if (string.IsNullOrWhiteSpace(_form.Prompt))
            _faults.Add("the prompt is empty; expected text with names of values in braces, such as \"question: {question} context: {passage}\".");
        if (_form.Choices.IsEmpty && _form.Target is null && _form.Answers is null)
            _faults.Add("nothing says what is right; expected target or answers, or choices with a label.");
        if (_form.Choices.IsEmpty && (_form.Label ?? _form.LabelNames) is not null)
            _faults.Add("label says which choice is right, and there are no choices; add choices, or use answers.");
        if (!_form.Choices.IsEmpty && _form.Label is null == _form.Answers is null)
            _faults.Add("choices need label (the right one's text, or its place from 0) or answers (the texts that are right), and one of them only.");
    }

    private ImmutableArray<string> Choices(TaskRecord record)
    {
        if (_choices.IsEmpty)
            return [];
        ImmutableArray<string> choices = _choices is [{ OnlyField: { } list }] ? TextTemplate.Texts(record, list, "choices") : [.. _choices.Select(choice => choice.Fill(record))];
        if (choices.Length < 2)
            throw new InvalidDataException($"{record.Where}: there is 1 choice; expected at least 2.");
        _choiceCount ??= choices.Length;
        return choices.Length == _choiceCount || _form.VaryingChoices ? choices : throw new InvalidDataException(
            $"{record.Where}: there are {choices.Length} choices, and the records before it have {_choiceCount}; expected the same number in each.\nhint: repair the record, or set varying-choices: true, so that each record has its own chance.");
    }

    private ImmutableArray<string> Free(TaskRecord record)
    {
        ImmutableArray<string> answers = _answers is null ? [] : TextTemplate.Texts(record, _answers, "answers");
        return answers.IsEmpty ? [_target!.Fill(record)] : answers;
    }

    private ImmutableArray<string> Right(TaskRecord record, ImmutableArray<string> choices)
    {
        if (_answers is null)
            return [choices[Place(record, choices)]];
        ImmutableArray<string> answers = [.. TextTemplate.Texts(record, _answers, "answers").Distinct(StringComparer.Ordinal)];
        return answers.Any(choices.Contains) ? answers : throw new InvalidDataException(
            $"{record.Where}: {_answers.Text} is {Quoted(answers)}; expected at least one of the choices {Quoted(choices)}. Repair the record.");
    }

    private int Place(TaskRecord record, ImmutableArray<string> choices)
    {
        JsonElement label = _label!.Find(record.Fields) is { IsList: false } value ? value.Items[0] : throw new InvalidDataException(
            $"{record.Where}: there is no \"{_label.Text}\" to say which choice is right; found {JsonRow.Keys(record.Fields)}. Name another as label, or use a file with labels.");
        ImmutableArray<string> names = _labelNames is null ? choices : TextTemplate.Texts(record, _labelNames, "label-names");
        int place = label.ValueKind switch
        {
            JsonValueKind.False => 0,
            JsonValueKind.True => 1,
            JsonValueKind.Number => label.TryGetInt32(out int number) ? number : -1,
            JsonValueKind.String => PlaceOf(label.GetString()!, names),
            _ => -1,
        };
        return place >= 0 && place < choices.Length ? place : throw new InvalidDataException(
            $"{record.Where}: \"{_label.Text}\" is {label.GetRawText()}; expected one of {Quoted(names)}, or its index from 0 to {choices.Length - 1}.{(place == -1 && label.ValueKind == JsonValueKind.Number ? " −1 stands for no label in published test sets: use a file with labels." : "")}");
    }

    // The text itself comes first, so that choices that are numbers mean what they say.
    private static int PlaceOf(string label, ImmutableArray<string> names)
    {
        int place = names.IndexOf(label);
        return place < 0 && int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : place;
    }

    private static string Quoted(ImmutableArray<string> texts)
    {
        const int shown = 6, longest = 60;
        IEnumerable<string> some = texts.Take(shown).Select(text => $"\"{(text.Length > longest ? text[..longest] + "…" : text)}\"");
        return string.Join(", ", some) + (texts.Length > shown ? ", …" : "");
    }
}
