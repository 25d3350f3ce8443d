namespace Headwater.Laws.Tests;

public class SeveralRunsInOneTableTests
{
    [Theory]
    [InlineData("step,loss\n0,9\n1000,4\n2000,3.5\n0,9.2\n1000,4.4\n2000,3.8\n", 5, 0, 2000, 4, 3)]
    [InlineData("global_step,val_loss\n500,4\n1000,3.6\n1500,3.3\n2000,3.1\n400,4.1\n900,3.7\n", 6, 400, 2000, 5, 4)]
    public void Parse_StepsThatStartAgain_AreAnotherRun(string csv, int line, int from, int after, int lastLine, int row)
    {
        string message = Assert.Throws<InvalidDataException>(() => Parse(csv)).Message;

        Assert.Equal($"t({line}): {csv.Split(',')[0]} starts again at {from} after {after} in line {lastLine}: another run follows in the same log; expected one run.\n"
            + $"hint: keep the later run with --where \"row_number_in_table >= {row}\" or the earlier one with <, or name the runs in a column run.", message);
    }

    [Theory]
    [InlineData("step,loss\n100,4\n200,3.6\n300,3.4\n200,3.5\n300,3.3\n400,3.2\n")]
    [InlineData("step,lr,loss\n0,1e-3,9\n100,1e-3,4\n200,1e-3,3\n0,1e-4,9\n100,1e-4,4.5\n200,1e-4,3.5\n")]
    [InlineData("step,data,loss\n0,a,9\n100,a,4\n200,a,3\n0,b,9\n100,b,4.5\n200,b,3.5\n")]
    [InlineData("step,run,loss\n0,a,9\n100,a,4\n200,a,3\n0,b,9\n100,b,4.5\n200,b,3.5\n")]
    [InlineData("step,loss\n300,3\n200,3.5\n100,4\n")]
    [InlineData("step,loss\n0,9\n100,4\n200,3\n0,9\n")]
    public void Parse_ResumedRunsAndSeveralRuns_AreRead(string csv) => Assert.NotEmpty(Parse(csv).Rows);

    [Fact]
    public void Parse_FinetuningTokensThatFollowTheSeed_AreOneSize()
    {
        ObservationTable table = Parse("data,D,seed,finetuning_tokens,bleu\nen,1M,1,101234,10\nen,1M,2,101456,11\nen,2M,1,101234,12\nen,2M,2,101456,13\n");

        Assert.Equal([101345], table.Rows.Select(row => row.FinetuningTokens!.Value).Distinct());
        Assert.Equal(["finetuning_tokens follows from the seed and counts as its mean (101234 to 101456 is 101345)"], table.Assumed);
    }

    [Theory]
    [InlineData("data,D,seed,finetuning_tokens,bleu\nen,1M,1,100000,10\nen,1M,2,200000,11\n")]
    [InlineData("data,D,seed,finetuning_tokens,bleu\nen,1M,1,100000,10\nen,1M,1,100500,11\n")]
    [InlineData("data,D,finetuning_tokens,bleu\nen,1M,100000,10\nen,1M,100500,11\n")]
    public void Parse_OtherFinetuningSizes_StayApart(string csv) => Assert.Equal(2, Parse(csv).Rows.Select(row => row.FinetuningTokens).Distinct().Count());

    [Theory]
    [InlineData("6e17;1.2e18;2.4e18", true)]
    [InlineData("6e17;1.2e18;9e18", false)]
    public void Parse_ComputeThatIsSixTimesParametersAndTokens_IsNoThirdScale(string compute, bool said)
    {
        string[] rows = [.. compute.Split(';').Select((flops, index) => FormattableString.Invariant($"100M,{1 << index}B,{flops},{3 - (0.1 * index)}\n"))];

        ObservationTable table = Parse($"N,D,C,loss\n{string.Concat(rows)}");

        Assert.Equal(said, table.Assumed.Any(phrase => phrase.StartsWith("compute is 6 × parameters × pretraining_tokens in all 3 rows (D = C / 6N)", StringComparison.Ordinal)));
    }

    private static ObservationTable Parse(string csv) => ObservationTable.Parse(csv, ".csv", "t");
}
