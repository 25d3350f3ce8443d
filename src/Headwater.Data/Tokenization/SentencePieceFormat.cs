using System.Collections.Immutable;
using System.Text;
using Google.Protobuf;

namespace Headwater.Data;

/// <summary>
/// Reads and writes the protocol buffer of a SentencePiece model (github google/sentencepiece, src/sentencepiece_model.proto): message 1 holds the pieces, 2 the
/// trainer's settings, 3 the normaliser's. Fields that are not needed are skipped.
/// </summary>
internal static class SentencePieceFormat
{
    public static SentencePieceLayout Read(byte[] bytes, string path)
    {
        try
        {
            SentencePieceLayout layout = Read(bytes);
            return layout.Pieces.IsEmpty ? throw Broken(path, "it holds no pieces", null) : layout;
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or DecoderFallbackException or ArgumentException)
        {
            throw Broken(path, failure.Message, failure);
        }
    }

    public static byte[] Write(SentencePieceLayout layout)
    {
        using MemoryStream stream = new();
        using CodedOutputStream output = new(stream);
        foreach (Piece piece in layout.Pieces) WriteMessage(output, 1, message => WritePiece(message, piece));
        WriteMessage(output, 2, message => WriteTrainer(message, layout));
        WriteMessage(output, 3, message => WriteNormalizer(message, layout));
        output.Flush();
        return stream.ToArray();
    }

    private static SentencePieceLayout Read(byte[] bytes)
    {
        ImmutableArray<Piece>.Builder pieces = ImmutableArray.CreateBuilder<Piece>();
        SentencePieceLayout layout = new();
        CodedInputStream input = new(bytes);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: pieces.Add(ReadPiece(input.ReadBytes().CreateCodedInput())); break;
                case 2: layout = ReadTrainer(input.ReadBytes().CreateCodedInput(), layout); break;
                case 3: layout = ReadNormalizer(input.ReadBytes().CreateCodedInput(), layout); break;
                default: input.SkipLastField(); break;
            }
        }

        int unknown = pieces.Select(piece => piece.Type).ToList().IndexOf(PieceType.Unknown);
        return layout with { Pieces = pieces.DrainToImmutable(), UnknownId = unknown >= 0 ? unknown : TextTokenizer.Unknown };
    }

    private static Piece ReadPiece(CodedInputStream input)
    {
        Piece piece = new("", 0, PieceType.Normal);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: piece = piece with { Text = input.ReadString() }; break;
                case 2: piece = piece with { Score = input.ReadFloat() }; break;
                case 3: piece = piece with { Type = (PieceType)input.ReadEnum() }; break;
                default: input.SkipLastField(); break;
            }
        }

        return piece;
    }

    private static SentencePieceLayout ReadTrainer(CodedInputStream input, SentencePieceLayout layout)
    {
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 3: layout = layout with { Algorithm = (SentencePieceAlgorithm)input.ReadEnum() }; break;
                case 10: layout = layout with { CharacterCoverage = input.ReadFloat() }; break;
                case 24: layout = layout with { WhitespaceAsSuffix = input.ReadBool() }; break;
                case 25: layout = layout with { SplitDigits = input.ReadBool() }; break;
                case 35: layout = layout with { ByteFallback = input.ReadBool() }; break;
                default: input.SkipLastField(); break;
            }
        }

        return layout;
    }

    private static SentencePieceLayout ReadNormalizer(CodedInputStream input, SentencePieceLayout layout)
    {
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 2: layout = layout with { Normalization = ReadTable(input.ReadBytes().Span) }; break;
                case 3: layout = layout with { AddDummyPrefix = input.ReadBool() }; break;
                case 4: layout = layout with { RemoveExtraWhitespaces = input.ReadBool() }; break;
                case 5: layout = layout with { EscapeWhitespaces = input.ReadBool() }; break;
                default: input.SkipLastField(); break;
            }
        }

        return layout;
    }

    private static NormalizationTable? ReadTable(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? null : NormalizationTable.Read(bytes);

    private static void WritePiece(CodedOutputStream output, Piece piece)
    {
        WriteString(output, 1, piece.Text);
        WriteFloat(output, 2, piece.Score);
        WriteNumber(output, 3, (int)piece.Type);
    }

    // Ids that are not written would take the format's own defaults (unk 0, bos 1, eos 2), so all four are given.
    private static void WriteTrainer(CodedOutputStream output, SentencePieceLayout layout)
    {
        WriteNumber(output, 3, (int)layout.Algorithm);
        WriteNumber(output, 4, layout.Pieces.Length);
        WriteFloat(output, 10, layout.CharacterCoverage);
        WriteNumber(output, 24, layout.WhitespaceAsSuffix ? 1 : 0);
        WriteNumber(output, 25, layout.SplitDigits ? 1 : 0);
        WriteNumber(output, 35, layout.ByteFallback ? 1 : 0);
        WriteNumber(output, 40, TextTokenizer.Unknown);
        WriteNumber(output, 41, -1);
        WriteNumber(output, 42, TextTokenizer.EndOfSequence);
        WriteNumber(output, 43, TextTokenizer.Pad);
        WriteString(output, 45, layout.Pieces[TextTokenizer.Unknown].Text);
        WriteString(output, 47, layout.Pieces[TextTokenizer.EndOfSequence].Text);
        WriteString(output, 48, layout.Pieces[TextTokenizer.Pad].Text);
    }

    private static void WriteNormalizer(CodedOutputStream output, SentencePieceLayout layout)
    {
        WriteString(output, 1, "identity");
        output.WriteTag(2, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.Empty);
        WriteNumber(output, 3, layout.AddDummyPrefix ? 1 : 0);
        WriteNumber(output, 4, layout.RemoveExtraWhitespaces ? 1 : 0);
        WriteNumber(output, 5, layout.EscapeWhitespaces ? 1 : 0);
    }

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using MemoryStream stream = new();
        using CodedOutputStream message = new(stream);
        write(message);
        message.Flush();
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    private static void WriteString(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void WriteFloat(CodedOutputStream output, int field, float value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed32);
        output.WriteFloat(value);
    }

    private static void WriteNumber(CodedOutputStream output, int field, int value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    }

    private static InvalidDataException Broken(string path, string reason, Exception? cause) =>
        new($"{path} is not a SentencePiece model: {reason}. Expected the spiece.model file of a tokenizer.", cause);
}
