namespace Headwater.Metrics;

/// <summary>
/// Reference streams beside the hypotheses: stream k holds the k-th reference of every segment. A null or empty entry means that the
/// segment has one reference less.
/// </summary>
internal sealed class References
{
    private readonly IReadOnlyList<string?>[] _streams;

    /// <summary>Throws when there is nothing to score, or when a stream's length differs from the hypotheses'.</summary>
    public References(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> streams)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(streams);
        if (hypotheses.Count == 0)
            throw new ArgumentException("There are 0 hypotheses; expected at least one segment to score.", nameof(hypotheses));
        if (streams.Count == 0)
            throw new ArgumentException("There are 0 reference streams; expected at least one, each as long as the hypotheses.", nameof(streams));
        for (int k = 0; k < streams.Count; k++)
        {
            if (streams[k].Count != hypotheses.Count)
                throw new ArgumentException(
                    $"Reference stream {k + 1} has {streams[k].Count} segments and the hypotheses have {hypotheses.Count}; expected the same number. " +
                    "Give one reference per hypothesis, and an empty one where a further reference is missing.", nameof(streams));
        }
        _streams = [.. streams];
    }

    /// <summary>The references of segment <paramref name="index"/> (from 0) with the empty ones among them: where an empty text is an answer too.</summary>
    public void WithEmptyOf(int index, List<string> references)
    {
        references.Clear();
        foreach (IReadOnlyList<string?> stream in _streams)
            references.Add(stream[index] ?? "");
    }

    /// <summary>The references that segment <paramref name="index"/> (from 0) has.</summary>
    public void Of(int index, List<ReadOnlyMemory<char>> references)
    {
        references.Clear();
        foreach (IReadOnlyList<string?> stream in _streams)
        {
            if (!string.IsNullOrEmpty(stream[index]))
                references.Add(stream[index].AsMemory());
        }
    }
}
