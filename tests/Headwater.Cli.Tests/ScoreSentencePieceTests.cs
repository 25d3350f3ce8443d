namespace Headwater.Cli.Tests;

public sealed class ScoreSentencePieceTests : CommandLineFixture
{
    [Theory]
    [InlineData("unigram")]
    [InlineData("bytepair")]
    public void Bleu_SuppliedModel_SignsItsNameAndHash(string name)
    {
        string golden = Repository.PathOf("tests", "golden", "tokenizer");
        string[] lines = [.. File.ReadAllLines(Path.Combine(golden, "encode.txt")).Select((line, i) => line.Trim().Length == 0 ? $"x{i}" : line)];
        string reference = Write("ref.txt", string.Join('\n', lines) + "\n");
        string system = Write("sys.txt", string.Join('\n', lines.Select(line => line[..^(line.Length / 4)])) + "\n");
        string model = Path.Combine(golden, $"{name}.model");

        CommandResult result = Run("score", "bleu", reference, "-i", system, "-tok", "flores200", "--spm", model, "-f", "text");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"\|tok:flores200\|smooth:exp\|model:[0-9a-f]{12}\|version:2\.6\.0 = \d", result.Output);
    }

    [Fact]
    public void Bleu_ModelNotThere_NamesIt()
    {
        CommandResult result = Run("score", "bleu", Write("ref.txt", "a\n"), "-i", Write("sys.txt", "a\n"), "-tok", "spm", "--spm", "absent.model");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("There is no tokenizer at absent.model; expected a SentencePiece model file", result.Error, StringComparison.Ordinal);
    }
}
