namespace Headwater.Data.Tests;

/// <summary>Files of tests/golden, copied beside the tests.</summary>
internal static class Golden
{
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "golden", "tokenizer", name);

    public static string[] Lines(string name) => System.IO.File.ReadAllText(File(name)).TrimEnd('\n').Split('\n');
}
