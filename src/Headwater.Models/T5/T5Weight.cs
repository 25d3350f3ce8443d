using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>
/// One tensor of the model: a stack of equally shaped matrices that one multiplication reads together, such as query, key and value.
/// Published files and the optimiser see each slice by itself.
/// </summary>
internal sealed record T5Weight
{
    /// <summary>The published name of each slice.</summary>
    public required ImmutableArray<string> Slices { get; init; }

    /// <summary>Rows of a slice; 1 for a vector.</summary>
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>A vector is one-dimensional in files and starts at 1.</summary>
    public bool IsVector { get; init; }

    public bool IsEmbedding { get; init; }

    /// <summary>The standard deviation of each slice at the start; empty for a vector.</summary>
    public ImmutableArray<double> Deviations { get; init; } = [];

    public string Name => Slices[0];

    public long SliceCount => (long)Rows * Columns;

    public long Count => SliceCount * Slices.Length;

    public long[] SliceShape => IsVector ? [Columns] : [Rows, Columns];

    public bool HasShapeOf(T5Weight other) => (IsVector, Rows, Columns) == (other.IsVector, other.Rows, other.Columns);

    /// <summary>The shape that the model multiplies with: slices below each other.</summary>
    public long[] Shape => IsVector ? [Columns] : [(long)Slices.Length * Rows, Columns];
}
