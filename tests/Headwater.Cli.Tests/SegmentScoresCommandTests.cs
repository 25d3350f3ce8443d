using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class SegmentScoresCommandTests : CommandLineFixture
{
    [Fact]
    public void Segments_OneFile_PrintsMeanIntervalAndSignature()
    {
        JsonElement score = Run("score", "segments", "-i", Write("a.txt", "0.5\n0.7\n0.9\n"), "--metric-name", "COMET", "--metric-version", "wmt22-comet-da", "-ci", "-w", "3").Json();

        Assert.Equal("COMET", score.GetProperty("name").GetString());
        Assert.Equal(0.7, score.GetProperty("score").GetDouble());
        Assert.Equal("segments:3|bs:1000|seed:12345|mean:yes|version:wmt22-comet-da", score.GetProperty("signature").GetString());
        Assert.InRange(score.GetProperty("confidence_var").GetDouble(), 0.1, 0.2);
    }

    [Fact]
    public void Segments_TwoSystems_AreComparedInPairs()
    {
        string a = Write("a.txt", string.Concat(Enumerable.Range(0, 50).Select(i => $"{i / 100.0}\n".Replace(',', '.'))));
        string b = Write("b.txt", string.Concat(Enumerable.Range(0, 50).Select(i => $"{(i + 5) / 100.0}\n".Replace(',', '.'))));

        JsonElement second = Run("score", "segments", "--scores", a, "--scores", b, "-pbs").Json()[1].GetProperty("scores");

        // Every segment is better by 0.05, so no resample differs from the measured difference.
        Assert.Equal(0.05, second.GetProperty("difference").GetDouble(), 1e-12);
        Assert.Equal(1 / 1001.0, second.GetProperty("p_value").GetDouble(), 1e-12);
        Assert.InRange(second.GetProperty("minimum_detectable_effect").GetDouble(), 0, 1e-12);
    }

    [Theory]
    [InlineData("0.5\nx\n", "a.txt(2): \"x\" is not a number; expected one score per line.")]
    [InlineData("0.5\nNaN\n", "a.txt(2): \"NaN\" is not a number; expected one score per line.")]
    [InlineData("", "a.txt has no lines; expected one segment per line.")]
    public void Segments_BadFile_NamesTheLine(string text, string expected)
    {
        CommandResult result = Run("score", "segments", "--scores", Write("a.txt", text));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_DifferentLengths_SaysBoth()
    {
        CommandResult result = Run("score", "segments", "-i", Write("a.txt", "1\n2\n"), Write("b.txt", "1\n"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("b.txt has 1 line and ", result.Error, StringComparison.Ordinal);
    }
}
