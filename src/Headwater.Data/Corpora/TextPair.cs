namespace Headwater.Data;

/// <summary>One example of a text-to-text task: what goes in and what should come out.</summary>
public readonly record struct TextPair(string Source, string Target);
