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

    private static string Run(string example, params string[] arguments) =>
        DotnetCommand.Run(Repository.Root, null, ["run", "--configuration", "Release", Repository.PathOf("examples", "csharp", example), "--", .. arguments]);
}
