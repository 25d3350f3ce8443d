using System.Diagnostics;
using System.Text.Json;

namespace Headwater.Data.Tests;

/// <summary>The `tokenizers` library as the npm package of that name, where node and the package are present; tests that need it are skipped visibly elsewhere.</summary>
internal static class ReferenceTokenizer
{
    private const string Variable = "HEADWATER_TOKENIZERS";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Tokenization", "Reference");

    /// <summary>Trains the layouts of layouts.json on a text and returns their tokenizer.json files by name.</summary>
    public static IReadOnlyDictionary<string, string> Train(string text, string folder)
    {
        Run("train", text, Path.Combine(Folder, "layouts.json"), folder);
        return Directory.GetDirectories(folder).ToDictionary(layout => Path.GetFileName(layout), layout => Path.Combine(layout, "tokenizer.json"));
    }

    /// <summary>The ids of each line, and the text that they decode to.</summary>
    public static (int[][] Ids, string[] Decoded) Encode(string tokenizer, IReadOnlyList<string> lines)
    {
        string folder = Path.GetDirectoryName(tokenizer)!, file = Path.Combine(folder, "lines.json");
        File.WriteAllText(file, JsonSerializer.Serialize(lines));
        Run("encode", file, tokenizer);
        return (Read<int[][]>(Path.Combine(folder, "ids.json")), Read<string[]>(Path.Combine(folder, "decoded.json")));
    }

    private static T Read<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path))!;

    private static void Run(string command, params string[] arguments)
    {
        ProcessStartInfo start = new("node") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])[Path.Combine(Folder, "reference.mjs"), Module(), command, .. arguments]) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"node {command}: {error}{output.Result}");
    }

    private static string Module()
    {
        string? module = Environment.GetEnvironmentVariable(Variable);
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); module is null && folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "artifacts", "tokenizers", "node_modules", "tokenizers");
            if (Directory.Exists(candidate)) module = candidate;
        }

        bool hasNode = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")));
        Assert.SkipUnless(module is not null && hasNode, $"node or its package tokenizers is not there (.ci/run installs it into artifacts/tokenizers; {Variable} names its folder).");
        return module!;
    }
}
