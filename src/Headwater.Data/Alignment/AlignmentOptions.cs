namespace Headwater.Data;

/// <summary>How alignment is measured.</summary>
public sealed record AlignmentOptions
{
    /// <summary>UTF-8 bytes drawn from each text. All texts of a comparison get as many, so a larger corpus is not closer because it is larger. Default 2 MB.</summary>
    public long Bytes { get; init; } = 2_000_000;

    /// <summary>Bytes of the longest n-gram of the model, 1 to 7. Default 6: a word and its space, in most scripts of one byte a letter.</summary>
    public int Order { get; init; } = 6;

    /// <summary>Passages whose language is identified. Default 300: a share of one half is known to ±.05.</summary>
    public int Passages { get; init; } = 300;

    /// <summary>Pairs of the task that the texts are compared with. Default 2,000.</summary>
    public int Pairs { get; init; } = 2_000;

    /// <summary>Of every draw. Default 1.</summary>
    public ulong Seed { get; init; } = 1;
}
