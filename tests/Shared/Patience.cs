using System.Diagnostics;
using System.Globalization;

namespace Headwater.Tests.Shared;

/// <summary>
/// Waits for other processes for as long as they move. A deadline by the clock fails on a busy machine, where everything takes longer but nothing is wrong, so
/// a wait is given up only when the processes waited for have used no processor time for a minute.
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan Still = TimeSpan.FromMinutes(1);

    // Something that moves in circles is stuck too.
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Waits until something is so.</summary>
    /// <param name="reached">What is waited for.</param>
    /// <param name="processes">The processes that bring it about; their children count too. They are asked for anew at each look.</param>
    /// <returns>Whether it came; <c>false</c> where nothing moved any more.</returns>
    public static bool Until(Func<bool> reached, Func<IEnumerable<int>> processes) => UntilAsync(reached, processes).GetAwaiter().GetResult();

    /// <summary>The same for one process.</summary>
    public static bool Until(Func<bool> reached, Process process) => Until(reached, () => [process.Id]);

    /// <summary>The same, without holding a thread.</summary>
    public static async Task<bool> UntilAsync(Func<bool> reached, Func<IEnumerable<int>> processes)
    {
        Stopwatch all = Stopwatch.StartNew();
        Stopwatch still = Stopwatch.StartNew();
        Stopwatch since = Stopwatch.StartNew();
        long before = -1;
        while (!reached())
        {
            if (since.Elapsed > Look)
            {
                since.Restart();
                long ticks = TicksOf([.. processes()]);
                if (ticks != before)
                {
                    before = ticks;
                    still.Restart();
                }

                if (still.Elapsed > Still || all.Elapsed > Most)
                {
                    return reached();
                }
            }

            await Task.Delay(2).ConfigureAwait(false);
        }

        return true;
    }

    // Processor time of processes and all below them, in clock ticks.
    private static long TicksOf(HashSet<int> roots)
    {
        Dictionary<int, (int Parent, long Ticks)> all = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && StatOf(id) is { } stat)
            {
                all[id] = stat;
            }
        }

        return all.Where(process => IsBelow(process.Key)).Sum(process => process.Value.Ticks);

        bool IsBelow(int id)
        {
            for (int depth = 0; depth < all.Count && all.TryGetValue(id, out (int Parent, long Ticks) stat); depth++, id = stat.Parent)
            {
                if (roots.Contains(id))
                {
                    return true;
                }
            }

            return false;
        }
    }

    // See proc_pid_stat(5): after the name in brackets come the state and the parent; utime, stime, cutime and cstime are fields 14 to 17.
    private static (int Parent, long Ticks)? StatOf(int id)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;    // it has ended
        }
    }
}
