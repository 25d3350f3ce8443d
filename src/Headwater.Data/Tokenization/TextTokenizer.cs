using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Turns text into token ids and back. Ids have the layout of T5: padding 0, end of sequence 1, unknown 2, and sentinels at the top, the first one highest. Read from a
/// SentencePiece model, a tokenizer.json, or none at all for bytes; ids of a file with another layout come after these three (<see cref="Offset"/>).
/// With a model of <see cref="BytePairTrainer"/> or <see cref="UnigramTrainer"/>, and with bytes, decoding an encoded text gives it back exactly, whatever it holds;
/// half a surrogate pair, which is not text, comes back as U+FFFD. Immutable and thread-safe.
/// </summary>
public sealed class TextTokenizer
{
    /// <summary>The name of a SentencePiece model in the published folder of a model.</summary>
    public const string FileName = "spiece.model";

    /// <summary>The name of a tokenizer.json in such a folder.</summary>
    public const string JsonFileName = "tokenizer.json";

    /// <summary>The name of the file that says that a folder's tokens are bytes.</summary>
    public const string BytesFileName = "bytes.json";

    /// <summary>What stands in place of a path where tokens are bytes.</summary>
    public const string Bytes = "bytes";

    /// <summary>Sentinels of bytes where none are asked for, as ByT5: 384 ids in all.</summary>
    public const int ByteSentinels = 125;

    public const int Pad = 0;
    public const int EndOfSequence = 1;
    public const int Unknown = 2;

    private const int DefaultSentinels = 100; // T5

    private readonly TokenizerContent _content;
    private readonly ImmutableArray<byte[]> _surfaces;

    private TextTokenizer(TokenizerContent content, string contentFingerprint, int sentinels)
    {
        _content = content;
        Offset = content.HasPublishedLayout ? 0 : 3;
        _surfaces = content.HasPublishedLayout ? content.Surfaces : [[], [], [], .. content.Surfaces];
        Sentinels = content.Sentinels ?? sentinels;
        Fingerprint = ContentHash.Of(Encoding.UTF8.GetBytes($"{contentFingerprint} {Sentinels}"));
    }

    /// <summary>
    /// Reads a SentencePiece model (unigram or byte-pair), a tokenizer.json, a folder that holds one of them, or nothing where the path is "bytes". A tokenizer.json
    /// says itself how many sentinels it has; for others the default is 100, and 125 for bytes.
    /// </summary>
    public static TextTokenizer Load(string path, int? sentinels = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) path = FindIn(path);
        if (path == Bytes || Path.GetFileName(path) == BytesFileName) return OfBytes(sentinels ?? ByteSentinels);
        if (!Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)) return Of(SentencePieceModel.Load(path), sentinels ?? DefaultSentinels, path);
        TokenizerContent content = JsonTokenizerFile.Read(path);
        return new TextTokenizer(content, ContentHash.Of(content.File.AsSpan()), Checked(sentinels ?? DefaultSentinels));
    }

    /// <summary>A tokenizer from a model in memory.</summary>
    public static TextTokenizer Of(SentencePieceModel model, int sentinels = DefaultSentinels) => Of(model, sentinels, "The model");

    /// <summary>Bytes as tokens: byte b is b + 3.</summary>
    public static TextTokenizer OfBytes(int sentinels = ByteSentinels)
    {
        TokenizerContent content = ByteContent.Create();
        return new TextTokenizer(content, ContentHash.Of(content.File.AsSpan()), Checked(sentinels));
    }

    private static TextTokenizer Of(SentencePieceModel model, int sentinels, string origin)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new TextTokenizer(SentencePieceContent.Of(model, origin), model.Fingerprint, Checked(sentinels));
    }

    private static int Checked(int sentinels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sentinels);
        return sentinels;
    }

    private static string FindIn(string folder) =>
        new[] { FileName, JsonFileName, BytesFileName }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"There is no tokenizer in {folder}; expected {FileName} or {JsonFileName}.", folder);

    /// <summary>All ids, sentinels included.</summary>
    public int VocabularySize => _surfaces.Length + Sentinels;

    /// <summary>How many ids at the top stand for removed spans.</summary>
    public int Sentinels { get; }

    /// <summary>By how much ids are above those of the file: 3 where it has no padding, end of sequence and unknown as its first ids, else 0.</summary>
    public int Offset { get; }

    /// <summary>The name of this tokenizer's file in a model's folder.</summary>
    public string OwnFileName => _content.FileName;

    /// <summary>Hash of the file and the number of sentinels, 64 hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>The id of the k-th sentinel, k from 0: VocabularySize − 1 − k.</summary>
    public int SentinelId(int k)
    {
        if (k < 0 || k >= Sentinels) throw new ArgumentOutOfRangeException(nameof(k), k, $"The tokenizer has {Sentinels} sentinels, numbered from 0.");
        return VocabularySize - 1 - k;
    }

    /// <summary>How an id is written in the tokenizer's file; sentinels as T5 writes them.</summary>
    public string NameOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (id >= _surfaces.Length) return $"<extra_id_{VocabularySize - 1 - id}>";
        return id >= Offset ? _content.Names[id - Offset] : id switch { Pad => "<pad>", EndOfSequence => "</s>", _ => "<unk>" };
    }

    /// <summary>Whether an id stands for text that has no piece.</summary>
    public bool IsUnknown(int id) => id == Unknown || id - Offset == _content.UnknownId;

    /// <summary>The ids of a text, without an end. An empty text has none.</summary>
    public int[] Encode(string text)
    {
        List<int> ids = [];
        Encode(text, ids);
        return [.. ids];
    }

    /// <summary>Appends the ids of a text, without an end.</summary>
    public void Encode(string text, List<int> ids)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Encode(utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)), ids);
        ArrayPool<byte>.Shared.Return(utf8);
    }

    /// <summary>Appends the ids of a UTF-8 text, without an end.</summary>
    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        int begin = ids.Count;
        _content.Encoder.Encode(utf8, ids);
        if (Offset == 0) return;
        foreach (ref int id in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids)[begin..]) id += Offset;
    }

    /// <summary>
    /// The text of ids up to the first end of sequence. Controls, sentinels and ids beyond the vocabulary (a padded embedding has some) are skipped;
    /// bytes that do not make a character become U+FFFD.
    /// </summary>
    public string Decode(ReadOnlySpan<int> ids)
    {
        ArrayBufferWriter<byte> text = new(ids.Length * 4 + 1);
        bool dropSpace = false;
        foreach (int id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            if (id == EndOfSequence) break;
            if (id >= _surfaces.Length || _surfaces[id].Length == 0) continue;
            if (text.WrittenCount == 0) dropSpace = _content.BeginsWithDummyPrefix[id - Offset];
            text.Write(_surfaces[id]);
        }

        ReadOnlySpan<byte> bytes = text.WrittenSpan;
        if (dropSpace) bytes = bytes[1..];
        if (_content.EndsWithDummySuffix && bytes.EndsWith(" "u8)) bytes = bytes[..^1];
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Writes the tokenizer's file, byte for byte as it was read or trained.</summary>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, _content.File.AsSpan());
    }
}
