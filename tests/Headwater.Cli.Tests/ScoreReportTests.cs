using System.Text.Json;

namespace Headwater.Cli.Tests;

/// <summary>What score prints: the reference tool's layouts, with intervals and paired tests.</summary>
public sealed class ScoreReportTests : CommandLineFixture
{
    private readonly string _reference;
    private readonly string _a;
    private readonly string _b;

    public ScoreReportTests()
    {
        string[] lines = [.. Enumerable.Range(0, 20).Select(i => $"on day {i} the small boat sails over the quiet lake {i % 7}")];
        _reference = Write("ref.txt", string.Join('\n', lines) + "\n");
        _a = Write("a_1.txt", string.Join('\n', lines.Select((line, i) => i % 3 == 0 ? line.Replace("small", "little", StringComparison.Ordinal) : line)) + "\n");
        _b = Write("b.txt", string.Join('\n', lines.Select((line, i) => i % 2 == 0 ? line.Replace("the quiet", "a calm", StringComparison.Ordinal) : line)) + "\n");
    }

    [Fact]
    public void SeveralMetrics_Json_IsAListInTheOrderOfTheNames()
    {
        JsonElement scores = Score("-i", _a, "-m", "ter", "chrf", "bleu").Json();

        Assert.Equal(["BLEU", "chrF2", "TER"], scores.EnumerateArray().Select(score => score.GetProperty("name").GetString()));
    }

