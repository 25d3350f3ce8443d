using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace Headwater.Data.Tests;

/// <summary>A folder of its own for each test, gone when the test is.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("headwater-data-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, compressed as its name ends, and returns its path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        using FileStream file = File.Create(this[name]);
        using Stream target = System.IO.Path.GetExtension(name) switch
        {
            ".gz" => new GZipStream(file, CompressionLevel.Fastest),
            ".zst" => new CompressionStream(file, leaveOpen: true),
            _ => file,
        };
        target.Write(content);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
