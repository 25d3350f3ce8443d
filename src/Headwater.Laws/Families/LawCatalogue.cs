using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The laws that have a name.</summary>
public static class LawCatalogue
{
    /// <summary>All of them, by name.</summary>
    public static ImmutableArray<LawFamily> All { get; } = [];

    /// <summary>The law of that name, or the law of that equation.</summary>
    /// <exception cref="ArgumentException">It is neither; the message lists the names.</exception>
    public static LawFamily Find(string nameOrEquation) => throw new NotSupportedException();
}
