using System.Runtime.CompilerServices;

namespace Headwater.Reports.Tests;

/// <summary>Compares with an approved file. With HEADWATER_APPROVE=1 the file is written instead, for a person to look at and commit.</summary>
internal static class Approved
{
    public static void Equal(string name, string actual, [CallerFilePath] string test = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(test)!, "approved", name);
        if (Environment.GetEnvironmentVariable("HEADWATER_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
