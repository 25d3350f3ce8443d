namespace Headwater.Data;

/// <summary>How text pairs become token ids.</summary>
public sealed record PairEncodingOptions
{
    /// <summary>Put before every source, such as "translate English to German: ". Default none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Longest input in tokens, its end included; a longer one is cut. Default 256.</summary>
    public int MaxInput { get; init; } = 256;

    /// <summary>Longest target in tokens, its end included; a longer one is cut. Default 256.</summary>
    public int MaxTarget { get; init; } = 256;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Prefix);
        if (MaxInput < 2 || MaxTarget < 2)
            throw new ArgumentException($"MaxInput is {MaxInput} and MaxTarget {MaxTarget}; expected at least 2, one token and the end.");
    }
}
