using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Phrasebook;

/// <summary>Draws passages of one split in the order of a seed; no meaning is asked for twice, and none of another split is used.</summary>
internal sealed class PassageSampler
{
    private const int Asides = 2;
    private const int WrongValues = 3;

    private readonly SplitMix _generator;
    private readonly Dictionary<int, PhrasebookShelf> _shelves;
    private readonly ImmutableArray<int> _asides;
    private readonly List<Matter> _matters;

    public PassageSampler(PhrasebookSplit split, ulong seed, IReadOnlyCollection<string> topics)
    {
        _generator = new(seed);
        _shelves = Scenes.PlacesOf(topics).Zip(PhrasebookShelf.Of(topics, split, seed)).ToDictionary(pair => pair.First, pair => pair.Second);
        _asides = Matters.Asides(topics);
        _matters = [.. Matters.All.Where(matter => _shelves.ContainsKey(matter.Scene))];
    }

    /// <summary>Passages until the meanings that can be asked for are used up.</summary>
    public IEnumerable<Passage> Draw()
    {
        while (_matters.Count > 0)
        {
            int chosen = _generator.NextInt32(_matters.Count);
            Matter matter = _matters[chosen];
            PhrasebookShelf shelf = _shelves[matter.Scene];
            if (shelf.Left < 2)
            {
                _matters.RemoveAt(chosen);
                continue;
            }

            (Meaning asked, Meaning twin) = (shelf.Take(), shelf.Take());
            if (matter.Suits(asked, twin)) yield return new(matter, asked, twin, Sentences(matter, asked, twin), Wrong(matter, asked, twin));
        }
    }

    private ImmutableArray<Meaning> Sentences(Matter matter, Meaning asked, Meaning twin)
    {
        List<Meaning> sentences = [asked, twin];
        while (sentences.Count < Asides + 2)
        {
            int scene = _asides[_generator.NextInt32(_asides.Length)];
            if (scene == matter.Scene) continue;
            Meaning aside = Any(_shelves[scene]);
            if (!sentences.Contains(aside)) sentences.Add(aside);
        }

        Meaning[] shuffled = [.. sentences];
        _generator.Shuffle<Meaning>(shuffled);
        return [.. shuffled];
    }

    private ImmutableArray<Meaning> Wrong(Matter matter, Meaning asked, Meaning twin)
    {
        List<Meaning> wrong = [matter.Change(asked, twin)];
        while (wrong.Count < WrongValues)
        {
            Meaning other = Any(_shelves[matter.Scene]);
            if (!matter.TellTheSame(other, asked) && !wrong.Any(known => matter.TellTheSame(other, known))) wrong.Add(matter.Change(asked, other));
        }

        return [.. wrong];
    }

    private Meaning Any(PhrasebookShelf shelf) => shelf[(long)(_generator.NextDouble() * shelf.Count)];
}
