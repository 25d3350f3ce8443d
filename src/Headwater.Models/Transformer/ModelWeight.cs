using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>
/// One tensor of the model: a stack of equally shaped matrices that one multiplication reads together, such as query, key and value.
/// Published files and the optimiser see each slice by itself.
/// </summary>
internal sealed record ModelWeight
{
    /// <summary>The published name of each slice.</summary>
    public required ImmutableArray<string> Slices { get; init; }

    /// <summary>Rows of a slice; 1 for a vector.</summary>
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>A vector is one-dimensional in files and starts at <see cref="FirstValue"/>.</summary>
    public bool IsVector { get; init; }

    /// <summary>What a vector starts at: 1 for the scale of a norm, 0 for a bias.</summary>
    public float FirstValue { get; init; } = 1;

    public bool IsEmbedding { get; init; }

    /// <summary>Whether a matrix stays in float32 where the others are multiplied in bfloat16.</summary>
    public bool StaysWide { get; init; }

    /// <summary>The standard deviation of each slice at the start; empty for a vector.</summary>
    public ImmutableArray<double> Deviations { get; init; } = [];

    public string Name => Slices[0];

    public long SliceCount => (long)Rows * Columns;

    public long Count => SliceCount * Slices.Length;

    public long[] SliceShape => IsVector ? [Columns] : [Rows, Columns];

    public bool HasShapeOf(ModelWeight other) => (IsVector, Rows, Columns) == (other.IsVector, other.Rows, other.Columns);

    /// <summary>The shape that the model multiplies with: slices below each other.</summary>
    public long[] Shape => IsVector ? [(long)Slices.Length * Columns] : [(long)Slices.Length * Rows, Columns];
}
