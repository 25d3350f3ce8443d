using System.Globalization;

namespace Headwater.Benchmarks;

/// <summary>
/// What <c>headwater score</c> takes as a process, cold, from its files to its last line: for one en-de system, and for a made-up one of a million segments,
/// which is the real one over and over, each time with another number behind every line.
/// </summary>
internal static class ScoreProcessPeer
{
    private const int Segments = 1_000_000;

    private static readonly string[][] Metrics = [["bleu"], ["chrf"], ["chrf", "-cw", "2"], ["ter"]];

    /// <param name="headwater">The command, such as ./headwater.</param>
    /// <param name="folder"><c>mt/dev/en-de</c> of the shared data.</param>
    public static void Run(string headwater, string folder)
    {
        string reference = Path.Combine(folder, "ref.A.de.txt");
        string system = Path.Combine(folder, "hyp.Online-A.de.txt");
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("headwater-bench-");
        try
        {
            Console.WriteLine("command,segments,wall_s,peak_mb");
            Report(headwater, system, reference, File.ReadLines(reference).Count());
            Report(headwater, Repeat(system, temporary), Repeat(reference, temporary), Segments);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static void Report(string headwater, string system, string reference, int segments)
    {
        foreach (string[] metric in Metrics)
        {
            (double seconds, double megabytes) = LargeTablePeer.Measure(headwater, ["score", .. metric, reference, "-i", system]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"score {string.Join(' ', metric)},{segments},{seconds:F2},{megabytes:F0}"));
        }
    }

    private static string Repeat(string path, DirectoryInfo folder)
    {
        string[] lines = File.ReadAllLines(path);
        string copy = Path.Combine(folder.FullName, Path.GetFileName(path));
        using StreamWriter writer = new(copy) { NewLine = "\n" };
        for (int i = 0; i < Segments; i++)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines[i % lines.Length]} {i / lines.Length}"));
        return copy;
    }
}
