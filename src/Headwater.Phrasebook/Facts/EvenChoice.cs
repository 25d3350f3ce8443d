using Headwater.Data;

namespace Headwater.Phrasebook;

/// <summary>Draws 0 … <paramref name="count"/> − 1 at random, but each of them once in every round, so that none comes more often.</summary>
internal sealed class EvenChoice(int count, SplitMix generator)
{
    private readonly int[] _round = [.. Enumerable.Range(0, count)];
    private int _taken = count;

    public int Next()
    {
        if (_taken == _round.Length)
        {
            generator.Shuffle<int>(_round);
            _taken = 0;
        }

        return _round[_taken++];
    }
}
