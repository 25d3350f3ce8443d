using System.Numerics;

namespace Headwater.Laws;

/// <summary>Logarithms of sums of powers.</summary>
internal sealed partial class TapeState
{
    // log Σ e^x = m + log Σ e^(x − m) with m the largest x: nothing overflows, and the shares e^(x − m) / Σ are the derivatives.
    private void SumPowers(LogSum sum, Span<Vector<double>> target)
    {
        for (int block = 0; block < target.Length; block++)
        {
            Vector<double> largest = BlockOf(sum.Terms[0], block);
            for (int j = 1; j < sum.Terms.Length; j++)
            {
                largest = Vector.Max(largest, BlockOf(sum.Terms[j], block));
            }

            Vector<double> total = Vector<double>.Zero;
            for (int j = 0; j < sum.Terms.Length; j++)
            {
                Vector<double> power = Vector.Exp(BlockOf(sum.Terms[j], block) - largest);
                _buffer[_offsets[sum.Shares[j]] + block] = power;
                total += power;
            }

            target[block] = largest + Vector.Log(total);
            Vector<double> share = Vector<double>.One / total;
            foreach (int slot in sum.Shares)
            {
                _buffer[_offsets[slot] + block] *= share;
            }
        }
    }

    private Vector<double> BlockOf(int slot, int block) => _buffer[_offsets[slot] + (_lengths[slot] == 1 ? 0 : block)];
}
