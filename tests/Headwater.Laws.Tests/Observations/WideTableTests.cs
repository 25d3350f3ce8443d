namespace Headwater.Laws.Tests;

public class WideTableTests
{
    [Theory]
    [InlineData("Dataset,N params,Tokens (B),Eval loss,FLOPs", "c4,60M,1.5,3.2,6e18")]
    [InlineData("recipe,n_params,n_tokens,val_loss,total_flops", "c4,6e7,1500000000,3.2,6e18")]
    [InlineData("corpus,Model Size (M),train tokens (1e9),valLoss,compute (EFLOPs)", "c4,60,1.5,3.2,6")]
    [InlineData("data_mix,num-parameters,tokens_B,test-loss,Training FLOPs", "c4,60_000_000,1.5,3.2,6e18")]
    [InlineData("mixture,params_m,Total Tokens [billions],dev_loss,C", "c4,60,1.5,3.2,6e18")]
    public void Parse_NamesPeopleUse_AreUnderstood(string header, string row)
    {
        Observation read = Parse($"{header}\n{row}\n").Rows.Single();

        Assert.Equal(("c4", 60e6, 1.5e9, "loss", 3.2, 6e18), (read.PretrainingData, read.Parameters, read.PretrainingTokens, read.Metric, read.Value, read.Compute));
        Assert.False(read.HigherIsBetter);
    }

    [Fact]
    public void Parse_UnitInHeaderAndInCell_CountsOnce() =>
        Assert.Equal([2e9, 300e6, 4e12], Parse("Tokens (B),loss\n2,3\n300M,4\n4000,5\n").Rows.Select(row => row.PretrainingTokens!.Value));

    [Fact]
    public void Parse_ColumnsNamedAfterMetrics_AreARowEach()
    {
        ObservationTable table = Parse("data,tokens,accuracy,accuracy_stderr,Perplexity,bits_per_byte,chance\na,1B,0.5,0.01,9.5,0.9,0.25\na,2B,0.6,0.02,,0.8,0.25\n");

        Assert.Equal(
            [("accuracy", 0.5, 0.01, 0.25), ("perplexity", 9.5, null, null), ("bits_per_byte", 0.9, null, null), ("accuracy", 0.6, 0.02, 0.25), ("bits_per_byte", 0.8, null, null)],
            table.Rows.Select(row => (row.Metric, row.Value, row.StandardError, row.Chance)));
        Assert.Equal(["1 of 2 rows without a number under Perplexity"], table.Ignored);
        Assert.Empty(table.UnknownColumns);
    }

    [Theory]
    [InlineData("loss,val_loss", "1,2", 2)]
    [InlineData("val_loss,loss", "2,1", 2)]
    [InlineData("train_loss,loss", "1,2", 2)]
    [InlineData("Train Loss,Eval/Loss", "1,2", 2)]
    [InlineData("training_loss,heldout_loss", "1,2", 2)]
    [InlineData("loss,held_out_loss", "1,2", 2)]
    public void Parse_HeldOutLoss_GoesBeforeTheTrainingLoss(string header, string row, double expected)
    {
        ObservationTable table = Parse($"D,{header}\n1B,{row}\n");

        Assert.Equal(("loss", expected), (table.Rows.Single().Metric, table.Rows.Single().Value));
        Assert.Contains("loss", Assert.Single(table.Ignored), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Parse_OnlyATrainingLoss_IsTakenAndSaid()
    {
        ObservationTable table = Parse("D,train_loss\n1B,3\n");

        Assert.Equal(3, table.Rows.Single().Value);
        Assert.Equal(["train_loss stands for a measurement on held-out data"], table.Assumed);
    }

    [Fact]
    public void Parse_TwoHeldOutParts_AreToldApartByTask() =>
        Assert.Equal([("val", 3.0), ("test", 3.1)], Parse("D,val_loss,test_loss\n1B,3,3.1\n").Rows.Select(row => (row.Task!, row.Value)));

    [Fact]
    public void Parse_TaskBeforeTheMetric_IsTheTask() =>
        Assert.Equal([("hellaswag", "acc_norm", 0.3), ("arc_easy", "acc", 0.4)], Parse("D,hellaswag_acc_norm,arc_easy/acc\n1B,0.3,0.4\n").Rows.Select(row => (row.Task!, row.Metric, row.Value)));

    [Theory]
    [InlineData("grad_acc")]
    [InlineData("loss_scale")]
    [InlineData("best_loss")]
    [InlineData("acc_steps")]
    [InlineData("bleu_diff")]
    public void Parse_NamesThatOnlyResembleAMetric_AreNone(string column) => Assert.Equal(["loss"], Parse($"D,loss,{column}\n1B,3,4\n").Rows.Select(row => row.Metric));

    [Fact]
    public void Of_MetricColumns_AreThoseNamed()
    {
        RawTable raw = RawTable.Read(new StringReader("D,MMLU,loss\n1B,0.3,3\n"), "t");

        Observation row = ObservationTable.Of(WideTable.Of(raw, ["mmlu"])).Rows.Single();

        Assert.Equal(("MMLU", 0.3, null), (row.Metric, row.Value, row.HigherIsBetter));
    }

    [Fact]
    public void Of_MetricColumnThatIsNotThere_ListsTheColumns() => Assert.Equal(
        "--metric-columns names the column \"arc\"; found D, MMLU.\nhint: --metric-columns MMLU",
        Assert.Throws<ArgumentException>(() => WideTable.Of(RawTable.Read(new StringReader("D,MMLU\n1B,0.3\n"), "t"), ["arc"])).Message);

    [Fact]
    public void Parse_NoMetricColumn_NamesTheOptions()
    {
        string message = Assert.Throws<InvalidDataException>(() => Parse("D,quality\n1B,0.3\n")).Message;

        Assert.Contains("there is no column metric; found D, quality.", message, StringComparison.Ordinal);
        Assert.Contains("\nhint: --metric-columns quality", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_MetricAndScore_ScoreIsTheValue() => Assert.Equal(("bleu", 12.5), Parse("metric,score\nbleu,12.5\n").Rows.Select(row => (row.Metric, row.Value)).Single());

    private static ObservationTable Parse(string csv) => ObservationTable.Parse(csv, ".csv", "t");
}
