using System.Buffers;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Turns text into token ids and back by a SentencePiece model with the layout of T5: padding 0, end of sequence 1, unknown 2, and sentinels at the top,
/// the first one highest. With a model of <see cref="BytePairTrainer"/>, decoding an encoded text gives it back exactly, whatever it holds;
/// half a surrogate pair, which is not text, comes back as U+FFFD. Immutable and thread-safe.
/// </summary>
public sealed class TextTokenizer
{
    /// <summary>The name of a tokenizer's file in the published folder of a model.</summary>
    public const string FileName = "spiece.model";

    public const int Pad = 0;
    public const int EndOfSequence = 1;
    public const int Unknown = 2;

    private static readonly byte[] UnknownSurface = " \u2047 "u8.ToArray(); // as SentencePiece shows it

    private readonly IPieceEncoder _encoder;
    private readonly byte[][] _surfaces;
    private readonly SentencePieceModel _model;

    private TextTokenizer(SentencePieceModel model, int sentinels)
    {
        _model = model;
        _encoder = model.Algorithm == SentencePieceAlgorithm.BytePair ? new BytePairEncoder(model.Layout) : new SentencePieceEncoder(model);
        _surfaces = [.. model.Pieces.Select(Surface)];
        Sentinels = sentinels;
        Fingerprint = ContentHash.Of(Encoding.UTF8.GetBytes($"{model.Fingerprint} {sentinels}"));
    }

    /// <summary>Reads a SentencePiece model file (unigram or byte-pair) with padding at 0, end of sequence at 1 and unknown at 2.</summary>
    public static TextTokenizer Load(string spieceModelPath, int sentinels = 100) => Of(SentencePieceModel.Load(spieceModelPath), sentinels, spieceModelPath);

    /// <summary>A tokenizer from a model in memory.</summary>
    public static TextTokenizer Of(SentencePieceModel model, int sentinels = 100) => Of(model, sentinels, "The model");

    private static TextTokenizer Of(SentencePieceModel model, int sentinels, string origin)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(sentinels);
        PieceType[] first = [.. model.Pieces.Take(3).Select(piece => piece.Type)];
        if (first is not [PieceType.Control, PieceType.Control, PieceType.Unknown])
            throw new InvalidDataException($"{origin}: the first pieces are {string.Join(", ", model.Pieces.Take(3).Select(piece => $"{piece.Text} ({piece.Type})"))}; expected padding, end of sequence and unknown, as in T5. Train it with --pad_id=0 --eos_id=1 --unk_id=2 --bos_id=-1.");
        string? unsupported = model.Algorithm switch
        {
            SentencePieceAlgorithm.Unigram => null,
            SentencePieceAlgorithm.BytePair => BytePairEncoder.Unsupported(model.Layout),
            _ => $"the {model.Algorithm} algorithm",
        };
        return unsupported is null ? new TextTokenizer(model, sentinels)
            : throw new InvalidDataException($"{origin}: a model with {unsupported} cannot be used; expected a unigram or byte-pair model without it. Train it again without that option.");
    }

    /// <summary>All ids, sentinels included.</summary>
    public int VocabularySize => _surfaces.Length + Sentinels;

    /// <summary>How many ids at the top stand for removed spans.</summary>
    public int Sentinels { get; }

    /// <summary>Hash of the model file and the number of sentinels, 64 hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>The id of the k-th sentinel, k from 0: VocabularySize − 1 − k.</summary>
    public int SentinelId(int k)
    {
        if (k < 0 || k >= Sentinels) throw new ArgumentOutOfRangeException(nameof(k), k, $"The tokenizer has {Sentinels} sentinels, numbered from 0.");
        return VocabularySize - 1 - k;
    }

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
        ArgumentNullException.ThrowIfNull(ids);
        _encoder.Encode(text, ids);
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
            if (text.WrittenCount == 0) dropSpace = BeginsWithDummyPrefix(id);
            text.Write(_surfaces[id]);
        }

        ReadOnlySpan<byte> bytes = text.WrittenSpan;
        if (dropSpace) bytes = bytes[1..];
        if (_model.Layout is { WhitespaceAsSuffix: true, AddDummyPrefix: true } && bytes.EndsWith(" "u8)) bytes = bytes[..^1];
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Writes the model as a SentencePiece file.</summary>
    public void Save(string spieceModelPath) => _model.Save(spieceModelPath);

    private bool BeginsWithDummyPrefix(int id) =>
        _model.Layout is { AddDummyPrefix: true, WhitespaceAsSuffix: false } && _model.Pieces[id].Text[0] == WordCounts.Space;

    private static byte[] Surface(Piece piece) => piece.Type switch
    {
        PieceType.Control => [],
        PieceType.Unknown => UnknownSurface,
        PieceType.Byte => BytePiece.TryRead(piece, out byte value) ? [value] : [],
        _ => Encoding.UTF8.GetBytes(piece.Text.Replace(WordCounts.Space, ' ')),
    };
}
