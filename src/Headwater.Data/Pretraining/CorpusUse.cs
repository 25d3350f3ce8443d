namespace Headwater.Data;

/// <summary>What a pretraining run has taken from one corpus: raw tokens, passes over the corpus, and how many of the tokens were different ones.</summary>
public readonly record struct CorpusUse(long Tokens, double Epochs, long UniqueTokens);
