namespace Headwater.Data;

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
