namespace Headwater.Metrics;

/// <summary>
/// The cells of an edit matrix that are looked at. Row i stands for the first i words of the hypothesis, cell j for the first j words of the
/// reference; a row holds the cells near the diagonal from (0, 0) to (n, m). The first row is whole and the last one reaches its end, so a
/// path always exists. Every row is linear in the beam, so the matrix is linear in the length of the texts.
/// </summary>
internal readonly struct EditBeam
{
    private const int HalfWidth = 25;                    // cells to either side of the diagonal; tercom's beam

    private readonly int _rows;
    private readonly int _cells;
    private readonly double _slope;
    private readonly int _halfWidth;

    public EditBeam(int hypothesisLength, int referenceLength)
    {
        _rows = hypothesisLength;
        _cells = referenceLength + 1;
        _slope = hypothesisLength == 0 ? 1 : (double)referenceLength / hypothesisLength;
        // A steep diagonal would leave rows without a common cell.
        _halfWidth = HalfWidth < _slope / 2 ? (int)Math.Ceiling(_slope / 2 + HalfWidth) : HalfWidth;
    }

    /// <summary>The first cell of a row.</summary>
    public int First(int row) => row == 0 ? 0 : Math.Max(0, Diagonal(row) - _halfWidth);

    /// <summary>The cell after the last one of a row.</summary>
    public int End(int row) => row == 0 || row == _rows ? _cells : Math.Min(_cells, Diagonal(row) + _halfWidth);

    private int Diagonal(int row) => (int)Math.Floor(row * _slope);
}
