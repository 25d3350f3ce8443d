namespace Headwater.Data;

/// <summary>How a byte-pair vocabulary is trained.</summary>
public sealed record BytePairOptions : VocabularyOptions;
