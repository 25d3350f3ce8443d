using System.Security.Cryptography;

namespace Headwater.Cli.Tests;

/// <summary>The small study, run once to its end and copied for each test that wants to spoil it.</summary>
public sealed class FinishedStudy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headwater-finished-").FullName;
    private readonly Lazy<string> _whole;

    public FinishedStudy() => _whole = new Lazy<string>(() =>
    {
        string study = Path.Combine(_folder, "study.yaml"), whole = Path.Combine(_folder, "whole");
        File.WriteAllText(study, SmallStudy.Yaml);
        CommandResult result = HeadwaterProgram.Run(null, "run", study, "--out", whole, "--jobs", "1");
        Assert.True(result.ExitCode == 0, result.Error);
        return whole;
    });

    /// <summary>Copies the study's folder with all that is in it.</summary>
    public void CopyTo(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(_whole.Value, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(_whole.Value, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Every file below a folder with the hash of its bytes, in order.</summary>
    public static string[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
