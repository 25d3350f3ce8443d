namespace Headwater.Metrics;

/// <summary>
/// The edit distance between a hypothesis and a reference, in words inserted, deleted or substituted, on the cells of an
/// <see cref="EditBeam"/>, ready to say what it becomes when words move: distances from the start to every cell and from every cell to the
/// end are kept, so only the rows between a move's first and last word are computed again. Reusable; not thread-safe.
/// </summary>
internal sealed class EditMatrix
{
    private const int Unreachable = 1 << 29;

    private int[] _words = [];
    private int[] _reference = [];
    private int _rows;
    private int _cells;

    // Row i: the cells _first[i], _first[i] + 1, … at _offset[i] to _offset[i + 1] of the two tables.
    private int[] _first = [];
    private int[] _offset = [];
    private int[] _fromStart = [];
    private int[] _toEnd = [];
    private int[] _movedRow = [];
    private int[] _movedRowBefore = [];

    /// <summary>The hypothesis's words in their present order.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, _rows);

    public ReadOnlySpan<int> Reference => _reference.AsSpan(0, _cells - 1);

    /// <summary>The edits that make the hypothesis, in its present order, the reference.</summary>
    public int Distance => _fromStart[_offset[_rows + 1] - 1];

    /// <summary>
    /// Whether the beam leaves no cell out. Only then is <see cref="Distance"/> a true edit distance, which a move changes by at most
    /// <see cref="WordRotation.LargestGain"/>.
    /// </summary>
    public bool IsWhole { get; private set; }

    public void Load(ReadOnlySpan<int> hypothesis, ReadOnlySpan<int> reference)
    {
        _rows = hypothesis.Length;
        _cells = reference.Length + 1;
        Fit(ref _words, _rows);
        Fit(ref _reference, reference.Length);
        hypothesis.CopyTo(_words);
        reference.CopyTo(_reference);
        LayOut(new EditBeam(hypothesis.Length, reference.Length));

        for (int j = 0; j < _cells; j++)
            _fromStart[j] = j;
        FillFromStart(1);
        if (Distance > 0)
            FillToEnd(_rows);
    }

    /// <summary>
    /// The distance after a move where it is at most <paramref name="limit"/>, else a larger number. <see cref="Words"/> stay as they are.
    /// A way through cell (i, j) has at least |j − i| + |(m − j) − (n − i)| edits: only cells where that is within the limit are looked at.
    /// </summary>
    public int DistanceAfter(WordRotation move, int limit)
    {
        int longer = _cells - 1 - _rows;                 // m − n
        int slack = (limit - Math.Abs(longer)) >> 1;
        if (slack < 0)
            return Unreachable;

        int lowest = Math.Min(0, longer) - slack;        // the diagonals j − i looked at
        int highest = Math.Max(0, longer) + slack;
        (int first, int end) = Within(move.First, lowest, highest);
        Span<int> row = RowOf(_fromStart, move.First)[(first - _first[move.First])..(end - _first[move.First])];
        for (int i = move.First + 1; i <= move.End; i++)
        {
            Span<int> before = row;
            int beforeFirst = first;
            (first, end) = Within(i, lowest, highest);
            row = _movedRow.AsSpan(0, end - first);
            FillRow(before, beforeFirst, row, first, _words[move.Source(i - 1)], Reference);
            (_movedRow, _movedRowBefore) = (_movedRowBefore, _movedRow);
        }

        ReadOnlySpan<int> rest = RowOf(_toEnd, move.End)[(first - _first[move.End])..];
        int distance = Unreachable;
        for (int k = 0; k < row.Length; k++)
            distance = Math.Min(distance, row[k] + rest[k]);
        return distance;
    }

    /// <summary>Moves words and brings the distances up to date.</summary>
    public void Apply(WordRotation move)
    {
        move.Apply(_words);
        FillFromStart(move.First + 1);
        FillToEnd(move.End - 1);
    }

    /// <summary>
    /// Writes the cheapest way from hypothesis to reference into <paramref name="alignment"/>. Of equally cheap steps a word kept or substituted
    /// goes before a word deleted, and that before a word inserted: the shift search depends on it.
    /// </summary>
    public void Trace(WordAlignment alignment)
    {
        alignment.Reset(_rows, _cells - 1);
        int i = _rows;
        int j = _cells - 1;
        while (i > 0 || j > 0)
        {
            int distance = FromStart(i, j);
            bool isKept = i > 0 && j > 0 && _words[i - 1] == _reference[j - 1];
            if (i > 0 && j > 0 && distance == FromStart(i - 1, j - 1) + (isKept ? 0 : 1))
                alignment.Pair(--i, --j, isKept);
            else if (i > 0 && distance == FromStart(i - 1, j) + 1)
                alignment.Delete(--i);
            else
                alignment.Insert(i, --j);
        }
    }

