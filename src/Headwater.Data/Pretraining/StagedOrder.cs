using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>The orders of several stages one after another. A corpus continues in a later stage where the earlier ones left it, so the uses that a stage reports are those since the first.</summary>
internal sealed class StagedOrder(ImmutableArray<StagedOrder.Part> parts) : ITokenOrder
{
    public SpentCorpus? Read(long first, Span<int> tokens, Span<ulong> seeds, Span<bool> begins)
    {
        Part part = parts.Last(part => part.FirstSequence <= first);
        return part.Order.Read(first - part.FirstSequence, tokens, seeds, begins);
    }

    public SpentCorpus? Used(long sequences, ImmutableSortedDictionary<string, CorpusUse>.Builder used)
    {
        for (int part = 0; part < parts.Length && (part == 0 || parts[part].FirstSequence < sequences); part++)
        {
            if (parts[part].Order.Used(Math.Min(sequences, End(part)) - parts[part].FirstSequence, used) is { } spent) return spent;
        }

        return null;
    }

    public long Capacity()
    {
        for (int part = 0; ; part++)
        {
            long capacity = parts[part].FirstSequence + parts[part].Order.Capacity();
            if (capacity < End(part) || part == parts.Length - 1) return capacity;
        }
    }

    public IEnumerable<KeyValuePair<string, CorpusPosition>> PositionsAfter(long sequences) => parts.Take(1)
        .Concat(parts.Skip(1).Where(part => part.FirstSequence < sequences))
        .SelectMany((part, index) => part.Order.PositionsAfter(Math.Min(sequences, End(index)) - part.FirstSequence))
        .GroupBy(position => position.Key, (_, positions) => positions.Last(), StringComparer.Ordinal);

    private long End(int part) => part + 1 < parts.Length ? parts[part + 1].FirstSequence : long.MaxValue;

    /// <summary>The order of one stage. All sequences of a step belong to one stage.</summary>
    internal sealed record Part(long FirstSequence, ITokenOrder Order);
}
