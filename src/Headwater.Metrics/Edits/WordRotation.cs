namespace Headwater.Metrics;

/// <summary>A block of words moved: the words from First to Middle change places with those from Middle to End; all others stay.</summary>
internal readonly record struct WordRotation(int First, int Middle, int End)
{
    /// <summary>Moving <paramref name="length"/> words from <paramref name="start"/> to <paramref name="target"/> in a text of <paramref name="count"/> words.</summary>
    public static WordRotation Of(int start, int length, int target, int count)
    {
        if (target < start)
            return new WordRotation(target, start, start + length);

        // A target inside the block, or just behind it, moves the block on by as many words, as the reference tool does.
        int end = target > start + length ? target : Math.Min(target + length, count);
        return new WordRotation(start, start + length, end);
    }

    /// <summary>The most that the move can change an edit distance: a word moved alone is one deletion and one insertion.</summary>
    public int LargestGain => 2 * Math.Min(Middle - First, End - Middle);

    /// <summary>Where the word comes from that stands at <paramref name="position"/>, First to End, after the move.</summary>
    public int Source(int position) => position + (Middle - First) is int moved && moved < End ? moved : position - (End - Middle);

    public void Apply(Span<int> words)
    {
        Span<int> region = words[First..End];
        region[..(Middle - First)].Reverse();
        region[(Middle - First)..].Reverse();
        region.Reverse();
    }
}
