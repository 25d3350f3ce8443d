namespace Headwater.Models;

/// <summary>How text is generated.</summary>
public sealed record GenerationOptions
{
    /// <summary>Tokens of one output at most, the end mark included.</summary>
    public int MaxLength { get; init; } = 128;

    /// <summary>Padded input tokens of one batch at most: bounds memory.</summary>
    public int BatchTokens { get; init; } = 8192;

    /// <summary>Rows of one batch at most.</summary>
    public int BatchRows { get; init; } = 256;
}
