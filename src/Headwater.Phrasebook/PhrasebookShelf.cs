using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Phrasebook;

/// <summary>
/// The meanings of one scene that belong to one split, taken one by one in the order of a seed. A fixed shuffle of the scene's meanings is cut into
/// the four splits; the seed shuffles only within a cut.
/// </summary>
internal sealed class PhrasebookShelf
{
    private const ulong SplitKey = 0x50687261736573; // never change it: it decides what is training and what is test text

    /// <summary>Percent of the meanings in each split, in the order of <see cref="PhrasebookSplit"/>.</summary>
    private static readonly ImmutableArray<int> Percents = [60, 30, 5, 5];

    private readonly Scene _scene;
    private readonly Permutation _membership;
    private readonly Permutation _order;
    private readonly long _start;
    private long _taken;

    private PhrasebookShelf(int scene, PhrasebookSplit split, ulong seed)
    {
        _scene = Scenes.All[scene];
        _membership = new(_scene.Count, SplitMix.Mix(SplitKey, (ulong)scene));
        int before = Percents.Take((int)split).Sum();
        _start = _scene.Count * before / 100;
        Count = _scene.Count * (before + Percents[(int)split]) / 100 - _start;
        _order = new(Count, SplitMix.Mix(seed, (ulong)scene));
    }

    /// <summary>One shelf for each scene of some topics; of every scene where no topic is named.</summary>
    public static IEnumerable<PhrasebookShelf> Of(IReadOnlyCollection<string> topics, PhrasebookSplit split, ulong seed)
    {
        if (!Enum.IsDefined(split))
            throw new ArgumentOutOfRangeException(nameof(split), split, $"Expected one of {string.Join(", ", Enum.GetNames<PhrasebookSplit>())}.");
        return Scenes.PlacesOf(topics).Select(scene => new PhrasebookShelf(scene, split, seed));
    }

    /// <summary>How many meanings the shelf held at first.</summary>
    public long Count { get; }

    public bool IsEmpty => Left == 0;

    /// <summary>How many are not yet taken.</summary>
    public long Left => Count - _taken;

    /// <summary>Any of them, taken or not, 0 … <see cref="Count"/> − 1.</summary>
    public Meaning this[long place] => _scene[_membership[_start + place]];

    public Meaning Take() => this[_order[_taken++]];
}
