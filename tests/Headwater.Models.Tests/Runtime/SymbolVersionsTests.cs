namespace Headwater.Models.Tests;

public sealed class SymbolVersionsTests
{
    private static string Wrapper => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    [Fact]
    public void NeededFrom_Wrapper_FindsTheLoadBlocker()
    {
        SymbolVersions versions = new(File.ReadAllBytes(Wrapper), Wrapper);

        SymbolVersions.VersionNeed need = Assert.Single(versions.NeededFrom("libstdc++.so.6"), need => need.Name == "GLIBCXX_3.4.32");

        Assert.Equal(["_ZSt21ios_base_library_initv"], versions.SymbolsBehind(need));
        Assert.Contains(versions.NeededFrom("libc.so.6"), other => other.Name == "GLIBC_2.34");
    }

    [Fact]
    public void Weaken_OneVersion_ChangesOneBitAndAsksNoMore()
    {
        byte[] original = File.ReadAllBytes(Wrapper);
        SymbolVersions versions = new(original, Wrapper);
        SymbolVersions.VersionNeed[] needs = [.. versions.NeededFrom("libstdc++.so.6").Where(need => need.Name == "GLIBCXX_3.4.32")];

        byte[] weakened = versions.Weaken(needs);

        Assert.Equal(1, original.Zip(weakened).Count(pair => pair.First != pair.Second));
        Assert.DoesNotContain(new SymbolVersions(weakened, "copy").NeededFrom("libstdc++.so.6"), need => need.Name == "GLIBCXX_3.4.32");
        Assert.Equal(versions.NeededFrom("libstdc++.so.6").Count - 1, new SymbolVersions(weakened, "copy").NeededFrom("libstdc++.so.6").Count);
    }

    [Fact]
    public void Defined_Wrapper_DefinesNone()
    {
        Assert.Empty(new SymbolVersions(File.ReadAllBytes(Wrapper), Wrapper).Defined());
    }

    [Fact]
    public void New_NoElfFile_Throws()
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => new SymbolVersions(new byte[100], "x.so"));

        Assert.Equal("x.so is not a 64-bit little-endian ELF library.", exception.Message);
    }
}
