using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>An input with the answers a model has to choose from.</summary>
public sealed record ChoiceQuestion(string Input, ImmutableArray<string> Choices);

/// <summary>An input as token ids, the end mark last, with the answers a model has to choose from.</summary>
public sealed record EncodedQuestion(int[] Input, ImmutableArray<string> Choices);
