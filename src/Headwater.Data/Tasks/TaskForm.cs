using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// How records become examples: templates of text with names of values in braces. <c>{passage}</c> is a value, <c>{answers.text[0]}</c> an item inside a
/// structure, <c>{entities|, }</c> all items of a list with text between them, and <c>{{</c> a brace. A value that is not there, or is empty, is an error.
/// </summary>
public sealed record TaskForm
{
    /// <summary>What the model reads: <c>question: {question} context: {passage}</c>.</summary>
    public required string Prompt { get; init; }

    /// <summary>What it should write; null for the right choice, or the first of <see cref="Answers"/>.</summary>
    public string? Target { get; init; }

    /// <summary>The value that holds every text that counts as right, one or a list: <c>answers.text</c>; null for the target alone.</summary>
    public string? Answers { get; init; }

    /// <summary>Templates of the answers to choose from; a single one that names a list gives its items. Empty where the answer is free.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The value that says which choice is right: its text, or its place from 0 (false is 0, true is 1). Where several are, <see cref="Answers"/> says so.</summary>
    public string? Label { get; init; }

    /// <summary>The list that <see cref="Label"/> is looked up in, in place of the choices: <c>choices.label</c> with the letters A to D.</summary>
    public string? LabelNames { get; init; }

    /// <summary>Template of what examples share that are judged together: <c>{idx.paragraph}-{idx.question}</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Whether records may have different numbers of choices.</summary>
    public bool VaryingChoices { get; init; }

    /// <summary>Whether training shows an example once for each of its answers, as T5 does with ReCoRD, in place of once.</summary>
    public bool EveryAnswer { get; init; }

    /// <summary>How the file nests records; null where a record is an example.</summary>
    public NestedLayout? Layout { get; init; }

    /// <exception cref="ArgumentException">Templates that cannot be read, or parts that do not go together; all faults are reported.</exception>
    public void Validate() => _ = new ExampleBuilder(this);
}
