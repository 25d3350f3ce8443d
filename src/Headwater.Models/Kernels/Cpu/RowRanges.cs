namespace Headwater.Models;

/// <summary>Shares rows between the threads of the load, in equal ranges: the same number of threads always adds up in the same order.</summary>
internal static class RowRanges
{
    // A range with less work than this is not worth another thread.
    private const long WorthAThread = 1 << 14;

    /// <summary>Calls with the number of the range, its first row, and the row after its last.</summary>
    public static void ForEach(int rows, int rowSize, Action<int, int, int> body)
    {
        int ranges = Count(rows, rowSize);
        if (ranges == 1)
        {
            body(0, 0, rows);
        }
        else
        {
            Parallel.For(0, ranges, range => body(range, (int)((long)rows * range / ranges), (int)((long)rows * (range + 1) / ranges)));
        }
    }

    public static int Count(int rows, int rowSize)
    {
        int most = Math.Min(TorchRuntime.Loaded.Threads, Math.Max(rows, 1));
        return (int)Math.Clamp((long)rows * rowSize / WorthAThread, 1, most);
    }
}
