using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>Pairs in their order in the files, and how many were left out because a side was empty or white space only.</summary>
public sealed record AlignedText(ImmutableArray<TextPair> Pairs, int BlankPairs);
