using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Which records of a corpus's files are taken, where that is not all of them as they are.</summary>
public sealed record ReadingSettings
{
    public string? Column { get; init; }

    public ImmutableArray<string> Attributes { get; init; } = [];

    public ImmutableArray<string> Include { get; init; } = [];

    public ImmutableArray<string> Exclude { get; init; } = [];
}
