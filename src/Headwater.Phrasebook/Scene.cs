using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>Reads one kind of meaning off the digits of a number.</summary>
internal delegate Meaning SceneReader(ref MeaningReader choose);

/// <summary>One kind of meaning, and how many meanings of it there are.</summary>
internal sealed class Scene
{
    private readonly SceneReader _read;

    public Scene(SceneReader read)
    {
        _read = read;
        List<int> radices = [];
        MeaningReader zero = new(0, radices);
        read(ref zero);
        Radices = [.. radices];
        Count = radices.Aggregate(1L, (product, radix) => checked(product * radix));
    }

    /// <summary>How many values each choice has; the first choice is the lowest digit of a meaning's number.</summary>
    public ImmutableArray<int> Radices { get; }

    /// <summary>How many meanings there are: the product of all radices.</summary>
    public long Count { get; }

    /// <summary>The meaning with a number, 0 … <see cref="Count"/> − 1.</summary>
    public Meaning this[long number]
    {
        get
        {
            MeaningReader choose = new(number);
            return _read(ref choose);
        }
    }
}
