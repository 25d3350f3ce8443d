using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class SquadCommandTests : CommandLineFixture
{
    private const string First = """
        {"version": "1.1", "data": [{"paragraphs": [{"qas": [
            {"id": "q1", "answers": [{"text": "red house"}]}, {"id": "q2", "answers": [{"text": "blue"}]}]}]}]}
        """;

    private static readonly string Second = First.Replace("\"1.1\"", "\"v2.0\"", StringComparison.Ordinal).Replace("[{\"text\": \"blue\"}]", "[]", StringComparison.Ordinal);

    [Fact]
    public void Version11_Json_HasTheScriptsKeys()
    {
        CommandResult result = Run("score", "squad", Write("dev.json", First), Write("p.json", """{"q1": "The red boat"}"""));

        JsonElement score = result.Json();
        Assert.Equal(["exact_match", "f1", "signature"], score.EnumerateObject().Select(property => property.Name));
        Assert.Equal(0, score.GetProperty("exact_match").GetDouble());
        Assert.Equal(25, score.GetProperty("f1").GetDouble());       // 1/2 and 0
        Assert.Equal("headwater: 1 of 2 questions have no prediction and score 0, the first of them \"q2\".", result.Error.TrimEnd());
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Version20_Json_HasTheScriptsKeys()
    {
        string output = Path.Combine(Folder, "eval.json");

        CommandResult result = Run(
            "score", "squad", Write("dev.json", Second), Write("p.json", """{"q1": "red house", "q2": "green"}"""),
            "--na-prob-file", Write("na.json", """{"q1": 0.2, "q2": 0.9}"""), "--na-prob-thresh", "0.5", "--out-file", output);

        using JsonDocument score = JsonDocument.Parse(File.ReadAllText(output));
        Assert.Equal(
            ["exact", "f1", "total", "HasAns_exact", "HasAns_f1", "HasAns_total", "NoAns_exact", "NoAns_f1", "NoAns_total",
             "best_exact", "best_exact_thresh", "best_f1", "best_f1_thresh", "signature"],
            score.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(100, score.RootElement.GetProperty("exact").GetDouble());
        Assert.Equal(0.2, score.RootElement.GetProperty("best_f1_thresh").GetDouble());
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Version20_MissingPrediction_ExitsOneAndNamesIt()
    {
        CommandResult result = Run("score", "squad", Write("dev.json", Second), Write("p.json", """{"q1": "red house"}"""));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 of 2 questions have no prediction, the first of them \"q2\"", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void SquadVersion_Given_IsFollowed()
    {
        CommandResult result = Run("score", "squad", Write("dev.json", First), Write("p.json", """{"q1": "red house", "q2": ""}"""), "--squad-version", "2.0");

        Assert.Equal(50, result.Json().GetProperty("HasAns_exact").GetDouble());
    }

    [Theory]
    [InlineData("absent.json", "there is no such file. Expected a text file, plain, .gz or .zst")]
    [InlineData("broken.json", "this is not JSON")]
    public void Predictions_Unreadable_ExitOneAndNameTheFile(string name, string message)
    {
        Write("broken.json", "{");

        CommandResult result = Run("score", "squad", Write("dev.json", First), Path.Combine(Folder, name));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(name, result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