    private void LayOut(EditBeam beam)
    {
        Fit(ref _first, _rows + 1);
        Fit(ref _offset, _rows + 2);
        int offset = 0;
        int longest = 0;
        for (int i = 0; i <= _rows; i++)
        {
            _first[i] = beam.First(i);
            _offset[i] = offset;
            offset += beam.End(i) - _first[i];
            longest = Math.Max(longest, offset - _offset[i]);
        }
        _offset[_rows + 1] = offset;
        IsWhole = offset == (long)(_rows + 1) * _cells;
        Fit(ref _fromStart, offset);
        Fit(ref _toEnd, offset);
        Fit(ref _movedRow, longest);
        Fit(ref _movedRowBefore, longest);
    }

    private void FillFromStart(int firstRow)
    {
        for (int i = firstRow; i <= _rows; i++)
            FillRow(RowOf(_fromStart, i - 1), _first[i - 1], RowOf(_fromStart, i), _first[i], _words[i - 1], Reference);
    }

    // The first row is not needed: no move ends there.
    private void FillToEnd(int lastRow)
    {
        for (int i = lastRow; i > 0; i--)
        {
            Span<int> row = RowOf(_toEnd, i);
            if (i == _rows)
                FillLastRowToEnd(row);
            else
                FillRowToEnd(RowOf(_toEnd, i + 1), _first[i + 1], row, _first[i], _words[i], Reference);
        }
    }

    private static void FillLastRowToEnd(Span<int> row)
    {
        for (int k = 0; k < row.Length; k++)
            row[k] = row.Length - 1 - k;
    }

    // D(i, j) = min( D(i−1, j−1) + [word ≠ reference j], D(i−1, j) + 1, D(i, j−1) + 1 )
    private static void FillRow(ReadOnlySpan<int> before, int beforeFirst, Span<int> row, int first, int word, ReadOnlySpan<int> reference)
    {
        int shift = first - beforeFirst;                 // row[k] is in the column of before[k + shift]; rows only move on
        int diagonal = shift > 0 ? before[shift - 1] : Unreachable;
        int left = Unreachable;
        int k = 0;
        if (first == 0)
        {
            diagonal = before[0];
            row[k++] = left = diagonal + 1;
        }

        int common = Math.Min(row.Length, before.Length - shift);
        ReadOnlySpan<int> above = before[shift..];
        for (; k < common; k++)
        {
            int up = above[k];
            int substituted = diagonal + (reference[first + k - 1] == word ? 0 : 1);
            left = Math.Min(substituted, Math.Min(up, left) + 1);
            row[k] = left;
            diagonal = up;
        }
        for (; k < row.Length; k++)
        {
            left = Math.Min(diagonal + (reference[first + k - 1] == word ? 0 : 1), left + 1);
            row[k] = left;
            diagonal = Unreachable;
        }
    }

    // The same from the end: D(i, j) = min( D(i+1, j+1) + [next word ≠ next of reference], D(i+1, j) + 1, D(i, j+1) + 1 )
    private static void FillRowToEnd(ReadOnlySpan<int> after, int afterFirst, Span<int> row, int first, int word, ReadOnlySpan<int> reference)
    {
        int right = Unreachable;
        for (int k = row.Length - 1; k >= 0; k--)
        {
            int j = first + k;
            int below = j - afterFirst;
            int substituted = (uint)(below + 1) < (uint)after.Length ? after[below + 1] + (reference[j] == word ? 0 : 1) : Unreachable;
            int deleted = (uint)below < (uint)after.Length ? after[below] + 1 : Unreachable;
            right = Math.Min(substituted, Math.Min(deleted, right + 1));
            row[k] = right;
        }
    }

    private (int First, int End) Within(int row, int lowest, int highest) =>
        (Math.Max(_first[row], row + lowest), Math.Min(_first[row] + RowLength(row), row + highest + 1));

    private int FromStart(int row, int cell)
    {
        int k = cell - _first[row];
        return (uint)k < (uint)RowLength(row) ? _fromStart[_offset[row] + k] : Unreachable;
    }

    private Span<int> RowOf(int[] table, int row) => table.AsSpan(_offset[row], RowLength(row));

    private int RowLength(int row) => _offset[row + 1] - _offset[row];

    private static void Fit(ref int[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new int[Math.Max(length, 2 * buffer.Length)];
    }
}
