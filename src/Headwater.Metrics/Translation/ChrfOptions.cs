namespace Headwater.Metrics;

/// <summary>How chrF is computed. The defaults are sacreBLEU's chrF2; <see cref="PlusPlus"/> is chrF2++.</summary>
public sealed record ChrfOptions
{
    /// <summary>chrF2++: character n-grams to 6 and word n-grams to 2 (Popović 2017).</summary>
    public static ChrfOptions PlusPlus { get; } = new() { WordOrder = 2 };

    internal static ChrfOptions Default { get; } = new();

    /// <summary>The longest character n-gram. Default 6.</summary>
    public int CharOrder { get; init; } = 6;

    /// <summary>The longest word n-gram; 0 for none. Default 0.</summary>
    public int WordOrder { get; init; }

    /// <summary>How many times recall weighs as much as precision. Default 2.</summary>
    public int Beta { get; init; } = 2;

    /// <summary>Compare without regard to case. Default false.</summary>
    public bool Lowercase { get; init; }

    /// <summary>Keep white space in the character n-grams. Default false.</summary>
    public bool Whitespace { get; init; }

    /// <summary>Average F-scores over all orders, a tiny constant for missing ones, as chrF++.py does, in place of effective order. Default false.</summary>
    public bool EpsSmoothing { get; init; }

    internal void Validate()
    {
        List<string> faults = [];
        if (CharOrder < 1)
            faults.Add($"CharOrder is {CharOrder}; expected 1 or more.");
        if (WordOrder < 0)
            faults.Add($"WordOrder is {WordOrder}; expected 0 or more.");
        if (Beta < 1)
            faults.Add($"Beta is {Beta}; expected 1 or more.");
        if (faults.Count > 0)
            throw new ArgumentException("ChrfOptions: " + string.Join(" ", faults));
    }
}
