using Headwater.Data;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>The tokenizers of the reference tool that cut by a SentencePiece model, which it downloads and Headwater is given.</summary>
internal static class SentencePieceTokenizers
{
    private const int HashDigits = 12;

    public static string[] Names { get; } = ["flores200", "flores101", "spm", "spBLEU-1K"];

    public static SuppliedTokenizer Load(string name, string? path)
    {
        if (path is null)
        {
            throw new ArgumentException($"--tokenize {name} needs its SentencePiece model, which Headwater does not download.\nhint: give the file with --spm.");
        }

        SentencePieceModel model = SentencePieceModel.Load(path);
        return new SuppliedTokenizer(name, model.Fingerprint[..HashDigits], new PieceSegmenter(model).Segment);
    }
}
