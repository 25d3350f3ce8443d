using System.Text.Json;

namespace Headwater.Data;

/// <summary>What becomes of what a pre-tokenizer finds: segments of its own, none, or the end or the beginning of its neighbours.</summary>
internal enum SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}

/// <summary>Cuts segments as a behaviour says (github huggingface/tokenizers, tokenizers/src/tokenizer/normalizer.rs).</summary>
internal static class SplitBehaviors
{
    public static SplitBehavior Read(JsonElement part, SplitBehavior? missing)
    {
        string? text = JsonParts.Text(part, "behavior");
        if (text is null && missing is { } value) return value;
        foreach (SplitBehavior behavior in Enum.GetValues<SplitBehavior>())
        {
            if (text == behavior.ToString()) return behavior;
        }

        throw JsonParts.Unsupported("behavior", $"\"{text}\"");
    }

    public static void Apply(Segment segment, PatternMatcher matcher, SplitBehavior behavior, bool invert, List<Segment> into)
    {
        List<TextPart> parts = [];
        matcher.Cut(segment.Text, parts);
        if (invert)
        {
            for (int i = 0; i < parts.Count; i++) parts[i] = parts[i] with { IsMatch = !parts[i].IsMatch };
        }

        Apply(segment, parts, behavior, into);
    }

    public static void Apply(Segment segment, List<TextPart> parts, SplitBehavior behavior, List<Segment> into)
    {
        int start = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            TextPart part = parts[i];
            bool closes = i + 1 == parts.Count || IsCut(part, parts[i + 1], behavior);
            if (!closes) continue;
            if (part.End > start && !(behavior == SplitBehavior.Removed && part.IsMatch)) into.Add(segment.Slice(start, part.End));
            start = part.End;
        }
    }

    // Whether there is a cut between a part and the next one.
    private static bool IsCut(TextPart part, TextPart next, SplitBehavior behavior) => behavior switch
    {
        SplitBehavior.Contiguous => part.IsMatch != next.IsMatch,
        // A match joins what is before it, but a match right behind a match does not.
        SplitBehavior.MergedWithPrevious => !(next.IsMatch && !part.IsMatch),
        // The same from the end: a match joins what is behind it, unless that is a match.
        SplitBehavior.MergedWithNext => !(part.IsMatch && !next.IsMatch),
        _ => true,
    };
}

/// <summary>
/// A piece of text on its way through a tokenizer.json. <paramref name="First"/> tells how many of its characters come from the very first character of the whole text: a Metaspace with
/// "first" asks for that, and the library answers by the text before normalisation.
/// </summary>
internal readonly record struct Segment(string Text, int First)
{
    /// <summary>A part of the segment.</summary>
    public Segment Slice(int start, int end) => start == 0 && end == Text.Length ? this : new Segment(Text[start..end], Math.Clamp(First - start, 0, end - start));

    /// <summary>The segment with a text in front, which counts as part of the character behind it.</summary>
    public Segment Prepend(string prefix) => Text.Length == 0 ? this : new Segment(prefix + Text, First == 0 ? 0 : First + prefix.Length);
}
