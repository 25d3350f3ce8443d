namespace Headwater.Data;

/// <summary>Reads one kind of meaning off the digits of a number.</summary>
internal delegate Meaning SceneReader(ref MeaningReader choose);

/// <summary>One kind of meaning, and how many meanings of it there are.</summary>
internal sealed class Scene
{
    private readonly SceneReader _read;

    public Scene(SceneReader read)
    {
        _read = read;
        MeaningReader zero = new(0);
        read(ref zero);
        Count = zero.Combinations;
    }

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
