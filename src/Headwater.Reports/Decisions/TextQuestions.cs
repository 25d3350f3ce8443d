using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Questions about the text itself: whether there is enough of it, and how close it is to the task.</summary>
internal static class TextQuestions
{
    /// <summary>Up to about four passes repeated text is worth nearly as much as new text (Muennighoff et al. 2023, arXiv:2305.16264).</summary>
    private const double HarmlessPasses = 4;

    /// <summary>Whether the corpora hold the tokens that the decision is about.</summary>
    public static Question? Enough(ReportInput input, Decision d)
    {
        if (input.Study is not { } study || d.At is not { } at) return null;
        if (study.Texts.FirstOrDefault(text => text.Mixture == d.Favourite.Mixture) is not { Tokens: > 0 } mine) return null;
        double passes = at / mine.Tokens;
        string list = string.Join(", ", study.Texts.Select(text => $"{text.Mixture} {Readable.Count(text.Tokens)}"));
        string answer = passes <= 1 ? $"Yes: {mine.Mixture} has {Readable.Count(mine.Tokens)} tokens, and {Readable.Count(at)} are needed."
            : $"No: {mine.Mixture} has only {Readable.Count(mine.Tokens)} tokens without repeats, so {Readable.Count(at)} tokens mean {Readable.Significant(passes, 2)} passes over its smallest corpus. "
                + (passes <= HarmlessPasses ? "Up to about four passes are worth nearly as much as new text. The forecast assumes new text." : "That many passes are worth much less than new text. The forecast assumes new text, so you need more text to reach it.");
        return new Question("Is there enough text?", $"{answer} Tokens without repeats: {list}.");
    }

    /// <summary>How close the mixtures are to the task, or how to find out.</summary>
    public static Question? Alignment(ReportInput input) => input.Study is not { HasMixtures: true } || !AlignmentRows.Of(input).IsEmpty ? null
        : new Question("How close is each mixture's text to the task?", "Not measured yet. `headwater align STUDY.yaml --csv alignment.csv` in the study's folder adds it to this report, in seconds and without training.");
}
