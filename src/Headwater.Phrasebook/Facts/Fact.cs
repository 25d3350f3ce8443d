namespace Headwater.Phrasebook;

/// <summary>One thing that a phrase tells.</summary>
/// <param name="Question">What asks for it: "When does the train to Venice leave?"</param>
/// <param name="Answer">What answers the question, in words that stand in the phrase: "14:35".</param>
/// <param name="Statement">The fact without the rest of the phrase, to be made a sentence: "the train to Venice leaves at 14:35".</param>
internal sealed record Fact(string Question, string Answer, string Statement);
