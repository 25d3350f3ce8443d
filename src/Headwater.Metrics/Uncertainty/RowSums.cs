using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Metrics;

/// <summary>Sums of chosen rows of a table, each column added up in the order of the choice, as NumPy adds over the first axis. Thread-safe.</summary>
internal sealed class RowSums<T>
    where T : struct, INumber<T>
{
    private readonly int _width;
    private readonly int _vectors;
    private readonly Vector<T>[] _rows;

    /// <param name="cells">The rows, one after another.</param>
    /// <param name="width">Cells in a row.</param>
    public RowSums(ReadOnlySpan<double> cells, int width)
    {
        _width = width;
        _vectors = (width + Vector<T>.Count - 1) / Vector<T>.Count;
        int count = cells.Length / width;
        _rows = new Vector<T>[count * _vectors];
        Span<T> padded = MemoryMarshal.Cast<Vector<T>, T>(_rows.AsSpan());
        for (int i = 0; i < count; i++)
        {
            Span<T> row = padded.Slice(i * _vectors * Vector<T>.Count, width);
            for (int k = 0; k < width; k++)
                row[k] = T.CreateTruncating(cells[i * width + k]);
        }
    }

    /// <summary>Fills <paramref name="sum"/> with the sum of the rows that <paramref name="chosen"/> names.</summary>
    public void Of(ReadOnlySpan<int> chosen, Span<double> sum)
    {
        for (int v = 0; v < _vectors; v++)
        {
            Vector<T> total = Vector<T>.Zero;
            foreach (int row in chosen)
                total += _rows[row * _vectors + v];
            for (int k = 0; k < Vector<T>.Count && v * Vector<T>.Count + k < _width; k++)
                sum[v * Vector<T>.Count + k] = double.CreateTruncating(total[k]);
        }
    }
}
