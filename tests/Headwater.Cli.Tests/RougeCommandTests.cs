using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class RougeCommandTests : CommandLineFixture
{
    private const string Targets = "testing one two\nthe red house\n";
    private const string Predictions = "testing one\n\n";

    [Fact]
    public void Json_Types_HaveRougeScoresKeys()
    {
        JsonElement score = Run("score", "rouge", Write("t.txt", Targets), "-i", Write("p.txt", Predictions)).Json();

        Assert.Equal(["rouge1", "rouge2", "rougeL", "rougeLsum", "documents", "signature"], score.EnumerateObject().Select(property => property.Name));
        // The first document: P = 1, R = 2/3, F = 4/5; the second is empty.
        Assert.Equal(0.5, score.GetProperty("rouge1").GetProperty("precision").GetDouble());
        Assert.Equal(0.4, score.GetProperty("rouge1").GetProperty("fmeasure").GetDouble(), 1e-12);
        Assert.Contains("stem:no", score.GetProperty("signature").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RougeScoresFlags_StandardInput_EqualOurs()
    {
        string targets = Write("t.txt", Targets);
        string[] options = ["--use_stemmer", "--rouge_types", "rouge1,rougeL"];

        CommandResult ours = RunWithInput(Predictions, ["score", "rouge", targets, .. options]);
        CommandResult theirs = Run(["score", "rouge", "--target_filepattern", targets, "--prediction_filepattern", Write("p.txt", Predictions), .. options]);

        Assert.Equal(0, ours.ExitCode);
        Assert.Equal(ours.Output, theirs.Output);
        Assert.Equal("porter-nltk", ours.Json().GetProperty("signature").GetString()!.Split("stem:")[1].Split('|')[0]);
    }

    [Fact]
    public void Csv_Documents_AreRougeScoresTable()
    {
        CommandResult result = Run("score", "rouge", Write("t.txt", Targets), "-i", Write("p.txt", Predictions), "--rouge_types", "rougeL,rouge1", "-f", "csv", "--noaggregate");

        Assert.Equal(
            "id,rouge1-P,rouge1-R,rouge1-F,rougeL-P,rougeL-R,rougeL-F\n" +
            "0,1.000000,0.666667,0.800000,1.000000,0.666667,0.800000\n" +
            "1,0.000000,0.000000,0.000000,0.000000,0.000000,0.000000\n",
            result.Output);
    }

    [Fact]
    public void Csv_Aggregate_HasAnIntervalAroundTheMean()
    {
        string output = Path.Combine(Folder, "scores.csv");

        CommandResult result = Run("score", "rouge", Write("t.txt", Targets), "-i", Write("p.txt", Predictions), "--rouge_types", "rouge1", "-f", "csv", "-o", output);

        Assert.Empty(result.Output);
        Assert.Equal(
            "score_type,low,mid,high\nrouge1-R,0.000000,0.333333,0.666667\nrouge1-P,0.000000,0.500000,1.000000\nrouge1-F,0.000000,0.400000,0.800000\n",
            File.ReadAllText(output));
    }

    [Fact]
    public void Delimiter_RecordsWithLines_GiveLsumItsSentences()
    {
        string targets = Write("t.txt", "w1 w2 w3 w4 w5\n%\n");
        string predictions = Write("p.txt", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5\n%\n");

        JsonElement score = Run("score", "rouge", targets, "-i", predictions, "--delimiter", "%\n").Json();

        Assert.Equal(1, score.GetProperty("documents").GetInt32());
        Assert.Equal(0.8, score.GetProperty("rougeLsum").GetProperty("recall").GetDouble(), 1e-12);
    }

    [Fact]
    public void Text_Confidence_AddsIntervals()
    {
        CommandResult result = Run("score", "rouge", Write("t.txt", Targets), "-i", Write("p.txt", Predictions), "--rouge_types", "rouge1", "-f", "text", "-ci");

        Assert.Equal(
            "rouge1|nrefs:1|case:lc|tok:a-z0-9|stem:no|sents:newline|refs:best-f1|version:rouge_score-0.1.2 = 40.0 (P = 50.0 R = 33.3 documents = 2) [0.0, 80.0]",
            result.Output.TrimEnd());
    }

    [Theory]
    [InlineData("rouge0", "The ROUGE type is \"rouge0\"; expected rouge1 to rouge9, rougeL or rougeLsum.")]
    [InlineData("rouge1,rouge1", "RougeOptions: Types is rouge1, rouge1; expected each type once.")]
    public void Types_Wrong_ExitOneAndSayWhatIsKnown(string types, string message)
    {
        CommandResult result = Run("score", "rouge", Write("t.txt", Targets), "-i", Write("p.txt", Predictions), "--rouge_types", types);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"headwater: {message}", result.Error.TrimEnd());
    }

    [Fact]
    public void Lengths_Different_ExitOneAndSayBoth()
    {
        CommandResult result = Run("score", "rouge", Write("t.txt", Targets), "-i", Write("p.txt", "one\n"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("has 2 segments and the hypotheses have 1", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Targets_None_ExitOneAndSayWhatIsExpected()
    {
        CommandResult result = Run("score", "rouge", "-i", Write("p.txt", Predictions));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("headwater: There is no target file; expected at least one, with one document a line.", result.Error.TrimEnd());
    }
}
