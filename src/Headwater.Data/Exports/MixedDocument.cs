namespace Headwater.Data;

/// <summary>One document of a mixture: its corpus, its number there, and the place and number of its tokens in the corpus's shard.</summary>
public readonly record struct MixedDocument(string Corpus, long Document, long From, long Length, bool IsRepeat);
