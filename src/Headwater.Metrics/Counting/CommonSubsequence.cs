using System.Numerics;

namespace Headwater.Metrics;

/// <summary>
/// The longest common subsequence of two token sequences, 64 columns at a time. With L[i][j] the length for the first i tokens of one and the first
/// j of the other, a row is kept as bits: bit j is 0 where L[i][j + 1] = L[i][j] + 1. One token turns row V into the next by
///   V' = (V + (V ∧ M)) ∨ (V ∧ ¬M),   M: the columns that hold the token.
/// Crochemore et al. 2001 (doi:10.1016/S0020-0190(00)00214-X); Hyyrö 2004, "Bit-parallel LCS-length computation revisited".
/// </summary>
internal static class CommonSubsequence
{
    private const int WordBits = 64;

    public static int Length(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        Dictionary<int, ulong[]> masks = MasksOf(rows, columns);
        ulong[] row = FirstRow(columns.Length);
        foreach (int token in rows)
        {
            if (masks.TryGetValue(token, out ulong[]? mask))
                Advance(row, mask, row);
        }
        return Increments(row, row.Length * WordBits);
    }

    /// <summary>
    /// Sets <paramref name="marked"/> where a token of <paramref name="rows"/> is in a longest common subsequence; of several, the one that
    /// rouge_score reads: from the ends, a column is skipped only where that alone keeps the length.
    /// </summary>
    public static void Mark(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, Span<bool> marked)
    {
        ulong[][] table = Table(rows, columns);
        int i = rows.Length;
        int j = columns.Length;
        while (i > 0 && j > 0)
        {
            if (rows[i - 1] == columns[j - 1])
            {
                marked[--i] = true;
                j--;
            }
            else if (Increments(table[i], j - 1) > Increments(table[i - 1], j))
            {
                j--;
            }
            else
            {
                i--;
            }
        }
    }

    private static ulong[][] Table(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        Dictionary<int, ulong[]> masks = MasksOf(rows, columns);
        ulong[][] table = new ulong[rows.Length + 1][];
        table[0] = FirstRow(columns.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            if (!masks.TryGetValue(rows[i], out ulong[]? mask))
            {
                table[i + 1] = table[i];
                continue;
            }
            table[i + 1] = new ulong[mask.Length];
            Advance(table[i], mask, table[i + 1]);
        }
        return table;
    }

    private static ulong[] FirstRow(int columns)
    {
        ulong[] row = new ulong[(columns + WordBits - 1) / WordBits];
        Array.Fill(row, ulong.MaxValue);
        return row;
    }

    private static Dictionary<int, ulong[]> MasksOf(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        HashSet<int> wanted = [.. rows];
        Dictionary<int, ulong[]> masks = [];
        for (int j = 0; j < columns.Length; j++)
        {
            if (!wanted.Contains(columns[j]))
                continue;
            if (!masks.TryGetValue(columns[j], out ulong[]? mask))
                masks[columns[j]] = mask = new ulong[(columns.Length + WordBits - 1) / WordBits];
            mask[j / WordBits] |= 1UL << (j % WordBits);
        }
        return masks;
    }

    // The sum carries from word to word; bits past the last column stay 1, for no mask has them.
    private static void Advance(ReadOnlySpan<ulong> row, ReadOnlySpan<ulong> mask, Span<ulong> next)
    {
        ulong carry = 0;
        for (int w = 0; w < row.Length; w++)
        {
            ulong v = row[w];
            UInt128 sum = (UInt128)v + (v & mask[w]) + carry;
            carry = (ulong)(sum >> WordBits);
            next[w] = unchecked((ulong)sum) | (v & ~mask[w]);
        }
    }

    // L[i][j]: the 0 bits among the first j.
    private static int Increments(ReadOnlySpan<ulong> row, int j)
    {
        int ones = 0;
        for (int w = 0; w < j / WordBits; w++)
            ones += BitOperations.PopCount(row[w]);
        if (j % WordBits > 0)
            ones += BitOperations.PopCount(row[j / WordBits] & ((1UL << (j % WordBits)) - 1));
        return j - ones;
    }
}