    [Fact]
    public void SeveralMetrics_Text_StandsAlignedAtTheEqualSign()
    {
        string[] lines = Score("-i", _a, "-m", "bleu", "chrf", "ter", "-f", "text").Output.TrimEnd().Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Single(lines.Select(line => line.IndexOf(" = ", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public void Interval_Text_HasTheReferenceToolsLayout()
    {
        CommandResult result = Score("-i", _a, "-ci", "-cin", "200", "-f", "text", "-w", "2", "-m", "chrf");

        Assert.Matches(@"^chrF2\|nrefs:1\|bs:200\|seed:12345\|case:mixed\|eff:yes\|nc:6\|nw:0\|space:no\|version:2\.6\.0 = \d+\.\d\d \(μ = \d+\.\d\d ± \d+\.\d\d\)\r?\n$", result.Output);
    }

    [Fact]
    public void Interval_Json_HasTheReferenceToolsFields()
    {
        JsonElement score = Score("-i", _a, "-ci").Json();

        Assert.Equal(
            ["name", "score", "signature", "confidence_mean", "confidence_var", "confidence", "verbose_score", "nrefs", "bs", "seed", "case", "eff", "tok", "smooth", "version"],
            score.EnumerateObject().Select(property => property.Name));
        Assert.Equal("1000", score.GetProperty("bs").GetString());
        Assert.StartsWith("μ = ", score.GetProperty("confidence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Interval_ShortSignature_SaysTheSeed() =>
        Assert.Contains("BLEU|#:1|bs:1000|rs:12345|c:mixed|e:no|tok:13a|s:exp|v:2.6.0 = ", Score("-i", _a, "-ci", "-sh", "-f", "text").Output, StringComparison.Ordinal);

    [Fact]
    public void Seed_OfTheEnvironment_ChangesTheResamples()
    {
        string[] args = ["score", "bleu", _reference, "-i", _a, "-ci", "--json"];

        JsonElement seven = RunWith(new() { ["SACREBLEU_SEED"] = "7" }, "", args).Json();
        JsonElement standard = Run(args).Json();
        JsonElement none = RunWith(new() { ["SACREBLEU_SEED"] = "None" }, "", args).Json();

        Assert.Equal("7", seven.GetProperty("seed").GetString());
        Assert.Equal("none", none.GetProperty("seed").GetString());
        Assert.NotEqual(standard.GetProperty("confidence_mean").GetDouble(), seven.GetProperty("confidence_mean").GetDouble());
    }

    [Fact]
    public void Seed_NotANumber_SaysWhatIsExpected() =>
        Assert.Contains(
            "SACREBLEU_SEED is \"abc\"; expected a whole number, 0 or more, or none.",
            RunWith(new() { ["SACREBLEU_SEED"] = "abc" }, "", "score", "bleu", _reference, "-i", _a, "-ci").Error,
            StringComparison.Ordinal);

    [Fact]
    public void Format_OfTheEnvironment_Overrides() =>
        Assert.StartsWith("BLEU|", RunWith(new() { ["SACREBLEU_FORMAT"] = "text" }, "", "score", "bleu", _reference, "-i", _a).Output, StringComparison.Ordinal);

    [Fact]
    public void SentenceLevel_WithoutFormat_PrintsTextAsTheReferenceTool()
    {
        string[] lines = Score("-i", _a, "-sl").Output.TrimEnd().Split('\n');

        Assert.Equal(20, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("BLEU|nrefs:1|case:mixed|eff:yes|", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Systems_Text_HasTheReferenceToolsGrid()
    {
        CommandResult result = Run("score", "bleu", Write("r.txt", "a b c d e\n"), "-i", Relative("x", "a b c d e\n"), Relative("yy", "a b c d f\n"), "-f", "text");

        string x = Path.Combine(Folder, "x"), padding = new(' ', Math.Max(0, Folder.Length + 3 - "System".Length));
        string line = new('═', Folder.Length + 5), rule = new('─', Folder.Length + 5);
        Assert.Equal(
            $"""
            ╒{line}╤════════╕
            │ {padding}System │  BLEU  │
            ╞{line}╪════════╡
            │  {x} │ 100.0  │
            ├{rule}┼────────┤
            │ {Path.Combine(Folder, "yy")} │  66.9  │
            ╘{line}╧════════╛

            -----------------
            Metric signatures
            -----------------
             - BLEU       nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0

            """.ReplaceLineEndings("\n"),
            result.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Systems_Latex_EscapesNames()
    {
        string output = Score("-i", _a, _b, "-f", "latex", "-pbs", "-pbsn", "50").Output;

        Assert.Contains("\\begin{tabular}{rc}\n\\toprule\n", output, StringComparison.Ordinal);
        Assert.Contains("a\\_1.txt", output, StringComparison.Ordinal);
        Assert.Contains("95\\% CI", output, StringComparison.Ordinal);
    }

    [Fact]
    public void PairedBootstrap_Json_HasTheReferenceToolsFieldsAndTheEffect()
    {
        JsonElement systems = Score("-i", _a, _b, "-pbs", "-m", "ter", "bleu").Json();

        Assert.Equal($"Baseline: {_a}", systems[0].GetProperty("system").GetString());
        Assert.Equal(["system", "TER", "BLEU"], systems[0].EnumerateObject().Select(property => property.Name));
        JsonElement bleu = systems[1].GetProperty("BLEU");
        Assert.Equal(
            ["score", "p_value", "mean", "ci", "difference", "standard_error", "minimum_detectable_effect"],
            bleu.EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, systems[0].GetProperty("BLEU").GetProperty("p_value").ValueKind);
        Assert.Equal(
            bleu.GetProperty("standard_error").GetDouble() * (1.959963984540054 + 0.8416212335729143),
            bleu.GetProperty("minimum_detectable_effect").GetDouble(),
            1e-12);
    }

    [Fact]
    public void PairedBootstrap_Text_ShowsPAndTheEffectBelowTheTable()
    {
        string output = Score("-i", _a, _b, "-pbs", "-f", "text").Output.ReplaceLineEndings("\n");

        Assert.Contains("BLEU (μ ± 95% CI)", output, StringComparison.Ordinal);
        Assert.Matches(@"\(p = 0\.\d{4}\)", output);
        Assert.Contains("Paired bootstrap resampling test with 1000 resampling trials", output, StringComparison.Ordinal);
        Assert.Matches(@"Minimum detectable effect \(80% power, 5% level\)\n-+\n - BLEU       \d+\.\d\d for .*b\.txt: difference [+-]\d+\.\d\d, standard error \d+\.\d\d\n", output);
        Assert.Contains(" - BLEU       nrefs:1|bs:1000|seed:12345|case:mixed|", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ApproximateRandomization_Text_SignsItsTrials()
    {
        string output = Score("-i", _a, _b, "-par", "-parn", "100", "-f", "text").Output;

        Assert.Contains("Paired approximate randomization test with 100 trials", output, StringComparison.Ordinal);
        Assert.Contains("nrefs:1|ar:100|seed:12345|case:mixed|", output, StringComparison.Ordinal);
        Assert.DoesNotContain("±", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_File_HoldsARowForEverySegment()
    {
        string path = Path.Combine(Folder, "statistics.tsv");

        Score("-i", _a, "-m", "bleu", "ter", "--statistics", path);

        string[] lines = File.ReadAllLines(path);
        Assert.Equal("metric\tsystem\tsegment\tstatistics", lines[0]);
        Assert.Equal(41, lines.Length);
        Assert.Equal($"BLEU\t{_a}\t1\t12 12 11 9 7 5 12 11 10 9", lines[1]);
    }

    [Fact]
    public void Chrf_Lowercase_LowersChrfInItsOwnCommandAlone()
    {
        Assert.Contains("|case:lc|", Run("score", "chrf", _reference, "-i", _a, "-lc", "-f", "text").Output, StringComparison.Ordinal);
        Assert.Contains("chrF2|nrefs:1|case:mixed|", Score("-i", _a, "-lc", "-m", "chrf", "-f", "text").Output, StringComparison.Ordinal);
    }

    private CommandResult Score(params string[] args)
    {
        CommandResult result = Run(["score", "bleu", _reference, .. args]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    private string Relative(string name, string text) => Write(name, text);
}
