namespace Headwater.Data;

/// <summary>Pieces with their scores, logarithms of probabilities; single characters come first and always stay, so that every word can be cut. Immutable.</summary>
internal sealed class UnigramPieces
{
    public UnigramPieces(string[] texts, double[] scores, int characters)
    {
        (Texts, Scores, Characters) = (texts, scores, characters);
        Trie = PieceTrie.Of(texts.Select((text, id) => KeyValuePair.Create(text, id)));
    }

    public string[] Texts { get; }

    public double[] Scores { get; }

    /// <summary>How many pieces, from the first on, are single characters.</summary>
    public int Characters { get; }

    public PieceTrie Trie { get; }

    public int Count => Texts.Length;

    /// <summary>The pieces of these places, in this order; characters must come first.</summary>
    public UnigramPieces Pick(IReadOnlyList<int> places, Func<int, double> score) =>
        new([.. places.Select(place => Texts[place])], [.. places.Select(score)], Characters);

    /// <summary>All characters and the pieces with the highest scores, highest first.</summary>
    public IEnumerable<(string Text, double Score)> Best(int count)
    {
        IEnumerable<int> longer = Enumerable.Range(Characters, Count - Characters).OrderByDescending(place => Scores[place]).ThenBy(place => Texts[place], StringComparer.Ordinal).Take(count - Characters);
        return Enumerable.Range(0, Characters).Concat(longer).OrderByDescending(place => Scores[place]).ThenBy(place => Texts[place], StringComparer.Ordinal).Select(place => (Texts[place], Scores[place]));
    }
}
