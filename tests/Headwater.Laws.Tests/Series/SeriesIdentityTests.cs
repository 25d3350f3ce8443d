using CsCheck;

namespace Headwater.Laws.Tests;

public class SeriesIdentityTests
{
    private static readonly string[][] Laws = [["pretraining_tokens"], ["parameters", "pretraining_tokens"], ["finetuning_examples"], ["L"], ["rate_en", "rate_de"], ["compute"]];

    // Rows are of one series where the key that a series of the one is given holds for the other too.
    [Fact]
    public void Cut_OfAnyTwoRows_IsOneSeriesWhereTheirKeysAgree() =>
        Gen.Select(Gen.Int[0, 1].Array[10].Array[2], Gen.Int[0, Laws.Length - 1]).Sample((parts, law) =>
        {
            Observation x = Row(parts[0]);
            Observation y = Row(parts[1]);

            int together = SeriesRows.Cut([x, y], Laws[law]).Length;
            SeriesKey[] apart = [SeriesRows.Cut([x], Laws[law])[0].Key, SeriesRows.Cut([y], Laws[law])[0].Key];

            Assert.Equal(apart[0].Equals(apart[1]) || (SeriesColumnAgrees(x, y) && !AreToldApart(x, y, Laws[law])) ? 1 : 2, together);
        });

    // Under a series column the others may vary, but not at one scale.
    private static bool SeriesColumnAgrees(Observation x, Observation y) => x.Series is not null && x.Series == y.Series && x.Source == y.Source && x.Metric == y.Metric;

    private static bool AreToldApart(Observation x, Observation y, string[] scales)
    {
        string[] columns = [.. new SeriesIdentity(scales).Columns.Select(column => column.Name)];
        return scales.All(scale => ScaleColumns.Read(x, scale) == ScaleColumns.Read(y, scale))
            && ((columns.Contains("pretraining_data") && x.PretrainingData != y.PretrainingData) || (columns.Contains("model") && x.Model != y.Model));
    }

    private static Observation Row(int[] parts) => new()
    {
        Metric = parts[0] == 0 ? "bleu" : "loss",
        Value = 1,
        Series = parts[1] == 0 ? null : "s",
        Source = parts[2] == 0 ? null : "t",
        PretrainingData = parts[3] == 0 ? null : "en",
        Parameters = parts[4] == 0 ? null : 6e7,
        PretrainingTokens = parts[5] == 0 ? 1e9 : 2e9,
        FinetuningExamples = parts[6] == 0 ? null : 2000,
        Model = parts[7] == 0 ? null : "m",
        Rates = parts[8] == 0 ? Observation.NoNumbers : Observation.NoNumbers.Add("en", 0.5),
        Seed = parts[9] == 0 ? null : "1",
    };
}
