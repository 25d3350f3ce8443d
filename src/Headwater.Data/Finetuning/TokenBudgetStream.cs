using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// The batches of a finetuning run with as many pairs a step as a budget of tokens holds, padding included: few long pairs or many short ones. Every
/// pair comes once an epoch, in an order shuffled again; inside a stretch of 20 batches, pairs of like length share a batch. A batch depends on the seed
/// and its step alone. Thread-safe.
/// </summary>
public sealed class TokenBudgetStream
{
    private const int WindowBatches = 20; // as in FinetuningStream

    private readonly ImmutableArray<EncodedPair> _pairs;
    private readonly int _tokens;
    private readonly ulong _seed;
    private readonly int _window;
    private readonly Lock _lock = new();
    private readonly List<long> _firstSteps = [0]; // of each epoch known so far, and of the one after
    private (int Number, int[][] Batches)? _epoch;

    /// <param name="pairs">At least one.</param>
    /// <param name="tokens">Input and target tokens of a batch, padding included. A longer pair is a batch of its own.</param>
    public TokenBudgetStream(ImmutableArray<EncodedPair> pairs, int tokens, ulong seed)
    {
        if (pairs.IsDefaultOrEmpty) throw new ArgumentException("Finetuning needs at least one pair; got none.", nameof(pairs));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokens);
        (_pairs, _tokens, _seed) = (pairs, tokens, seed);
        double length = pairs.Average(pair => pair.Input.Length + pair.Target.Length);
        _window = (int)Math.Clamp(WindowBatches * tokens / length, 1, pairs.Length);
    }

    /// <summary>The batch of a step, counted from 0, padded to its longest input and target.</summary>
    public TokenBatch Batch(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        int[] rows = Rows(step);
        return FinetuningStream.Pad(_pairs, rows);
    }

    // Epochs differ in their number of batches, so the first step of one is known once those before it are arranged.
    private int[] Rows(long step)
    {
        lock (_lock)
        {
            while (_firstSteps[^1] <= step) _firstSteps.Add(_firstSteps[^1] + Epoch(_firstSteps.Count - 1).Length);
            int found = _firstSteps.BinarySearch(step);
            int number = found >= 0 ? found : ~found - 1;
            return Epoch(number)[step - _firstSteps[number]];
        }
    }

    private int[][] Epoch(int number)
    {
        if (_epoch?.Number != number) _epoch = (number, Arrange(number));
        return _epoch.Value.Batches;
    }

    private int[][] Arrange(int number)
    {
        Permutation shuffled = new(_pairs.Length, SplitMix.Mix(_seed, (ulong)number));
        List<int[]> batches = [];
        for (int start = 0; start < _pairs.Length; start += _window)
        {
            IEnumerable<int> window = Enumerable.Range(start, Math.Min(_window, _pairs.Length - start)).Select(place => (int)shuffled[place]);
            Cut([.. window.OrderBy(row => _pairs[row].Input.Length).ThenBy(row => _pairs[row].Target.Length)], batches); // stable: equals stay shuffled
        }

        int[][] order = [.. batches];
        new SplitMix(SplitMix.Mix(~_seed, (ulong)number)).Shuffle<int[]>(order);
        return order;
    }

    private void Cut(int[] rows, List<int[]> batches)
    {
        int first = 0, inputs = 0, targets = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            (int input, int target) = (Math.Max(inputs, _pairs[rows[i]].Input.Length), Math.Max(targets, _pairs[rows[i]].Target.Length));
            if (i > first && (long)(i - first + 1) * (input + target) > _tokens)
            {
                batches.Add(rows[first..i]);
                (first, input, target) = (i, _pairs[rows[i]].Input.Length, _pairs[rows[i]].Target.Length);
            }

            (inputs, targets) = (input, target);
        }

        batches.Add(rows[first..]);
    }
}
