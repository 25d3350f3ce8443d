using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>The hypotheses of one input, as <see cref="BeamSearch"/> moves them on.</summary>
internal sealed class InputBeam(int width, double alpha, int maxLength, ImmutableArray<int> ends)
{
    private readonly List<(double Score, int[] Tokens)> _ended = [];            // best first
    private List<(double LogLikelihood, int[] Tokens)> _going = [(0, [])];      // best first

    /// <summary>Hypotheses that continue: rows of the batch.</summary>
    public int Going => _going.Count;

    /// <summary>For each hypothesis that continues, which of the former ones it continues and with which token.</summary>
    public IReadOnlyList<(int Parent, int Token)> Moves { get; private set; } = [];

    /// <summary>Whether nothing that continues can be among the outputs any more. A longer output has a weaker penalty: it is judged at the greatest length.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Moves on by one token, from logits (hypotheses, vocabulary).</summary>
    public void Advance(ReadOnlySpan<float> logits, int vocabulary)
    {
        List<(double LogLikelihood, int Parent, int Token)> candidates = Candidates(logits, vocabulary);
        List<(double, int[])> going = [];
        List<(int, int)> moves = [];
        foreach ((double logLikelihood, int parent, int token) in candidates)
        {
            if (ends.Contains(token))
            {
                End(logLikelihood, _going[parent].Tokens);
            }
            else if (going.Count < width)
            {
                going.Add((logLikelihood, [.. _going[parent].Tokens, token]));
                moves.Add((parent, token));
            }
        }

        (_going, Moves) = (going, moves);
        IsDone = going.Count == 0 || (_ended.Count == width && Score(_going[0].LogLikelihood, maxLength) <= _ended[^1].Score);
    }

    /// <summary>The best output, without the end mark.</summary>
    public int[] Best() => _ended.Count > 0 ? _ended[0].Tokens : _going[0].Tokens;

    // The 2 · width best continuations, at least half of which continue; equals in order of hypothesis, then of token.
    private List<(double LogLikelihood, int Parent, int Token)> Candidates(ReadOnlySpan<float> logits, int vocabulary)
    {
        int each = Math.Min(2 * width, vocabulary);
        Span<int> best = stackalloc int[each];
        List<(double LogLikelihood, int Parent, int Token)> candidates = [];
        for (int parent = 0; parent < _going.Count; parent++)
        {
            ReadOnlySpan<float> row = logits.Slice(parent * vocabulary, vocabulary);
            double normaliser = RankKernel.Largest(row, best);
            foreach (int token in best)
            {
                candidates.Add((_going[parent].LogLikelihood + row[token] - normaliser, parent, token));
            }
        }

        return [.. candidates.OrderByDescending(candidate => candidate.LogLikelihood).Take(2 * width)];
    }

    private void End(double logLikelihood, int[] tokens)
    {
        double score = Score(logLikelihood, tokens.Length + 1);
        int place = _ended.FindIndex(other => other.Score < score);
        _ended.Insert(place < 0 ? _ended.Count : place, (score, tokens));
        if (_ended.Count > width)
        {
            _ended.RemoveAt(width);
        }
    }

    private double Score(double logLikelihood, int length) => logLikelihood / Math.Pow((5.0 + length) / 6, alpha);
}
