using System.Security.Cryptography;

namespace Headwater.Data;

/// <summary>SHA-256 of content, in lower-case hexadecimal digits. It does not depend on where the content lies or how it is compressed.</summary>
internal static class ContentHash
{
    public static string OfFile(string path, ReadOnlySpan<byte> kind)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(kind);
        using Stream content = TextFile.OpenContent(path);
        byte[] buffer = new byte[1 << 17];
        long lines = 0;
        for (int count = TextFile.Read(content, buffer, path, lines); count > 0; count = TextFile.Read(content, buffer, path, lines))
        {
            hash.AppendData(buffer, 0, count);
            lines += buffer.AsSpan(0, count).Count((byte)'\n');
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
