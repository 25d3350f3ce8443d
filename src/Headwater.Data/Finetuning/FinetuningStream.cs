using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// The batches of a finetuning run. The pairs are shuffled again every epoch and every pair comes once an epoch; a batch at the seam holds the end of one epoch and the
/// start of the next, so that every batch is full. Inside a window of 20 batches, pairs of like length share a batch, which leaves less padding.
/// A batch depends on the seed and its step alone. Thread-safe.
/// </summary>
public sealed class FinetuningStream
{
    private const int WindowBatches = 20; // large enough to sort out most padding, small enough to keep the order random

    private readonly ImmutableArray<EncodedPair> _pairs;
    private readonly int _batch;
    private readonly ulong _seed;
    private volatile Window? _window;

    /// <param name="pairs">At least one.</param>
    /// <param name="batch">Pairs per step.</param>
    public FinetuningStream(ImmutableArray<EncodedPair> pairs, int batch, ulong seed)
    {
        if (pairs.IsDefaultOrEmpty) throw new ArgumentException("Finetuning needs at least one pair; got none.", nameof(pairs));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        (_pairs, _batch, _seed) = (pairs, batch, seed);
    }

    /// <summary>The batch of a step, counted from 0, padded to its longest input and target.</summary>
    public TokenBatch Batch(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        long number = step / WindowBatches;
        Window? window = _window;
        if (window?.Number != number) _window = window = Arrange(number);
        return Pad(_pairs, window.Order.AsSpan((int)(step % WindowBatches) * _batch, _batch));
    }

    // The stream is one endless line of epochs, cut into windows. Only pairs of one epoch change places, so the seam between epochs stays where it is.
    private Window Arrange(long number)
    {
        int length = checked(WindowBatches * _batch);
        long first = checked(number * length);
        int[] order = new int[length];
        for (int start = 0; start < length;)
        {
            long epoch = (first + start) / _pairs.Length;
            int place = (int)((first + start) % _pairs.Length);
            int count = Math.Min(length - start, _pairs.Length - place);
            Permutation shuffled = new(_pairs.Length, SplitMix.Mix(_seed, (ulong)epoch));
            for (int i = 0; i < count; i++) order[start + i] = (int)shuffled[place + i];
            Bucket(order, start, count, new SplitMix(SplitMix.Mix(~_seed, (ulong)(first + start))));
            start += count;
        }

        return new Window(number, order);
    }

    // Sorts by length, then hands the runs to the batches of this stretch in random order; the first and the last batch may be parts.
    private void Bucket(int[] order, int start, int count, SplitMix generator)
    {
        int[] sorted = [.. order.Skip(start).Take(count).OrderBy(row => _pairs[row].Input.Length).ThenBy(row => _pairs[row].Target.Length)]; // stable: equals stay shuffled
        List<Range> parts = [];
        for (int from = start; from < start + count;)
        {
            int to = Math.Min((from / _batch + 1) * _batch, start + count);
            parts.Add(from..to);
            from = to;
        }

        Range[] shuffled = [.. parts];
        generator.Shuffle<Range>(shuffled);
        int taken = 0;
        foreach (Range part in shuffled)
        {
            Span<int> rows = order.AsSpan(part);
            sorted.AsSpan(taken, rows.Length).CopyTo(rows);
            taken += rows.Length;
        }
    }

    internal static TokenBatch Pad(ImmutableArray<EncodedPair> pairs, ReadOnlySpan<int> rows)
    {
        int inputLength = 0, targetLength = 0, inputTokens = 0, targetTokens = 0;
        foreach (int row in rows)
        {
            (int[] input, int[] target) = pairs[row];
            inputLength = Math.Max(inputLength, input.Length);
            targetLength = Math.Max(targetLength, target.Length);
            inputTokens += input.Length;
            targetTokens += target.Length;
        }

        int[] inputs = new int[rows.Length * inputLength];
        int[] targets = new int[rows.Length * targetLength];
        for (int i = 0; i < rows.Length; i++)
        {
            pairs[rows[i]].Input.CopyTo(inputs, i * inputLength);
            pairs[rows[i]].Target.CopyTo(targets, i * targetLength);
        }

        return new TokenBatch
        {
            Rows = rows.Length,
            InputLength = inputLength,
            TargetLength = targetLength,
            Inputs = inputs,
            Targets = targets,
            TargetTokens = targetTokens,
            RawTokens = inputTokens + targetTokens,
        };
    }

    private sealed record Window(long Number, int[] Order);
}
