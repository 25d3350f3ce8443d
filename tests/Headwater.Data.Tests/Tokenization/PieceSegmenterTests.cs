namespace Headwater.Data.Tests;

/// <summary>Pieces that SentencePiece itself cuts: tests/golden/tokenizer says how they were made.</summary>
public class PieceSegmenterTests
{
    [Theory]
    [InlineData("unigram")]
    [InlineData("bytepair")]
    [InlineData("rules")]
    public void Segment_GoldenLines_EqualsSentencePiece(string name)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "golden", "tokenizer");
        PieceSegmenter segmenter = new(SentencePieceModel.Load(Path.Combine(folder, $"{name}.model")));

        string[] pieces = [.. File.ReadAllLines(Path.Combine(folder, "encode.txt")).Select(line => string.Join(' ', segmenter.Segment(line)))];

        Assert.Equal(File.ReadAllLines(Path.Combine(folder, $"{name}.pieces")), pieces);
    }

    [Fact]
    public void Segment_EmptyText_HasNoPieces()
    {
        string model = Path.Combine(AppContext.BaseDirectory, "golden", "tokenizer", "unigram.model");

        Assert.Empty(new PieceSegmenter(SentencePieceModel.Load(model)).Segment(""));
    }
}
