namespace Headwater.Models.Tests;

public sealed class WrapperLibraryTests : IDisposable
{
    private const string CacheVariable = "XDG_CACHE_HOME";

    private static readonly string Wrapper = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    private readonly TemporaryFolder _folder = new();
    private readonly string? _cache = Environment.GetEnvironmentVariable(CacheVariable);

    [Fact]
    public void Prepare_ManyAtOnce_WriteOneCopy()
    {
        UseCache(_folder["cache"]);

        string[] paths = [.. Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => Patched())];

        string path = Assert.Single(paths.Distinct());
        Assert.StartsWith(_folder["cache"], path, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Equal(1, File.ReadAllBytes(Wrapper).Zip(File.ReadAllBytes(path)).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void Prepare_TornCopy_IsWrittenAgain()
    {
        UseCache(_folder["cache"]);
        string path = Patched();
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..1000]);

        Assert.Equal(path, Patched());
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public void Prepare_CacheIsAFile_FallsBack()
    {
        File.WriteAllText(_folder["file"], "");
        UseCache(_folder["file"]);

        string path = Patched();

        Assert.True(File.Exists(path));
        Assert.False(path.StartsWith(_folder["file"], StringComparison.Ordinal));
    }

    public void Dispose()
    {
        UseCache(_cache);
        _folder.Dispose();
    }

    private static string Patched()
    {
        (string path, IReadOnlyList<string> weakened) = WrapperLibrary.Prepare(Wrapper);
        Assert.SkipWhen(weakened.Count == 0, "This system's libstdc++ has every version that the wrapper asks for.");
        return path;
    }

    private static void UseCache(string? folder) => Environment.SetEnvironmentVariable(CacheVariable, folder);
}
