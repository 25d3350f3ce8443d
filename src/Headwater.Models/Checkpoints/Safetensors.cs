using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Reads and writes safetensors files: the header's length (u64, little-endian), a JSON header padded with spaces to 8 bytes, then raw little-endian
/// values. Written as float32 with the metadata "format": "pt", which readers in Python insist on.
/// </summary>
internal sealed class Safetensors : IDisposable
{
    private const int Alignment = 8;
    private const long LongestHeader = 100_000_000;     // the limit of the format's own reader

    private readonly FileStream _stream;
    private readonly string _path;
    private readonly long _dataStart;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private Safetensors(string path)
    {
        _path = path;
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        try
        {
            Span<byte> length = stackalloc byte[Alignment];
            if (_stream.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length)
            {
                throw Fault("it is shorter than a header");
            }

            if (GitPointer.Is(_stream))
            {
                throw GitPointer.Fault(path);
            }

            ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(length);
            if (headerLength > LongestHeader || (long)headerLength > _stream.Length - Alignment)
            {
                throw Fault($"its first 8 bytes say that its header has {headerLength} bytes, more than the file or the format holds; it is cut short or another kind of file");
            }

            byte[] header = new byte[headerLength];
            _stream.ReadExactly(header);
            _dataStart = Alignment + (long)headerLength;
            ReadHeader(header);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <exception cref="InvalidDataException">It is no such file, or damaged.</exception>
    public static Safetensors Open(string path) => new(path);

    /// <summary>Writes tensors sorted by name. Equal values give equal bytes.</summary>
    public static void Write(string path, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        (string Name, Tensor Tensor)[] sorted = [.. tensors.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write);
        byte[] header = Header(sorted);
        Span<byte> length = stackalloc byte[Alignment];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((_, Tensor tensor) in sorted)
        {
            using DisposeScope scope = NewDisposeScope();
            foreach (Tensor piece in Pieces(tensor.detach().cpu().contiguous()))
            {
                stream.Write(piece.bytes);
            }
        }

        stream.Flush(flushToDisk: true);
    }

    public bool Contains(string name) => _entries.ContainsKey(name);

    public long[] ShapeOf(string name) => [.. _entries[name].Shape];

    /// <summary>Fills a tensor with the named values, as float32. Shapes must be equal.</summary>
    public void ReadInto(string name, Tensor target)
    {
        Entry entry = _entries.TryGetValue(name, out Entry? found) ? found : throw Fault($"it has no tensor {name}");
        if (!entry.Shape.AsSpan().SequenceEqual(target.shape))
        {
            throw Fault($"{name} has shape [{string.Join(", ", entry.Shape)}]; expected [{string.Join(", ", target.shape)}]");
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor source = empty(entry.Shape, dtype: entry.Type);
        _stream.Position = _dataStart + entry.Start;
        foreach (Tensor piece in Pieces(source))
        {
            _stream.ReadExactly(piece.bytes);
        }

        target.copy_(source);
    }

    public void Dispose() => _stream.Dispose();

    // A span of bytes ends at 2 GiB, and large embeddings do not.
    private static IEnumerable<Tensor> Pieces(Tensor tensor)
    {
        const long size = 1 << 22;
        Tensor flat = tensor.view(-1);
        for (long start = 0; start < flat.shape[0]; start += size)
        {
            yield return flat.narrow(0, start, Math.Min(size, flat.shape[0] - start));
        }
    }

    private static byte[] Header((string Name, Tensor Tensor)[] tensors)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                long end = offset + (tensor.numel() * sizeof(float));
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                WriteNumbers("shape", tensor.shape);
                WriteNumbers("data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();

            void WriteNumbers(string property, long[] values)
            {
                json.WriteStartArray(property);
                Array.ForEach(values, json.WriteNumberValue);
                json.WriteEndArray();
            }
        }

        string text = Encoding.UTF8.GetString(stream.ToArray());
        int padded = (int)((stream.Length + Alignment - 1) / Alignment * Alignment);
        return Encoding.UTF8.GetBytes(text + new string(' ', padded - (int)stream.Length));
    }

    private void ReadHeader(byte[] header)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header);
            foreach (JsonProperty property in document.RootElement.EnumerateObject().Where(property => property.Name != "__metadata__"))
            {
                long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
                long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
                (ScalarType type, int width) = TypeOf(property.Name, property.Value.GetProperty("dtype").GetString());
                long size = shape.Aggregate((long)width, (product, next) => checked(product * next));
                bool fits = offsets.Length == 2 && offsets[0] >= 0 && offsets[1] - offsets[0] == size && offsets[1] <= _stream.Length - _dataStart;
                if (!fits || shape.Any(dimension => dimension < 0))
                {
                    throw Fault($"the place of {property.Name} does not fit its shape or the file; the file may be cut short");
                }

                if (!_entries.TryAdd(property.Name, new Entry(type, shape, offsets[0], offsets[1])))
                {
                    throw Fault($"{property.Name} stands twice in its header");
                }
            }

            CheckPlaces();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or OverflowException)
        {
            throw Fault($"its header is damaged ({exception.Message})");
        }
    }

    // As the format's own reader: tensors lie one behind the other, and nothing else is in the file.
    private void CheckPlaces()
    {
        long end = 0;
        foreach ((string name, Entry entry) in _entries.OrderBy(entry => entry.Value.Start).ThenBy(entry => entry.Value.End))
        {
            if (entry.Start != end)
            {
                throw Fault(entry.Start < end
                    ? $"{name} begins at byte {entry.Start} of the values, inside the tensor before it, which ends at {end}"
                    : $"{entry.Start - end} bytes before {name} belong to no tensor");
            }

            end = entry.End;
        }

        long left = _stream.Length - _dataStart - end;
        if (left > 0)
        {
            throw Fault($"{left} bytes behind the last tensor belong to none");
        }
    }

    private (ScalarType Type, int Width) TypeOf(string name, string? type) => type switch
    {
        "F32" => (ScalarType.Float32, 4),
        "F16" => (ScalarType.Float16, 2),
        "BF16" => (ScalarType.BFloat16, 2),
        "F64" => (ScalarType.Float64, 8),
        _ => throw Fault($"{name} has type {type}; expected F32, F16, BF16 or F64"),
    };

    private InvalidDataException Fault(string what) => new($"{_path} cannot be read as safetensors: {what}.\nhint: fetch the file again, or save the model again with safe_serialization=True.");

    private sealed record Entry(ScalarType Type, long[] Shape, long Start, long End);
}
