namespace Headwater.Cli.Tests;

/// <summary>The C# examples, run as a reader runs them.</summary>
[Collection(DotnetCommand.InTurn)]
public class CSharpExamplesTests
{
    private static readonly string Inputs = Repository.PathOf("tests", "golden", "cli", "inputs");

    [Fact]
    public void Fit_PrintsLawsAndForecasts()
    {
        string printed = Run("fit.cs", Path.Combine(Inputs, "runs.csv"), "bleu", "64e6");

        Assert.Contains("bleu-log: score = (log(A * D^alpha))^beta", printed, StringComparison.Ordinal);
        Assert.Contains("at 64M pretraining tokens", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_PrintsTheAdvice() => Assert.StartsWith("Continue web\nweb is the best of 2 mixtures", Run("decide.cs", Path.Combine(Inputs, "runs.csv"), "64e6"), StringComparison.Ordinal);

    [Fact]
    public void Score_PrintsTheScoresOfSacreBleu() => Assert.Equal(
        """
        BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = 79.8 88.9/85.7/80.0/66.7 (BP = 1.000 ratio = 1.000 hyp_len = 9 ref_len = 9)
        chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0 = 86.7
        TER|nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0 = 11.1

        """, Run("score.cs", Path.Combine(Inputs, "hyp.txt"), Path.Combine(Inputs, "ref.txt")));

    [Fact]
    public void ReadStudy_PrintsTheStudyAndItsScores() => Assert.Equal(
        """
        quickstart: 59 jobs, mixtures de, fr
        de: bleu 49.8 after 1000K tokens
        fr: bleu 38.9 after 250K tokens
        scratch: bleu 32.0 after 0K tokens

        """, Run("read-study.cs", Repository.PathOf("examples", "quickstart", "study.yaml"), Repository.PathOf("examples", "quickstart", "observations.csv"), "bleu"));

    [Fact]
    public void Train_PairsOfBytes_SavesAModelThatLearned()
    {
        string folder = Directory.CreateTempSubdirectory("headwater-train-").FullName;
        try
        {
            string pairs = Path.Combine(folder, "pairs.tsv");
            File.WriteAllText(pairs, string.Concat(Enumerable.Range(1, 12).Select(count => $"count to {count}\t{string.Join(' ', Enumerable.Range(1, count))}\n")));

            string printed = Run("train.cs", pairs, "100", Path.Combine(folder, "model"));

            Assert.Matches(@"(?s)^step 100: loss [01]\.\d\d\ncount to 1 -> ", printed);
            Assert.True(File.Exists(Path.Combine(folder, "model", "model.safetensors")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Examples_AreEachOnThePage() => Assert.All(
        Directory.GetFiles(Repository.PathOf("examples", "csharp"), "*.cs"), file => Assert.Contains($"`{Path.GetFileName(file)}`", File.ReadAllText(Repository.PathOf("docs", "from-csharp.md")), StringComparison.Ordinal));

    private static string Run(string example, params string[] arguments) =>
        DotnetCommand.Run(Repository.Root, null, ["run", "--configuration", "Release", Repository.PathOf("examples", "csharp", example), "--", .. arguments]);
}
