using CsCheck;

namespace Headwater.Laws.Tests;

public class TableWarningsTests
{
    [Fact]
    public void Parse_RowWithItsSeedTwice_CountsOnceAndSaysSo()
    {
        ObservationTable table = Read("metric,value,seed,run\nbleu,1,3,a\nbleu,2,4,a\nbleu,1,3,b\n");

        Assert.Equal([1.0, 2.0], table.Rows.Select(row => row.Value));
        Assert.Equal(["A row repeats an earlier row and counts once: runs.csv(4) repeats line 2. If these are replicates, give each its seed."], table.Warnings);
    }

    [Fact]
    public void Parse_EqualRowsWithoutSeed_CountOnceAndTheFirstFiveAreNamed()
    {
        ObservationTable table = Read("metric,value\n" + string.Concat(Enumerable.Repeat("bleu,1\n", 8)));

        Assert.Single(table.Rows);
        Assert.Equal(
            ["7 rows repeat an earlier row and count once: runs.csv(3) repeats line 2, runs.csv(4) repeats line 2, runs.csv(5) repeats line 2, runs.csv(6) repeats line 2, runs.csv(7) repeats line 2, and 2 more. If these are replicates, give each its seed."],
            table.Warnings);
    }

    [Theory]
    [InlineData("metric,value\nbleu,1\nbleu,1.5\n")]
    [InlineData("metric,value,seed\nbleu,1,1\nbleu,1,2\n")]
    [InlineData("metric,value,lr\nbleu,1,0.1\nbleu,1,0.2\n")]
    [InlineData("metric,value,run\nbleu,1,a\nbleu,1,b\n")]
    public void Parse_SamePlaceWithAnotherCell_AreReplicates(string csv)
    {
        ObservationTable table = Read(csv);

        Assert.Equal(2, table.Rows.Length);
        Assert.Empty(table.Warnings);
    }

    [Fact]
    public void Parse_FinetuningSizeInTwoUnits_NamesBothAndTheFirstRows()
    {
        ObservationTable table = Read("metric,value,finetuning_examples,finetuning_tokens\nbleu,1,2000,\nbleu,2,4000,\nbleu,3,,90000\n");

        Assert.Equal(
            ["The finetuning size is in examples in 2 rows (first: runs.csv(2)) and in tokens in 1 (first: line 4). The two are never mixed: a law of the finetuning size F reads finetuning_examples and leaves the other rows out. Give one unit in all rows."],
            table.Warnings);
    }

    [Fact]
    public void Parse_FinetuningSizeInBothUnitsEverywhere_IsNoMix() =>
        Assert.Empty(Read("metric,value,finetuning_examples,finetuning_tokens\nbleu,1,2000,50000\nbleu,2,4000,90000\n").Warnings);

    [Fact]
    public void Parse_TokensThatAreParameters_AreQuestioned() => Assert.Equal(
        ["pretraining_tokens equals parameters in all 3 rows that have both. Is one column a copy of the other?"],
        Read("N,D,loss\n1M,1M,3\n2M,2M,2\n4M,4M,1\n").Warnings);

    [Fact]
    public void Parse_RatesThatDoNotSumToOne_AreQuestioned() => Assert.Equal(
        ["The mixing rates sum to 0.8 in runs.csv(3) and are off in 1 more row; expected 1. Is a corpus missing?"],
        Read("rate_en,rate_de,loss\n0.33,0.66,3\n0.5,0.3,2\n0,0.9,1\n").Warnings);

    [Fact]
    public void Parse_TokensInTwoUnits_NamesOneRowOfEach() => Assert.Equal(
        ["pretraining_tokens is 1.5 in runs.csv(3) and 1000000000 in line 2. Do the rows count in different units? Write 1.5B for 1.5 billion, and give all rows single tokens."],
        Read("D,loss\n1B,3\n1.5,2\n").Warnings);

    [Fact]
    public void Parse_TokensInBillions_AreQuestioned() => Assert.Equal(
        ["pretraining_tokens is 1.5 in runs.csv(2), which is few tokens. Are these millions or billions? Write 1.5B for 1.5 billion; laws and forecasts count single tokens."],
        Read("D,loss\n1.5,3\n300,2\n").Warnings);

    [Fact]
    public void Analysis_OfATableWithWarnings_PassesThemOn()
    {
        Analysis analysis = Analysis.Of(Read("D,loss\n1.5,3\n300,2\n"), new());

        Assert.Contains(analysis.Warnings, warning => warning.Contains("few tokens", StringComparison.Ordinal));
    }

    [Fact]
    public void InPlace_OfAnyRows_AgreesWithThemAsText()
    {
        Gen.Int[0, 2].Array[8].Array[2].Sample(rows =>
        {
            Observation x = Row(rows[0]);
            Observation y = Row(rows[1]);

            bool areEqual = TextOf(x) == TextOf(y);
            Assert.Equal(areEqual, RowComparer.InPlace.Equals(x, y));
            Assert.Equal(areEqual, RowComparer.InPlace.Compare(x, y) == 0);
            Assert.Equal(Math.Sign(RowComparer.InPlace.Compare(x, y)), -Math.Sign(RowComparer.InPlace.Compare(y, x)));
            Assert.True(!areEqual || RowComparer.InPlace.GetHashCode(x) == RowComparer.InPlace.GetHashCode(y));
        });

        static Observation Row(int[] parts) => new()
        {
            Metric = "bleu",
            Value = 1,
            Source = Text(parts[0]),
            Task = Text(parts[1]),
            Seed = Text(parts[2]),
            Model = Text(parts[3]),
            PretrainingTokens = Size(parts[4]),
            Parameters = Size(parts[5]),
            FinetuningExamples = Size(parts[6]),
            Rates = parts[7] == 0 ? Observation.NoNumbers : Observation.NoNumbers.Add("en", parts[7]),
        };

        static string TextOf(Observation row) => new ObservationTable([row]).ToCsv();

        static string? Text(int part) => part == 0 ? null : $"{part}";

        static double? Size(int part) => part == 0 ? null : part;
    }

    [Fact]
    public void InEveryCell_OfRowsThatDifferInOneCell_TellsThemApart()
    {
        Observation row = new() { Metric = "bleu", Value = 1, Run = "a" };
        Observation[] others = [row with { Value = 2 }, row with { Run = "b" }, row with { StandardError = 0.1 }, row with { HigherIsBetter = true }, row with { Extra = row.Extra.Add("lr", 0.1) }, row with { Rates = row.Rates.Add("en", 1) }];

        Assert.All(others, other => Assert.False(RowComparer.InEveryCell.Equals(row, other)));
        Assert.All(others, other => Assert.True(RowComparer.InEveryCell.Compare(row, other) < 0));
        Assert.True(RowComparer.InEveryCell.Equals(row, row with { Run = new string('a', 1) }));
    }

    private static ObservationTable Read(string csv) => ObservationTable.Parse(csv, ".csv", "runs.csv");
}
