namespace Headwater.Data;

/// <summary>The share of a corpus, by bytes, that is written in one language: 0 to 1, with an interval for what sampling leaves open. Mistakes of the identifier are not in it.</summary>
/// <param name="Language">ISO 639-1 code; <see cref="LanguageShares.Unknown"/> for passages whose language cannot be told.</param>
/// <param name="Share">The estimate.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct LanguageShare(string Language, double Share, double Low, double High);
