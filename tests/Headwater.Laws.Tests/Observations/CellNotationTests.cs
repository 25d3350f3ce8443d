namespace Headwater.Laws.Tests;

public class CellNotationTests
{
    [Theory]
    [InlineData("accuracy", "30.3%", 0.303, "2 percentages of accuracy are read as fractions (30.3% is 0.303)")]
    [InlineData("bleu", "30.3 %", 30.3, "2 percentages of bleu are read as points (30.3 % is 30.3)")]
    public void Parse_PercentSigns_AreInTheUnitOfTheMetric(string metric, string cell, double value, string said)
    {
        ObservationTable table = Parse($"D,{metric},{metric}_stderr\n1B,{cell},1%\n", ".csv");

        Assert.Equal(value, table.Rows[0].Value);
        Assert.Equal(metric == "bleu" ? 1 : 0.01, table.Rows[0].StandardError);
        Assert.Contains(said, table.Assumed);
    }

    [Fact]
    public void Parse_PercentSignsBesideFractions_AreOneUnit() => Assert.Equal([0.25, 0.3, 0.35], Parse("D,accuracy\n1B,25%\n2B,0.3\n4B,35%\n", ".csv").Rows.Select(row => row.Value));

    [Fact]
    public void Parse_PercentSignsBesidePlainPercentages_AreRefused() => Assert.Throws<InvalidDataException>(() => Parse("D,accuracy\n1B,25%\n2B,30\n4B,35%\n", ".csv"));

    [Fact]
    public void Parse_RateWithPercentSign_IsAShare() => Assert.Equal(0.25, Parse("rate_en,rate_de,loss\n25%,75%,3\n", ".csv").Rows[0].Rates["en"]);

    [Fact]
    public void Parse_SizeWithPercentSign_SaysWhatToWrite() =>
        Assert.Equal("t(2): pretraining_tokens is \"5%\"; expected a number of 0 or more, such as 2500000, 2.5M or 2.5e6.\nhint: write 5 without the percent sign, or delete the row.", Assert.Throws<InvalidDataException>(() => Parse("D,loss\n5%,3\n", ".csv")).Message);

    [Theory]
    [InlineData("mixture;tokens;loss\nweb;1.000.000.000;3,41\nweb;500.000.000;3,5\n", 1e9, 3.41)]
    [InlineData("mixture\ttokens\tloss\nweb\t1,5B\t3,125\nweb\t2,5B\t3,5\n", 1.5e9, 3.125)]
    [InlineData("mixture;tokens;loss\nweb;1000;0,305\nweb;2000;0,25\n", 1000, 0.305)]
    public void Parse_DecimalCommas_AreRead(string text, double tokens, double value)
    {
        ObservationTable table = Parse(text, ".csv");

        Assert.Equal((tokens, value), (table.Rows[0].PretrainingTokens!.Value, table.Rows[0].Value));
        Assert.Contains("before decimals", Assert.Single(table.Assumed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokens;loss\n1,000,000;3.5\n", 1e6)]
    [InlineData("tokens;loss\n8,000;3.5\n", 8000)]
    [InlineData("tokens,loss\n\"1,000,000\",3.5\n", 1e6)]
    public void Parse_ThousandsSeparators_StayAsTheyAre(string text, double tokens) => Assert.Equal(tokens, Parse(text, ".csv").Rows[0].PretrainingTokens);

    [Fact]
    public void Parse_DecimalCommaBetweenCommas_SaysHowToConvert() => Assert.Equal(
        "t(2): loss is \"3,41\"; expected a number, with a point before its decimals and no commas.\nhint: write a point before the decimals (2.31 for 2,31), or separate the columns by semicolons: decimal commas are read there.",
        Assert.Throws<InvalidDataException>(() => Parse("tokens,loss\n1B,\"3,41\"\n", ".csv")).Message);

    private static ObservationTable Parse(string text, string form) => ObservationTable.Parse(text, form, "t");
}
