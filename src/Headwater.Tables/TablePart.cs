using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>One file of those a user names.</summary>
internal sealed record TablePart(RawTable Table)
{
    /// <summary>The name the file came under, where its rows are kept apart from those of other tables; <c>null</c> where they belong together.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the file is one run's log or result and not a table.</summary>
    public bool IsLog { get; init; }
}
