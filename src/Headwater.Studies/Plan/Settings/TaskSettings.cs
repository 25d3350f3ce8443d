namespace Headwater.Studies;

/// <summary>A translation task with the fingerprints of its data.</summary>
public sealed record TaskSettings
{
    public required string Name { get; init; }

    public required string Source { get; init; }

    public required string Target { get; init; }

    public required PairsSource Train { get; init; }

    public required PairsSource Validation { get; init; }

    public required PairsSource Test { get; init; }

    public required string Prefix { get; init; }

    public required int MaxSource { get; init; }

    public required int MaxTarget { get; init; }
}
