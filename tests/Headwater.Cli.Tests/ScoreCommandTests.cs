using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class ScoreCommandTests : CommandLineFixture
{
    private const string References = "the cat sat on the mat today\nit rains in the morning again\n";
    private const string System = "the cat sat on a mat today\nit rains in the morning again\n";

    [Fact]
    public void Bleu_Json_HasTheReferenceToolsFields()
    {
        CommandResult result = Run("score", "bleu", Write("ref.txt", References), "-i", Write("sys.txt", System));

        JsonElement score = result.Json();
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["name", "score", "signature", "verbose_score", "nrefs", "case", "eff", "tok", "smooth", "version"],
            score.EnumerateObject().Select(property => property.Name));
        Assert.Equal("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0", score.GetProperty("signature").GetString());
    }

    [Fact]
    public void Bleu_StandardInput_EqualsTheFile()
    {
        string references = Write("ref.txt", References);

        CommandResult piped = RunWithInput(System, "score", "bleu", references);
        CommandResult file = Run("score", "bleu", references, "-i", Write("sys.txt", System));

        Assert.Equal(file.Output, piped.Output);
    }

    [Fact]
    public void Bleu_AllDigits_ReadsBackToTheRoundedScore()
    {
        string references = Write("ref.txt", References);
        string system = Write("sys.txt", System);

        double digits = Run("score", "bleu", references, "-i", system, "--json").Json().GetProperty("score").GetDouble();
        string rounded = Run("score", "bleu", references, "-i", system, "-b", "-w", "2").Output.Trim();

        Assert.Equal(rounded, digits.ToString("F2", global::System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Chrf_IdenticalText_Is100()
    {
        CommandResult result = Run("score", "chrf", Write("ref.txt", References), "-i", Write("sys.txt", References), "-f", "text");

        Assert.StartsWith("chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0 = 100.0", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Ter_Json_HasTheReferenceToolsFields()
    {
        CommandResult result = Run("score", "ter", Write("ref.txt", References), "-i", Write("sys.txt", System));

        JsonElement score = result.Json();
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["name", "score", "signature", "nrefs", "case", "tok", "norm", "punct", "asian", "version"],
            score.EnumerateObject().Select(property => property.Name));
        Assert.Equal("TER", score.GetProperty("name").GetString());
        Assert.Equal(7.7, score.GetProperty("score").GetDouble());   // one edit in 13 words
    }

    [Theory]
    [InlineData("--ter-case-sensitive", "case:mixed|tok:tercom|norm:no|punct:yes|asian:no", "50.0")]
    [InlineData("--ter-normalized", "case:lc|tok:tercom|norm:yes|punct:yes|asian:no", "33.3")]
    [InlineData("--ter-no-punct", "case:lc|tok:tercom|norm:no|punct:no|asian:no", "0.0")]
    [InlineData("--ter-asian-support", "case:lc|tok:tercom|norm:no|punct:yes|asian:yes", "50.0")]
    public void Ter_Flag_ChangesSignatureAndScore(string flag, string expected, string score)
    {
        CommandResult result = Run("score", "ter", Write("ref.txt", "it rains.\n"), "-i", Write("sys.txt", "it rains\n"), flag, "-f", "text");

        Assert.Equal($"TER|nrefs:1|{expected}|version:2.6.0 = {score}\n", result.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Bleu_SentenceLevel_ScoresEverySegment()
    {
        CommandResult result = Run("score", "bleu", Write("ref.txt", References), "-i", Write("sys.txt", System), "-sl", "-f", "text");

        string[] lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("= 100.0", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Bleu_DifferentLengths_Exits1AndSaysBoth()
    {
        CommandResult result = Run("score", "bleu", Write("ref.txt", References), "-i", Write("sys.txt", "one line\n"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "sys.txt has 1 line and ", result.Error, StringComparison.Ordinal);
        Assert.Contains("ref.txt has 2 lines; expected the same number of lines. Line 2 of ", result.Error, StringComparison.Ordinal);
        Assert.Contains("ref.txt has no counterpart.", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Bleu_MissingFile_Exits1AndNamesIt()
    {
        CommandResult result = Run("score", "bleu", Path.Combine(Folder, "absent.txt"), "-i", Write("sys.txt", System));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("absent.txt: there is no such file. Expected a text file, plain, .gz or .zst", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bleu_UnknownTokenizer_ListsTheKnownOnes()
    {
        CommandResult result = Run("score", "bleu", Write("ref.txt", References), "-i", Write("sys.txt", System), "-tok", "mecab");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("--tokenize is \"mecab\"; expected 13a, intl, char, zh or none, or with --spm flores200, flores101, spm or spBLEU-1K.", result.Error, StringComparison.Ordinal);
    }
}
