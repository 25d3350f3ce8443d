namespace Headwater.Metrics;

/// <summary>
/// The edits of TER between two texts given as word numbers: words inserted, deleted, substituted, and blocks of words shifted, one edit each.
/// The best order of shifts is hard to find, so the search is greedy as in tercom (Snover et al. 2006): while a shift lowers the edit distance,
/// the one that lowers it most is made. Its limits and its order among equals are the reference tool's. Reusable; not thread-safe.
/// </summary>
internal sealed class ShiftSearch
{
    private const int LongestShift = 10;                 // words
    private const int FarthestShift = 50;                // words between the places in hypothesis and reference
    private const int MostCandidates = 1000;             // over the whole search; the shift being looked for then is dropped

    private readonly EditMatrix _matrix = new();
    private readonly WordAlignment _alignment = new();
    private int _candidates;
    private Shift _best;

    public int Edits(ReadOnlySpan<int> hypothesis, ReadOnlySpan<int> reference)
    {
        if (reference.IsEmpty)
            return hypothesis.Length;

        _matrix.Load(hypothesis, reference);
        _candidates = 0;
        int shifts = 0;
        while (_matrix.Distance > 0 && TryFindBest())
        {
            _matrix.Apply(_best.Move(hypothesis.Length));
            shifts++;
        }
        return shifts + _matrix.Distance;
    }

    // True when some shift lowers the distance and the limit of candidates is not reached.
    private bool TryFindBest()
    {
        _best = default;
        _matrix.Trace(_alignment);
        for (int start = 0; start < _matrix.Words.Length && _candidates < MostCandidates; start++)
            ConsiderFrom(start);
        return _best.Gain > 0 && _candidates < MostCandidates;
    }

    private void ConsiderFrom(int start)
    {
        ReadOnlySpan<int> reference = _matrix.Reference;
        int word = _matrix.Words[start];
        int end = Math.Min(reference.Length, start + FarthestShift + 1);
        for (int at = Math.Max(0, start - FarthestShift); at < end; at++)
        {
            if (reference[at] == word)
                ConsiderMatch(start, at);
            if (_candidates >= MostCandidates)
                return;
        }
    }

    // Every length in which the words from start on are the reference's from at on. Only words that are wrong in both places are worth moving.
    private void ConsiderMatch(int start, int at)
    {
        ReadOnlySpan<int> words = _matrix.Words;
        ReadOnlySpan<int> reference = _matrix.Reference;
        int longest = Math.Min(LongestShift, Math.Min(words.Length - start, reference.Length - at));
        bool isHypothesisWrong = false;
        bool isReferenceWrong = false;
        for (int length = 1; length <= longest && words[start + length - 1] == reference[at + length - 1]; length++)
        {
            isHypothesisWrong |= _alignment.IsHypothesisWrong(start + length - 1);
            isReferenceWrong |= _alignment.IsReferenceWrong(at + length - 1);
            bool isInside = _alignment.AlignedTo(at) >= start && _alignment.AlignedTo(at) < start + length;
            if (isHypothesisWrong && isReferenceWrong && !isInside)
                ConsiderTargets(start, length, at);
            if (_candidates >= MostCandidates)
                return;
        }
    }

    // Before what goes with the reference's words at the target, and behind each of them.
    private void ConsiderTargets(int start, int length, int at)
    {
        int before = -1;
        for (int place = at - 1; place < at + length; place++)
        {
            int target = place < 0 ? 0 : _alignment.AlignedTo(place) + 1;
            if (target == before)
                continue;
            before = target;
            _candidates++;
            Consider(start, length, target);
        }
    }

    private void Consider(int start, int length, int target)
    {
        WordRotation move = WordRotation.Of(start, length, target, _matrix.Words.Length);
        int leastGain = Math.Max(1, _best.Gain);
        if (_matrix.IsWhole && move.LargestGain < leastGain)
            return;

        int gain = _matrix.Distance - _matrix.DistanceAfter(move, _matrix.Distance - leastGain);
        Shift shift = new(gain, length, start, target);
        if (gain >= leastGain && shift.IsBetterThan(_best))
            _best = shift;
    }

    private readonly record struct Shift(int Gain, int Length, int Start, int Target)
    {
        // More gain first, then the longer, then the earlier one, then the earlier target.
        public bool IsBetterThan(Shift other) => (Gain, Length, other.Start, other.Target).CompareTo((other.Gain, other.Length, Start, Target)) > 0;

        public WordRotation Move(int count) => WordRotation.Of(Start, Length, Target, count);
    }
}
