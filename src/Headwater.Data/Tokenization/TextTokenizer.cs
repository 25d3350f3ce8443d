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
    private readonly SentinelBlock _sentinels; // with the offset
    private readonly ImmutableArray<byte[]> _surfaces, _firstSurfaces;

    private TextTokenizer(TokenizerContent content, string contentFingerprint, int sentinels, bool keepsIds = false)
    {
        _content = content;
        HasOwnIds = keepsIds && !content.HasPublishedLayout;
        Offset = content.HasPublishedLayout || keepsIds ? 0 : 3;
        SentinelBlock block = content.Sentinels ?? new SentinelBlock(content.Surfaces.Length, sentinels);
        _sentinels = block with { Begin = block.Begin + Offset };
        int above = Math.Max(0, block.End - content.Surfaces.Length); // sentinels that are in no file
        _surfaces = [.. Enumerable.Repeat<byte[]>([], Offset), .. content.Surfaces, .. Enumerable.Repeat<byte[]>([], above)];
        _firstSurfaces = content.FirstSurfaces.IsDefault ? _surfaces : [.. Enumerable.Repeat<byte[]>([], Offset), .. content.FirstSurfaces, .. Enumerable.Repeat<byte[]>([], above)];
        Fingerprint = ContentHash.Of(Encoding.UTF8.GetBytes($"{contentFingerprint} {Sentinels}"));
    }

    /// <summary>
    /// Reads a SentencePiece model (unigram or byte-pair), a tokenizer.json, a folder that holds one of them, or nothing where the path is "bytes". A tokenizer.json
    /// says itself how many sentinels it has; for others the default is 100, and 125 for bytes.
    /// </summary>
    public static TextTokenizer Load(string path, int? sentinels = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path == Bytes) return OfBytes(sentinels ?? ByteSentinels); // also where a folder has this name: ./bytes means that one
        if (Directory.Exists(path)) path = FindIn(path);
        if (Path.GetFileName(path) == BytesFileName) return OfBytes(sentinels ?? ByteSentinels);
        TokenizerContent content = ContentOf(path);
        return new TextTokenizer(content, FingerprintOf(content), Checked(sentinels ?? DefaultSentinels));
    }

    /// <summary>
    /// As <see cref="Load"/>, with the ids that the file has, for a model that was pretrained elsewhere: nothing stands before them, and none of them is an end of sequence to this tokenizer (<see cref="HasOwnIds"/>). A file with
    /// T5's layout is read as ever.
    /// </summary>
    public static TextTokenizer LoadWithItsIds(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) path = FindIn(path);
        TokenizerContent content = ContentOf(path);
        return new TextTokenizer(content, FingerprintOf(content), sentinels: 0, keepsIds: true);
    }

    private static TokenizerContent ContentOf(string path) => Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
        ? JsonTokenizerFile.Read(path)
        : AddedTokenFiles.Add(SentencePieceContent.Of(SentencePieceModel.Load(path), path), Path.GetDirectoryName(path)!);

    /// <summary>A tokenizer from a model in memory.</summary>
    public static TextTokenizer Of(SentencePieceModel model, int sentinels = DefaultSentinels)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new TextTokenizer(SentencePieceContent.Of(model, "The model"), model.Fingerprint, Checked(sentinels));
    }

    /// <summary>Bytes as tokens: byte b is b + 3.</summary>
    public static TextTokenizer OfBytes(int sentinels = ByteSentinels)
    {
        TokenizerContent content = ByteContent.Create();
        return new TextTokenizer(content, ContentHash.Of(content.File.AsSpan()), Checked(sentinels));
    }

    private static string FingerprintOf(TokenizerContent content)
    {
        string own = ContentHash.Of(content.File.AsSpan());
        string others = string.Concat(content.OtherFiles.Select(file => $" {file.Key} {ContentHash.Of(file.Value.AsSpan())}"));
        return others.Length == 0 ? own : ContentHash.Of(Encoding.UTF8.GetBytes(own + others));
    }

    private static int Checked(int sentinels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sentinels);
        return sentinels;
    }

    private static string FindIn(string folder) =>
        new[] { FileName, JsonFileName, BytesFileName }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"There is no tokenizer in {folder}; expected {FileName} or {JsonFileName}.\nhint: name one with --tokenizer (in a study, tokenizer: {{ load: … }}); a ByT5 model, which has no such file, takes \"{Bytes}\".", folder);

    /// <summary>All ids, sentinels included.</summary>
    public int VocabularySize => _surfaces.Length;

    /// <summary>How many ids stand for removed spans: those at the top, or right below tokens that were added later.</summary>
    public int Sentinels => _sentinels.Count;

    /// <summary>By how much ids are above those of the file: 3 where it has no padding, end of sequence and unknown as its first ids, else 0.</summary>
    public int Offset { get; }

    /// <summary>Whether ids are those of a file with another layout than T5's, in which padding, end of sequence and unknown are not 0, 1 and 2.</summary>
    public bool HasOwnIds { get; }

    /// <summary>The name of this tokenizer's file in a model's folder.</summary>
    public string OwnFileName => _content.FileName;

    /// <summary>Hash of the file and the number of sentinels, 64 hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>The id of the k-th sentinel, k from 0; the first one is the highest.</summary>
    public int SentinelId(int k)
    {
        if (k < 0 || k >= Sentinels) throw new ArgumentOutOfRangeException(nameof(k), k, $"The tokenizer has {Sentinels} sentinels, numbered from 0.");
        return _sentinels.End - 1 - k;
    }

    /// <summary>How an id is written in the tokenizer's file; sentinels as T5 writes them.</summary>
    public string NameOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (id >= _sentinels.Begin && id < _sentinels.End) return SentinelBlock.Name(_sentinels.End - 1 - id);
        if (id >= VocabularySize) throw new ArgumentOutOfRangeException(nameof(id), id, $"The tokenizer has {VocabularySize} ids, numbered from 0.");
        return id >= Offset ? _content.Names[id - Offset] : id switch { Pad => "<pad>", EndOfSequence => "</s>", _ => "<unk>" };
    }

    /// <summary>Whether an id stands for text that has no piece.</summary>
    public bool IsUnknown(int id) => (id == Unknown && !HasOwnIds) || id - Offset == _content.UnknownId;

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
    /// The text of ids up to the first end of sequence. Controls, sentinels and ids beyond the vocabulary (a padded embedding has some) are skipped; bytes that do not make a character
    /// become U+FFFD, as many as the library that the tokenizer's file is from writes.
    /// </summary>
    public string Decode(ReadOnlySpan<int> ids)
    {
        DecodedText text = new(_content.BrokenBytes, ids.Length * 4 + 1);
        bool isFirst = true;
        foreach (int id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            if (id == EndOfSequence && !HasOwnIds) break;
            if (id >= _surfaces.Length || _surfaces[id].Length == 0) continue;
            byte[] surface = isFirst ? _firstSurfaces[id] : _surfaces[id];
            bool isByte = _content.BrokenBytes == BrokenBytes.ByRun && BytePiece.TryRead(NameOf(id), out _);
            text.Add(surface, isByte);
            isFirst &= _content.IsFirstUntilText && surface.Length == 0;
        }

        return text.ToString(_content.DropsFirstSpace, _content.EndsWithDummySuffix);
    }

    /// <summary>Writes the tokenizer's file, byte for byte as it was read or trained, and beside it the files of added tokens where there were any.</summary>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        foreach ((string name, ImmutableArray<byte> file) in _content.OtherFiles) AtomicFile.Write(Path.Combine(Path.GetDirectoryName(path)!, name), file.AsSpan());
        AtomicFile.Write(path, _content.File.AsSpan());
    }
}
