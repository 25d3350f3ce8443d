using System.Diagnostics;
using System.Globalization;

namespace Headwater.Benchmarks;

/// <summary>Runs the commands on a made-up table as processes, cold, and prints a line for each: seconds and the most memory held.</summary>
internal static class LargeTablePeer
{
    private static readonly string[][] Commands =
    [
        ["fit"],
        ["forecast", "--at", "1T"],
        ["backtest"],
        ["fit", "--where", "metric = 'loss' and parameters >= 1e9"],
    ];

    /// <param name="headwater">The command, such as ./headwater.</param>
    /// <param name="rows">About how many rows.</param>
    public static void Run(string headwater, int rows)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("headwater-bench-");
        try
        {
            string csv = Path.Combine(folder.FullName, "table.csv");
            string parquet = Path.Combine(folder.FullName, "table.parquet");
            int written = LargeTable.WriteCsv(csv, rows);
            LargeTable.WriteParquet(csv, parquet);
            foreach (string table in new[] { csv, parquet })
            {
                foreach (string[] command in Commands)
                {
                    (double seconds, double megabytes) = Measure(headwater, [command[0], table, .. command[1..], "--json"]);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rows={written} table={Path.GetExtension(table)[1..]} bytes={new FileInfo(table).Length} command={string.Join(' ', command)} seconds={seconds:F1} megabytes={megabytes:F0}"));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Seconds of a process and the most memory it held. Throws when it fails.</summary>
    public static (double Seconds, double Megabytes) Measure(string headwater, string[] arguments)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo(headwater, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long most = 0;
        while (!process.WaitForExit(milliseconds: 20))
        {
            process.Refresh();
            most = Math.Max(most, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        return process.ExitCode == 0 ? (watch.Elapsed.TotalSeconds, most / 1e6) : throw new InvalidOperationException($"{headwater} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
