namespace Headwater.Data;

/// <summary>A corrupted passage and what is missing from it, both ending in <see cref="TextTokenizer.EndOfSequence"/>.</summary>
public readonly record struct CorruptedExample(int[] Inputs, int[] Targets);
