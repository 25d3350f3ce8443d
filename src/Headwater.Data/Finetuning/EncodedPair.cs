namespace Headwater.Data;

/// <summary>One example as token ids. Both sides end in <see cref="TextTokenizer.EndOfSequence"/>.</summary>
public readonly record struct EncodedPair(int[] Input, int[] Target);
