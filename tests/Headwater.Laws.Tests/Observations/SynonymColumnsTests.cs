namespace Headwater.Laws.Tests;

public class SynonymColumnsTests
{
    [Theory]
    [InlineData("tokens,D", "1B,1000000000;2B,2000000000;4B,4000000000", "tokens agrees with D in every row, and pretraining_tokens is taken from D")]
    [InlineData("pretraining_tokens,tokens_seen", "1e9,1B;2e9,2B;4e9,4B", "tokens_seen agrees with pretraining_tokens in every row, and pretraining_tokens is taken from pretraining_tokens")]
    [InlineData("D,tokens", "1,1000000000;2,2000000000;4,4000000000", "D (in billions) agrees with tokens in every row, and pretraining_tokens is taken from tokens")]
    [InlineData("D,Tokens (B)", "1e9,1;2e9,2;4e9,4", "Tokens (B) agrees with D in every row, and pretraining_tokens is taken from D")]
    [InlineData("tokens,D", "1.0B,1003520000;2.0B,2007040000;4.0B,4014080000", "tokens agrees with D in every row, and pretraining_tokens is taken from D")]
    public void Parse_ColumnsThatAgree_OneCountsAndTheTableSaysWhich(string columns, string rows, string said)
    {
        ObservationTable table = Parse(columns, rows);

        Assert.Contains(said, table.Assumed);
        Assert.Empty(table.UnknownColumns);
        Assert.All(table.Rows.Zip([1e9, 2e9, 4e9]), pair => Assert.Equal(pair.Second, pair.First.PretrainingTokens!.Value, 0.01 * pair.Second));
    }

    [Theory]
    [InlineData("tokens,D", "1B,1000000000;2B,2000000000;4B,4500000000", "t(4): D is 4500000000 and tokens is 4B, but both mean pretraining_tokens; expected one such column, or two that agree.\nhint: --set \"pretraining_tokens={D}\" or --set \"pretraining_tokens={tokens}\" says which of them counts.")]
    [InlineData("params,N", "60M,70M;2B,3B", "t(2): N is 70M and params is 60M (they differ in 2 rows), but both mean parameters; expected one such column, or two that agree.\nhint: --set \"parameters={N}\" or --set \"parameters={params}\" says which of them counts.")]
    public void Parse_ColumnsThatDiffer_AreRefusedWithBothValues(string columns, string rows, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Parse(columns, rows)).Message);

    [Fact]
    public void Parse_CellThatOneColumnLacks_IsTakenFromTheOther() =>
        Assert.Equal([1e9, 2e9, 4e9], Parse("tokens,D", "1B,1000000000;2B,;,4000000000").Rows.Select(row => row.PretrainingTokens!.Value));

    [Fact]
    public void Parse_NamesThatDiffer_TellSeriesApart() => Assert.Equal(["recipe"], Parse("dataset,recipe", "web,a;web,b;books,a").UnknownColumns);

    private static ObservationTable Parse(string columns, string rows) =>
        ObservationTable.Parse($"{columns},loss\n{string.Concat(rows.Split(';').Select((row, index) => FormattableString.Invariant($"{row},{3.5 - (0.25 * index)}\n")))}", ".csv", "t");
}
