namespace Headwater.Metrics.Tests;

/// <summary>Golden files of the repository, copied beside the tests.</summary>
internal static class GoldenFolder
{
    public static string Read(string topic, string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", topic, file));
}
