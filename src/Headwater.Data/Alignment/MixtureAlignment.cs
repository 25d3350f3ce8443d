using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>How close a mixture is to a task: its languages, and every measure.</summary>
public sealed record MixtureAlignment(string Mixture, LanguageShares Languages, ImmutableArray<AlignmentMeasure> Measures);
