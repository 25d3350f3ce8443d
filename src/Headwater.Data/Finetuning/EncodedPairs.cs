using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>Encoded pairs in the order of their texts, with how many inputs and targets were too long and were cut.</summary>
public sealed record EncodedPairs(ImmutableArray<EncodedPair> Pairs, int TruncatedInputs, int TruncatedTargets);
