using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Headwater.Data;

/// <summary>Writes the token ids of documents, one after another, in the layout of a trainer. Each document ends with the tokenizer's end of sequence.</summary>
public sealed class TokenFileWriter : IDisposable
{
    private const int LargestNarrow = 1 << 16;
    private const int NpyHeader = 128;                      // magic, version, length and dictionary, padded as NumPy pads it

    private readonly DataLayout _layout;
    private readonly string _path;
    private readonly int _width;
    private readonly int _end;
    private readonly FileStream _file;
    private readonly List<int> _lengths = [];
    private long _tokens;

    /// <param name="layout">Any layout of ids.</param>
    /// <param name="path">The file; of <see cref="DataLayout.Megatron"/>, the path without <c>.bin</c> and <c>.idx</c>.</param>
    /// <param name="vocabulary">Ids that there are: up to 65,536 are written in 16 bits.</param>
    /// <param name="end">Id of the end of sequence.</param>
    /// <exception cref="InvalidDataException">The layout has no room for so many ids.</exception>
    public TokenFileWriter(DataLayout layout, string path, int vocabulary, int end)
    {
        if (layout == DataLayout.NanoGpt && vocabulary > LargestNarrow)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"data is nanogpt, whose ids have 16 bits, but the tokenizer has {vocabulary} ids; expected at most {LargestNarrow}.\nhint: set data: npy or data: megatron, or use a smaller vocabulary."));
        (_layout, _path, _end) = (layout, path, end);
        _width = vocabulary <= LargestNarrow ? 2 : 4;
        _file = new FileStream(layout == DataLayout.Megatron ? path + ".bin" : path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        if (layout == DataLayout.Npy)
            _file.Write(new byte[NpyHeader]);
    }

    /// <summary>Appends a document and its end.</summary>
    public void Add(ReadOnlySpan<int> tokens)
    {
        byte[] bytes = new byte[(tokens.Length + 1) * _width];
        for (int i = 0; i <= tokens.Length; i++)
        {
            int id = i < tokens.Length ? tokens[i] : _end;
            if (_width == 2) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), (ushort)id);
            else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), id);
        }

        _file.Write(bytes);
        _tokens += tokens.Length + 1;
        if (_layout == DataLayout.Megatron)
            _lengths.Add(tokens.Length + 1);
    }

    /// <summary>Writes what goes before or beside the ids, and flushes everything to the disk.</summary>
    public void Finish()
    {
        if (_layout == DataLayout.Npy)
        {
            _file.Seek(0, SeekOrigin.Begin);
            _file.Write(NumPyHeader());
        }

        _file.Flush(flushToDisk: true);
        if (_layout == DataLayout.Megatron)
            WriteIndex();
    }

    public void Dispose() => _file.Dispose();

    // Format 1.0 of numpy.lib.format: the dictionary is padded with spaces and ends with a line feed.
    private byte[] NumPyHeader()
    {
        byte[] header = new byte[NpyHeader];
        "?NUMPY\u0001\0"u8.CopyTo(header);
        header[0] = 0x93;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), NpyHeader - 10);
        string dictionary = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{(_width == 2 ? "<u2" : "<i4")}', 'fortran_order': False, 'shape': ({_tokens},), }}");
        Encoding.ASCII.GetBytes(dictionary.PadRight(NpyHeader - 11) + "\n").CopyTo(header, 10);
        return header;
    }

    // MMIDIDX, version 1: the type of an id, the lengths, the places in bytes, and the sequences at which documents begin, here one a document.
    private void WriteIndex()
    {
        const byte unsigned16 = 8, signed32 = 4;
        using FileStream file = new(_path + ".idx", FileMode.Create, FileAccess.Write);
        using (BinaryWriter index = new(file, Encoding.ASCII, leaveOpen: true))
        {
            index.Write("MMIDIDX\0\0"u8);
            index.Write(1UL);
            index.Write(_width == 2 ? unsigned16 : signed32);
            index.Write((ulong)_lengths.Count);
            index.Write((ulong)_lengths.Count + 1);
            foreach (int length in _lengths) index.Write(length);
            long place = 0;
            foreach (int length in _lengths)
            {
                index.Write(place);
                place += (long)length * _width;
            }

            for (long document = 0; document <= _lengths.Count; document++) index.Write(document);
        }

        file.Flush(flushToDisk: true);
    }
}
