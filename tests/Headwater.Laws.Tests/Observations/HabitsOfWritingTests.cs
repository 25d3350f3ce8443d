namespace Headwater.Laws.Tests;

/// <summary>Tables as people write them: errors in another unit than values, checkpoints named as models, points between thousands, a misspelt column.</summary>
public class HabitsOfWritingTests
{
    [Theory]
    [InlineData("accuracy", "0.45", "0.9", 0.009, "read as percentage points (0.9 is 0.009)")]
    [InlineData("bleu", "0.25", "1.1", 0.011, "read as percentage points (1.1 is 0.011)")]
    [InlineData("acc_norm", "45.2", "0.0098", 0.98, "read as fractions (0.0098 is 0.98)")]
    [InlineData("accuracy", "0.45", "0.009", 0.009, null)]
    [InlineData("accuracy", "45", "0.9", 0.9, null)]
    [InlineData("bleu", "25", "0.02", 0.02, null)]
    [InlineData("loss", "0.9", "0.5", 0.5, null)]
    public void Parse_StandardErrors_AreInTheUnitOfTheValues(string metric, string value, string error, double expected, string? assumed)
    {
        ObservationTable table = Parse($"D,{metric},{metric}_stderr\n1B,{value},{error}\n2B,{value},{error}\n4B,{value},{error}\n");

        Assert.All(table.Rows, row => Assert.Equal(expected, row.StandardError));
        Assert.Equal(assumed is not null, table.Assumed.Any(phrase => assumed is not null && phrase.Contains(assumed, StringComparison.Ordinal)));
        Assert.Equal(assumed is not null, table.Assumed.Any(phrase => phrase.Contains("standard errors", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("pile-10B", "pile-20B", "pile-40B", "pile")]
    [InlineData("olmo-1B-step1000-tokens10B", "olmo-1B-step2000-tokens20B", "olmo-1B-step4000-tokens40B", "olmo-1B")]
    [InlineData("llama_ckpt_100", "llama_ckpt_200", "llama_ckpt_400", "llama")]
    [InlineData("fw-10BT", "fw-20BT", "fw-40BT", "fw")]
    [InlineData("10B", "20B", "40B", null)]
    public void Parse_ModelsNamedAfterCheckpoints_AreOneCurve(string first, string second, string third, string? stem)
    {
        ObservationTable table = Parse($"model,D,bleu\n{first},10B,20\n{second},20B,22\n{third},40B,24\n");

        Assert.Equal([stem, stem, stem], table.Rows.Select(row => row.Model));
        Assert.Equal([first, second, third], table.Rows.Select(row => row.Run));
        Assert.Contains(table.Assumed, phrase => phrase.Contains($"3 names, such as {first}", StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_ModelsNamedAfterTheirSize_StayApart() =>
        Assert.Equal(["m-70M", "m-160M", "m-410M"], Parse("model,D,bleu\nm-70M,1.4B,20\nm-160M,3.2B,22\nm-410M,8.2B,24\n").Rows.Select(row => row.Model));

    [Fact]
    public void Parse_PointsBetweenThousands_ShowThatCommasAreBeforeDecimals()
    {
        ObservationTable table = Parse("D;loss\n1.000.000.000;3,512\n2.000.000.000;3,201\n");

        Assert.Equal([(1e9, 3.512), (2e9, 3.201)], table.Rows.Select(row => (row.PretrainingTokens!.Value, row.Value)));
    }

    [Theory]
    [InlineData("pretraining_tokns", "pretraining_tokens")]
    [InlineData("pretraning_tokens", "pretraining_tokens")]
    [InlineData("finetuning_exmples", "finetuning_examples")]
    [InlineData("token", "pretraining_tokens")]
    [InlineData("tokns", "pretraining_tokens")]
    public void Parse_MisspeltColumn_IsNamedWithTheOneThatIsMissing(string written, string meant)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Parse($"pretraining_data,{written},bleu\nA,10,1\nA,20,2\n"));

        Assert.Contains($"the column {written} is not known, and there is no column {meant}. Is it misspelt?", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"\nhint: name the column {meant}, or use --set \"{meant}={{{written}}}\"", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token_ids")]
    [InlineData("steps")]
    [InlineData("mixed")]
    public void Parse_ColumnThatIsMerelySimilar_IsNoFault(string column) => Assert.Equal(2, Parse($"D,{column},bleu\n1B,7,20\n2B,8,21\n").Rows.Length);

    [Theory]
    [InlineData("bleu", "220")]
    [InlineData("accuracy", "412")]
    public void Parse_ScoreAboveAHundred_IsRefused(string metric, string value) => Assert.Contains(
        $"t(2): {metric} is \"{value}\"; expected at most 100 for {metric}.", Assert.Throws<InvalidDataException>(() => Parse($"D,{metric}\n1B,{value}\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_RatesThatSumToAHundred_ArePercentages()
    {
        ObservationTable table = Parse("rate_en,rate_de,loss\n50.5,49.5,3\n99.2,0.8,3.1\n");

        Assert.Equal([0.505, 0.992], table.Rows.Select(row => row.Rates["en"]));
        Assert.Contains(table.Assumed, phrase => phrase == "the mixing rates are percentages that sum to 100");
    }

    [Fact]
    public void Parse_RatesAboveOneThatDoNotSumToAHundred_AreRefused() => Assert.Contains(
        "t(3): rate_en is \"1.5\"; expected a number from 0 to 1.", Assert.Throws<InvalidDataException>(() => Parse("rate_en,rate_de,loss\n0.5,0.5,3\n1.5,0.5,3.1\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_AModelInEveryRow_SaysHowToJoinThem()
    {
        string rows = string.Concat(new[] { "web", "code" }.SelectMany(data => new[] { 1, 2, 4, 8 }.Select(size => $"{data}_{size},{data},{size}B,{20 + size}\n")));

        Assert.Contains(Parse($"model,mixture,tokens,bleu\n{rows}").Warnings, warning => warning.EndsWith("hint: --set model= joins the rows, if the models are checkpoints of one run", StringComparison.Ordinal));
        Assert.Empty(Parse($"model,mixture,tokens,bleu\n{rows.Replace("web_", "web_x", StringComparison.Ordinal).Replace("_x1", "_x2", StringComparison.Ordinal)}").Warnings);
    }

    [Fact]
    public void Parse_SimilarColumnBesideTheKnownOne_IsNoFault() => Assert.Single(Parse("pretraining_tokens,pretraining_tokns,bleu\n1B,7,20\n").Rows);

    private static ObservationTable Parse(string text) => ObservationTable.Parse(text, ".csv", "t");
}
