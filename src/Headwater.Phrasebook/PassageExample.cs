using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>One example of a <see cref="PhrasebookTask"/>. Nothing in it is empty but what its task does not have.</summary>
/// <param name="Passage">Four sentences.</param>
/// <param name="Question">The question, or the statement to judge; null where a summary is asked for.</param>
/// <param name="Answer">The right answer: words of the passage, one of the choices, or the summary.</param>
/// <param name="Choices">The answers to choose from, all different; empty where there is no choice.</param>
public sealed record PassageExample(string Passage, string? Question, string Answer, ImmutableArray<string> Choices)
{
    /// <summary>The place of the right answer among the choices; null where there are none.</summary>
    public int? Right => Choices.IsEmpty ? null : Choices.IndexOf(Answer);
}
