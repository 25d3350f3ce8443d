namespace Headwater.Data.Tests;

/// <summary>Real text, where HEADWATER_DATA names its folder; the test is skipped where it does not.</summary>
internal static class RealText
{
    public static string Folder(string name)
    {
        string? root = Environment.GetEnvironmentVariable("HEADWATER_DATA");
        if (string.IsNullOrEmpty(root)) Assert.Skip("HEADWATER_DATA names no folder with real text.");
        return Path.Combine(root, "corpora", name);
    }
}
