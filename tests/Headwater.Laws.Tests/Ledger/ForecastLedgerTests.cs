using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws.Tests;

public sealed class ForecastLedgerTests : IDisposable
{
    private static readonly double[] Six = [.. Enumerable.Range(0, 6).Select(k => 1e6 * Math.Pow(2, k))];

    private readonly string _folder = Directory.CreateTempSubdirectory("headwater-ledger-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "forecasts.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Append_ThenRead_GivesTheSameForecasts()
    {
        ImmutableArray<RegisteredForecast> forecasts = ForecastLedger.Of(Known(), new DateOnly(2026, 1, 31));

        ForecastLedger.Append(Path, forecasts);
        ForecastLedger read = ForecastLedger.Read(Path);

        Assert.Equal(4, read.Forecasts.Length);
        Assert.Equal(forecasts.Select(LedgerLine.Write), read.Forecasts.Select(LedgerLine.Write));
        Assert.Equal(forecasts.Select(one => one.Series), read.Forecasts.Select(one => one.Series));
        Assert.Equal(new DateOnly(2026, 1, 31), read.Forecasts[0].Date);
        Assert.Matches("^sha256:[0-9a-f]{64}$", read.Forecasts[0].Rows);
        Assert.False(File.Exists(Path + ".tmp"));
        Assert.False(File.Exists(Path + ".lock"));
    }

    [Fact]
    public void Append_WithoutADate_WritesTheSameBytesEachTime()
    {
        ForecastLedger.Append(Path, ForecastLedger.Of(Known()));
        byte[] first = File.ReadAllBytes(Path);
        File.Delete(Path);

        ForecastLedger.Append(Path, ForecastLedger.Of(Known()));

        Assert.Equal(first, File.ReadAllBytes(Path));
        Assert.StartsWith("{\"format\":1,\"series\":{\"pretraining_data\":\"code\",", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Append_TheSameAnswerTwice_AddsNothing()
    {
        ForecastLedger.Append(Path, ForecastLedger.Of(Known()));
        byte[] before = File.ReadAllBytes(Path);

        ImmutableArray<RegisteredForecast> added = ForecastLedger.Append(Path, ForecastLedger.Of(Known()));

        Assert.Empty(added);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Append_AnotherAnswer_IsRefusedAndChangesNothing()
    {
        ImmutableArray<RegisteredForecast> forecasts = ForecastLedger.Of(Known());
        ForecastLedger.Append(Path, forecasts.Take(1));
        byte[] before = File.ReadAllBytes(Path);
        RegisteredForecast other = forecasts[0] with { Value = forecasts[0].Value * 1.01 };

        ArgumentException refused = Assert.Throws<ArgumentException>(() => ForecastLedger.Append(Path, [.. forecasts.Skip(1), other]));

        Assert.Contains("never replaced", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.False(File.Exists(Path + ".lock"));
    }

    [Fact]
    public void Append_MoreForecasts_LeavesTheOldLinesAsTheyAre()
    {
        ImmutableArray<RegisteredForecast> forecasts = ForecastLedger.Of(Known());
        ForecastLedger.Append(Path, forecasts.Take(1));

        // A line of a later program, without an end of line: properties that are not known stay in the file.
        string old = File.ReadAllText(Path).TrimEnd('\n').Replace("\"rows\"", "\"note\":\"kept\",\"rows\"", StringComparison.Ordinal);
        File.WriteAllText(Path, old);

        ForecastLedger.Append(Path, forecasts);

        string text = File.ReadAllText(Path);
        Assert.StartsWith(old + "\n", text, StringComparison.Ordinal);
        Assert.Equal(4, ForecastLedger.Read(Path).Forecasts.Length);
    }

    [Theory]
    [InlineData("not json", "line 2 is \"not json\"")]
    [InlineData("""{"format":2}""", "line 2 has format 2; expected format 1")]
    [InlineData("""{"format":1,"series":{}}""", "expected one registered forecast")]
    [InlineData("""{"format":1,"series":{},"metric":"loss","at":{},"value":1,"low":1,"high":1,"level":0.9,"law":"auto","rows":"sha256:"}""", "expected one registered forecast")]
    [InlineData("""{"format":1,"series":{},"metric":"loss","at":{"compute":1},"value":1,"low":2,"high":1,"level":0.9,"law":"auto","rows":"sha256:"}""", "expected one registered forecast")]
    public void Read_ALineThatIsNoForecast_NamesTheLine(string line, string expected)
    {
        File.WriteAllText(Path, "\n" + line + "\n");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ForecastLedger.Read(Path));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => ForecastLedger.Append(Path, ForecastLedger.Of(Known())));
    }

    [Fact]
    public void Read_NoFile_SaysHowToMakeOne() =>
        Assert.Contains("--register", Assert.Throws<FileNotFoundException>(() => ForecastLedger.Read(Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_AScaleThatIsMeasured_IsRefused()
    {
        AnalysisOptions options = new() { At = [16e6], Law = "power", Resamples = 20 };

        ArgumentException refused = Assert.Throws<ArgumentException>(() => ForecastLedger.Of(Analysis.Of(Table(Six), options)));

        Assert.Contains("is measured already", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RowsInAnotherOrder_HaveTheSameFingerprint()
    {
        ObservationTable table = Table(Six);
        ObservationTable turned = new([.. table.Rows.Reverse()]);
        ObservationTable changed = new(table.Rows.SetItem(0, table.Rows[0] with { Value = table.Rows[0].Value + 1e-9 }));

        string[] fingerprints = [.. new[] { table, turned, changed }.Select(one => TableFingerprint.Of(one.Rows))];

        Assert.Equal(fingerprints[0], fingerprints[1]);
        Assert.NotEqual(fingerprints[0], fingerprints[2]);
    }

    [Fact]
    public void Score_MeasuredLater_TellsErrorIntervalAndOrder()
    {
        ImmutableArray<RegisteredForecast> forecasts =
        [
            Answer("prose", 64e6, 2.0, 1.9, 2.1), Answer("code", 64e6, 2.4, 2.3, 2.5), Answer("maths", 64e6, 3.0, 2.9, 3.1), Answer("prose", 128e6, 1.8, 1.7, 1.9),
        ];
        ForecastLedger.Append(Path, forecasts);

        // 0.05% of the scale away, as runs end at a whole step; maths was measured elsewhere only.
        ObservationTable later = new([Row("prose", 64.03e6, 2.05), Row("code", 64e6, 2.0), Row("maths", 60e6, 3)]);
        LedgerScore score = ForecastLedger.Read(Path).Score(later);

        Assert.Equal(["prose", "code"], score.Measured.Select(one => one.Forecast.Series["pretraining_data"]));
        Assert.Equal([("maths", 64e6), ("prose", 128e6)], score.Open.Select(one => (one.Series["pretraining_data"], one.At["pretraining_tokens"])));
        Assert.Equal([true, false], score.Measured.Select(one => one.IsInside));
        Assert.Equal(-0.05 / 2.05, score.Measured[0].Error!.Value, 1e-12);
        Assert.Equal(0.2, score.Measured[1].Error!.Value, 1e-12);
        Assert.Equal(0.2 / 2.05, score.Measured[0].IntervalScore!.Value, 1e-12);

        // Width 0.2, and 20 times the 0.3 outside, at level 0.9.
        Assert.Equal((0.2 + (20 * 0.3)) / 2, score.Measured[1].IntervalScore!.Value, 1e-9);
        Assert.Equal(0.5, score.Coverage);
        Assert.Equal(0.9, score.ExpectedCoverage!.Value, 1e-12);
        Assert.Equal((1, 0.0), (score.Pairs, score.PairsInOrder));
    }

    [Fact]
    public void Score_OtherMetricOrTask_StaysOpen()
    {
        ForecastLedger.Append(Path, [Answer("prose", 64e6, 2.0, 1.9, 2.1)]);

        LedgerScore score = ForecastLedger.Read(Path).Score(new([Row("prose", 64e6, 2) with { Metric = "eval_loss" }, Row("prose", 64e6, 2) with { Task = "another" }]));

        Assert.Empty(score.Measured);
        Assert.Single(score.Open);
        Assert.Null(score.Coverage);
        Assert.Null(score.MeanIntervalScore);
    }

    [Fact]
    public void Score_SeveralSeeds_AreAveraged()
    {
        ForecastLedger.Append(Path, [Answer("prose", 64e6, 2.0, 1.9, 2.1)]);

        LedgerScore score = ForecastLedger.Read(Path).Score(new([Row("prose", 64e6, 1.8) with { Seed = "1" }, Row("prose", 64e6, 2.4) with { Seed = "2" }]));

        Assert.Equal(2.1, Assert.Single(score.Measured).Measured, 1e-12);
    }

    [Fact]
    public void Score_ASettingThatNamesSeriesInOneTableOnly_StillMatches()
    {
        RegisteredForecast fast = Answer("prose", 64e6, 2.0, 1.9, 2.1) with { Series = new([new("pretraining_data", "prose"), new("task", "news"), new("metric", "loss"), new("decay", "cosine")]) };
        ForecastLedger.Append(Path, [fast]);
        Observation row = Row("prose", 64e6, 2.02);

        LedgerScore same = ForecastLedger.Read(Path).Score(new([row with { Labels = row.Labels.Add("decay", "cosine") }]));
        LedgerScore other = ForecastLedger.Read(Path).Score(new([row with { Labels = row.Labels.Add("decay", "linear") }]));

        Assert.Single(same.Measured);
        Assert.Single(other.Open);
    }

    [Fact]
    public void Append_FromManyThreads_LosesNothing()
    {
        RegisteredForecast[] forecasts = [.. Enumerable.Range(0, 24).Select(k => Answer($"mixture {k.ToString(CultureInfo.InvariantCulture)}", 64e6, 2, 1, 3))];

        Parallel.ForEach(forecasts, forecast => ForecastLedger.Append(Path, [forecast]));

        Assert.Equal(24, ForecastLedger.Read(Path).Forecasts.Length);
    }

    private static Analysis Known() => Analysis.Of(Table(Six), new() { At = [64e6, 128e6], WithFits = false, Resamples = 50 });

    private static ObservationTable Table(double[] scales) =>
        new([.. scales.SelectMany(tokens => new[] { Row("prose", tokens, 1.5 + (40 * Math.Pow(tokens, -0.25))), Row("code", tokens, 1.7 + (60 * Math.Pow(tokens, -0.27))) })]);

    private static Observation Row(string mixture, double tokens, double loss) =>
        new() { PretrainingData = mixture, PretrainingTokens = tokens, Task = "news", Metric = "loss", Value = loss };

    private static RegisteredForecast Answer(string mixture, double tokens, double value, double low, double high) => new()
    {
        Series = new([new("pretraining_data", mixture), new("task", "news"), new("metric", "loss")]),
        Metric = "loss",
        At = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal).Add("pretraining_tokens", tokens),
        Value = value,
        Low = low,
        High = high,
        Level = 0.9,
        Law = "auto",
        Rows = "sha256:0",
    };
}
