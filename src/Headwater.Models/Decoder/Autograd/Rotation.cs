using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>The turns of some places: cosines and sines of (rows or 1, 1, length, pairs).</summary>
internal sealed record Rotation(Tensor Cosines, Tensor Sines)
{
    /// <param name="table">The model's.</param>
    /// <param name="positions">The position of each place, rows below each other.</param>
    /// <param name="rows">Rows of positions; 1 where all rows of a batch have the same.</param>
    /// <param name="device">Where the tensors go.</param>
    public static Rotation Of(RotaryTable table, int[] positions, int rows, Device device)
    {
        table.Grow(positions.Max() + 1);
        return new Rotation(Gather(table.Cosines), Gather(table.Sines));

        Tensor Gather(float[] values)
        {
            float[] gathered = new float[positions.Length * table.Pairs];
            for (int place = 0; place < positions.Length; place++)
            {
                values.AsSpan(positions[place] * table.Pairs, table.Pairs).CopyTo(gathered.AsSpan(place * table.Pairs));
            }

            return from_array(gathered, device).view(rows, 1, -1, table.Pairs);
        }
    }

    /// <summary>Turns heads, (rows, heads, length, width).</summary>
    public Tensor Apply(Tensor heads)
    {
        long pairs = Cosines.shape[3];
        Tensor first = heads.narrow(3, 0, pairs).to(float32);
        Tensor second = heads.narrow(3, pairs, pairs).to(float32);
        Tensor turned = cat([first.mul(Cosines).sub(second.mul(Sines)), second.mul(Cosines).add(first.mul(Sines), Number.One)], 3).to(heads.dtype);
        return heads.shape[3] == 2 * pairs ? turned : cat([turned, heads.narrow(3, 2 * pairs, heads.shape[3] - (2 * pairs))], 3);
    }
}
