using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// What one pass over a corpus met: counts of records, of what was left out and why, and a sample of the broken ones. It grows while documents are read. Not thread-safe.
/// </summary>
public sealed class CorpusTally
{
    private const int MostSamples = 10;

    private readonly List<string> _samples = [];
    private readonly SortedDictionary<string, long> _removed = new(StringComparer.Ordinal);

    /// <summary>Records read, broken and blank ones among them.</summary>
    public long Records { get; private set; }

    /// <summary>Records that are not text, not JSON, or lack the document.</summary>
    public long Broken { get; private set; }

    /// <summary>The first broken records, each with its file, line and fault.</summary>
    public ImmutableArray<string> BrokenSamples => [.. _samples];

    /// <summary>Records of white space only.</summary>
    public long Blank { get; private set; }

    /// <summary>Documents taken.</summary>
    public long Documents { get; private set; }

    /// <summary>UTF-8 bytes of the documents taken.</summary>
    public long Bytes { get; private set; }

    /// <summary>Documents left out by a filter or by cleaning, by the reason's name: <c>attributes</c>, <c>length</c>, <c>language</c>, <c>test-set</c>, <c>duplicate</c>, <c>near-duplicate</c>.</summary>
    public ImmutableSortedDictionary<string, long> Removed => _removed.ToImmutableSortedDictionary(StringComparer.Ordinal);

    internal string? FirstBroken => _samples.Count == 0 ? null : _samples[0];

    internal void AddRecord() => Records++;

    internal void AddBlank() => Blank++;

    internal void AddBroken(string fault)
    {
        Broken++;
        if (_samples.Count < MostSamples) _samples.Add(fault);
    }

    internal void AddDocument(string text)
    {
        Documents++;
        Bytes += System.Text.Encoding.UTF8.GetByteCount(text);
    }

    internal void Remove(string reason) => _removed[reason] = _removed.GetValueOrDefault(reason) + 1;

    /// <summary>A document after cleaning, with the reason where it is left out.</summary>
    internal void Take(string text, string? reason)
    {
        if (reason is null) AddDocument(text);
        else Remove(reason);
    }

    /// <summary>Takes over what reading met; its documents are counted after cleaning.</summary>
    internal void Note(CorpusTally read)
    {
        Records += read.Records;
        Broken += read.Broken;
        Blank += read.Blank;
        _samples.AddRange(read._samples.Take(MostSamples - _samples.Count));
        foreach ((string reason, long count) in read._removed) _removed[reason] = _removed.GetValueOrDefault(reason) + count;
    }
}
