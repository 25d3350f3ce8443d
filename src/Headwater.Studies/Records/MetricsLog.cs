using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Headwater.Studies;

/// <summary>A run's metrics.jsonl: appended line by line; a line cut short by a kill is not read.</summary>
internal static class MetricsLog
{
    public static void Append(string path, MetricsLine line) =>
        File.AppendAllText(path, JsonSerializer.Serialize(line, StudyJson.Line) + "\n", new UTF8Encoding(false));

    public static ImmutableArray<MetricsLine> Read(string path) => File.Exists(path) ? [.. ReadShared(path).Select(Parse).OfType<MetricsLine>()] : [];

    /// <summary>The last whole line, read from the end of the file.</summary>
    public static MetricsLine? Last(string path)
    {
        const int tail = 2048;
        if (!File.Exists(path))
            return null;

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(tail, stream.Length), SeekOrigin.End);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n').Reverse().Select(Parse).OfType<MetricsLine>().FirstOrDefault();
    }

    /// <summary>Forgets what was logged after a step, which is about to be done again.</summary>
    public static void Truncate(string path, long lastStep)
    {
        if (!File.Exists(path))
            return;

        StringBuilder kept = new();
        foreach (MetricsLine line in Read(path).Where(line => line.Step <= lastStep))
            kept.Append(JsonSerializer.Serialize(line, StudyJson.Line)).Append('\n');
        RecordFile.WriteText(path, kept.ToString());
    }

    private static IEnumerable<string> ReadShared(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static MetricsLine? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<MetricsLine>(line, StudyJson.Line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
