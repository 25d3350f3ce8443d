namespace Headwater.Cli.Tests;

/// <summary>Pages of the repository that are written from code. A test fails where one is not what the code says; HEADWATER_GOLDEN=write writes it anew.</summary>
internal static class Generated
{
    public static void AssertCurrent(string path, string expected)
    {
        string file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("HEADWATER_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
            return;
        }

        Assert.True(File.Exists(file), $"{path} is missing; HEADWATER_GOLDEN=write writes it.");
        Assert.True(File.ReadAllText(file) == expected, $"{path} is stale; HEADWATER_GOLDEN=write writes it anew.");
    }
}
