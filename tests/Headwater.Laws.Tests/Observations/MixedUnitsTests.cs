namespace Headwater.Laws.Tests;

public class MixedUnitsTests
{
    [Theory]
    [InlineData("accuracy", "0.31,0.35,40.1,0.44,48,0.51", "4 fractions (0.31 in t(2)) and 2 percentages (40.1 in line 4)", "value > 1")]
    [InlineData("acc_norm", "31,35,0.39,42,48,51", "1 fraction (0.39 in t(4)) and 5 percentages (31 in line 2)", "value <= 1")]
    [InlineData("bleu", "0.12,0.15,0.19,24,27,30", "3 fractions (0.12 in t(2)) and 3 percentages (24 in line 5)", "value > 1")]
    [InlineData("loss", "3.41,3.2,20.5,2.85,15.2,2.6", "4 losses (3.41 in t(2)) and 2 perplexities (20.5 in line 4)", "value > 7.2")]
    [InlineData("perplexity", "30.3,3.2,20.5,17.3,15.2,13.5", "1 loss (3.2 in t(3)) and 5 perplexities (30.3 in line 2)", "value <= 6.57")]
    public void Parse_TwoUnitsInTheOnlySeries_IsRefused(string metric, string values, string found, string condition)
    {
        string message = Assert.Throws<InvalidDataException>(() => Parse(Rows("a", metric, values))).Message;

        Assert.StartsWith($"t(2): a, {metric}: the unit of this series is not known, since {found} are mixed; expected one unit.\nhint: ", message, StringComparison.Ordinal);
        Assert.Contains($"--where \"not (pretraining_data = 'a' and metric = '{metric}' and {condition})\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TwoUnitsInOneOfTwoSeries_LeavesItOut()
    {
        ObservationTable table = Parse(Rows("a", "accuracy", "0.45,0.5,56") + Rows("b", "accuracy", "40,45,48"));

        Assert.Equal(["b", "b", "b"], table.Rows.Select(row => row.PretrainingData));
        Assert.Contains("3 rows of 1 series whose unit is not known", table.Ignored);
        Assert.Contains("the unit of this series is not known", Assert.Single(table.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bleu", "0.4,0.9,6,12,18,22")]
    [InlineData("bleu", "0.02,0.4,0.9,2,5,9")]
    [InlineData("accuracy", "0.25,0.31,0.4,0.55,0.8,1")]
    [InlineData("accuracy", "25,31,40,55,80,99")]
    [InlineData("loss", "11,6,4.5,3.4,3,2.8")]
    [InlineData("loss", "3.4,3.2,3,11,2.8,2.7")]
    [InlineData("perplexity", "900,200,60,25,15,11")]
    [InlineData("ter", "120,90,70,40,30,25")]
    public void Parse_OneUnit_IsKept(string metric, string values) => Assert.Equal(6, Parse(Rows("a", metric, values)).Rows.Length);

    // BLEU below 1 with little finetuning data beside 25 with much of it is no change of units.
    [Fact]
    public void Parse_SizesOfTheirOwn_AreNotCompared() =>
        Assert.Equal(6, Parse("1B,a,bleu,0.4,1K\n2B,a,bleu,0.6,1K\n4B,a,bleu,0.8,1K\n1B,a,bleu,25,1M\n2B,a,bleu,27,1M\n4B,a,bleu,29,1M\n", "tokens,data,metric,value,finetuning_examples\n").Rows.Length);

    private static string Rows(string data, string metric, string values) => string.Concat(values.Split(',').Select((value, index) => $"{1 << index}B,{data},{metric},{value}\n"));

    private static ObservationTable Parse(string rows, string header = "tokens,data,metric,value\n") => ObservationTable.Parse(header + rows, ".csv", "t");
}
