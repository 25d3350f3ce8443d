using System.Text;
using System.Text.Json;
using CsCheck;

namespace Headwater.Laws.Tests;

public class AnalysisTests
{
    [Fact]
    public void Of_ShuffledRows_GivesTheSameResult()
    {
        ObservationTable table = Study();
        ObservationTable shuffled = table with { Rows = [.. table.Rows.OrderBy(row => RandomStream.Seed(3, row.ToString()))] };

        Assert.NotEqual(table.ToCsv(), shuffled.ToCsv());
        Assert.Equal(Everything(table.Analyse()), Everything(shuffled.Analyse()));
    }

    [Fact]
    public void Of_SameTableTwice_GivesTheSameBytes() => Assert.Equal(Everything(Study().Analyse()), Everything(Study().Analyse()));

    [Fact]
    public void Of_Metrics_GetTheirOwnLaws()
    {
        Analysis analysis = Study().Analyse();

        Assert.Equal(["bleu-log", "power"], analysis.Series.Select(series => series.Fit!.Law.Name).Distinct());
        Assert.Equal(["bleu", "cross-entropy"], analysis.Series.Select(series => series.Metric).Distinct());
        Assert.Equal(3, analysis.Series.First(series => series.Metric == "bleu").Scratch!.Value.Y);
        Assert.All(analysis.Series, series => Assert.DoesNotContain("scratch", series.Key.Label, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_Replicates_AreCountedAndAveraged()
    {
        ObservationTable table = StudyTable.Of(
            StudyTable.Mixture("en", "bleu", tokens => Math.Log(tokens)),
            StudyTable.Mixture("en", "bleu", tokens => Math.Log(tokens) + 1).Select(row => row with { Seed = "2" }));

        MeasuredPoint point = table.Analyse().Series.Single().Points[0];

        // SE² = 0.3² of the test set + s²/2 of the seeds, s² = 0.5.
        Assert.Equal((2, Math.Log(250e3) + 0.5, Math.Sqrt(0.09 + 0.25)), (point.Replicates, point.Y, point.StandardError!.Value));
    }

    [Fact]
    public void Of_SameSeedWithTwoValues_Throws()
    {
        ObservationTable table = StudyTable.Of(StudyTable.Mixture("en", "bleu", _ => 1), StudyTable.Mixture("en", "bleu", _ => 2).Take(1));

        ArgumentException fault = Assert.Throws<ArgumentException>(() => table.Analyse());

        Assert.Equal("Rows 1 and 6: the same bleu with seed 1 has two values, 1 and 2. Delete one of the two.", fault.Message);
    }

    [Fact]
    public void Of_ThreePoints_RefusesWithWhatIsMissing()
    {
        SeriesResult series = StudyTable.Of(StudyTable.Mixture("en", "bleu", tokens => Math.Log(tokens)).Take(3)).Analyse(new() { Law = "bleu-log" }).Series.Single();

        Assert.Equal("bleu-log needs at least 4 distinct pretraining_tokens with a value above 0 to fit 3 coefficients; got 3 (250K, 500K, 1M). Add 1 more, such as 2M, or use a law with fewer coefficients.", series.Refusal);
        Assert.Null(series.Fit);
        Assert.Empty(series.Forecasts);
        Assert.Empty(series.Band);
        Assert.NotNull(series.Trend);
    }

    [Fact]
    public void Of_ZeroAndNegativeValues_AreShownButNotFitted()
    {
        Analysis analysis = StudyTable.Of(StudyTable.Mixture("en", "bleu", tokens => tokens < 300e3 ? 0 : Math.Log(tokens / 300e3) + 1)).Analyse();

        SeriesResult series = analysis.Series.Single();
        Assert.Equal((5, 4), (series.Points.Length, series.Fit!.Points));
        Assert.Contains("pretraining_data en, metric bleu: 1 value is not above 0 (first: 0 at 250K) and has no logarithm: shown but not fitted.", analysis.Warnings);
    }

    [Fact]
    public void Of_UserLaw_IsFittedToTheMetricsOfItsDirection()
    {
        Analysis analysis = Study().Analyse(new() { Law = "loss = A / D^alpha", Resamples = 50 });

        Assert.Equal("loss = A / D^alpha", analysis.Series.First(series => series.Metric == "cross-entropy").Fit!.Law.Name);
        Assert.Equal("bleu-log", analysis.Series.First(series => series.Metric == "bleu").Fit!.Law.Name);
    }

    [Fact]
    public void Of_TwoVariableLaw_FitsOverBothColumns()
    {
        LawFamily law = LawFamily.Parse("loss = E + A / N^alpha + B / D^beta");
        double[] truth = [1.69, 406.4, 0.34, 410.7, 0.28];
        ObservationTable table = new([.. from n in new[] { 1e8, 3e8, 1e9 } from d in new[] { 2e9, 1e10, 5e10 } select new Observation { Metric = "loss", Parameters = n, PretrainingTokens = d, Value = law.Evaluate(truth, [n, d]) }]);

        SeriesResult series = table.Analyse(new() { Law = law.Equation, Resamples = 20 }).Series.Single();

        Assert.Equal(9, series.Fit!.Points);
        Assert.Equal(1.69, series.Fit.Coefficients[0].Value, 1e-3);
        Assert.Empty(series.Forecasts);
    }

    [Fact]
    public void Of_UnknownColumnAsScale_IsUsed()
    {
        ObservationTable table = ObservationTable.Parse("width,metric,value\n" + string.Concat(new[] { 16, 32, 64, 128, 256, 512 }.Select(w => FormattableString.Invariant($"{w},loss,{1 + Math.Pow(w, -0.5)}\n"))), ".csv", "t.csv");

        SeriesResult series = table.Analyse(new() { Law = "power", Scale = "width", At = [1024], Resamples = 20 }).Series.Single();

        Assert.Equal(1 + Math.Pow(1024, -0.5), series.Forecasts[0].Value, 1e-5);
        Assert.Equal(1024, series.Forecasts[0].At["width"]);
    }

    [Fact]
    public void Of_LawInL_ReadsTheLossOfTheSamePlace()
    {
        ObservationTable table = StudyTable.Of(
            StudyTable.Mixture("en", "cross-entropy", tokens => 2 + Math.Pow(tokens / 1e6, -0.4), 0.01),
            StudyTable.Mixture("en", "bleu", tokens => 70 * Math.Exp(-0.5 * (2 + Math.Pow(tokens / 1e6, -0.4)))));

        SeriesResult series = table.Analyse(new() { Law = "score = c * exp(-k * L)", Metric = "bleu", Resamples = 20 }).Series.Single();

        Assert.Equal(70, series.Fit!.Coefficients[0].Value, 1e-3);
        Assert.Equal(0.5, series.Fit.Coefficients[1].Value, 1e-5);
    }

    [Fact]
    public void Of_BadOptions_ListsAllFaults()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Study().Analyse(new() { Level = 1.5, Resamples = 0, FitOn = 0, At = [-1] }));

        Assert.Equal("Level is 1.5; expected a number between 0 and 1, such as 0.9.\nResamples is 0; expected at least 1.\nFitOn is 0; expected at least 1 scale.\nAt holds -1; expected scales above 0.", fault.Message);
    }

    [Fact]
    public void Of_NoScale_SaysWhichColumnsHaveNumbers()
    {
        ObservationTable table = new([.. StudyTable.Mixture("en", "bleu", _ => 1).Select((row, k) => row with { PretrainingTokens = null, FinetuningExamples = k + 1 })]);

        Analysis analysis = table.Analyse();

        Assert.Equal(["bleu: 5 of 5 rows have no pretraining_tokens and are left out.", "There is nothing to fit: no row of a pretrained model has the scale asked for. Columns with numbers: finetuning_examples.\nhint: --x finetuning_examples"], analysis.Warnings);
        Assert.Empty(analysis.Series);
        Assert.Null(analysis.Advice);
    }

    [Fact]
    public void Of_AnyTable_NeverThrowsAndStaysInRange() =>
        Gen.Select(Gen.OneOf(Gen.Double[-5, 120], Gen.Const(0.0), Gen.Const(7.0)).Array[1, 9], Gen.Double[0.01, 3].Array[9], Gen.Bool, Gen.Int[0, 3].Select(k => new[] { "bleu", "loss", "accuracy", "mystery" }[k])).Sample(
            (values, errors, known, metric) =>
            {
                double[] scales = [.. values.Select((_, k) => 100e3 * Math.Pow(2, k / 2))];
                ObservationTable table = new([.. values.Select((value, k) => new Observation { PretrainingData = k % 3 == 2 ? "de" : "en", PretrainingTokens = scales[k], Metric = metric, Value = value, StandardError = known ? errors[k] : null })]);

                Analysis analysis = table.Analyse(new() { At = [3e6], FitOn = 4, Resamples = 30 });

                _ = Everything(analysis);
                return analysis.Series.All(series => (series.Fit is null) == (series.Refusal is not null) && series.Forecasts.All(forecast => forecast.Low <= forecast.Value && forecast.Value <= forecast.High));
            },
            iter: 150, seed: "0N0XIzNsQ0O2", threads: 1);

    private static ObservationTable Study() => StudyTable.Of(
        StudyTable.Mixture("en", "bleu", StudyTable.BleuLog(-9, 0.9, 1.4)),
        StudyTable.Mixture("en", "cross-entropy", tokens => 2 + Math.Pow(tokens / 1e6, -0.4), 0.01),
        StudyTable.Mixture("de", "bleu", StudyTable.BleuLog(-9.2, 0.9, 1.4)),
        StudyTable.Mixture("de", "cross-entropy", tokens => 2.2 + Math.Pow(tokens / 1e6, -0.3), 0.01),
        [StudyTable.Scratch("bleu", 3), StudyTable.Scratch("cross-entropy", 4, 0.01)]);

    internal static string Everything(Analysis analysis)
    {
        using MemoryStream stream = new();
        Write(stream, writer => LawsJson.WriteFits(writer, analysis.Series.Where(series => series.Fit is not null).Select(series => series.Fit!)));
        Write(stream, writer => LawsJson.WriteForecasts(writer, analysis.Series.SelectMany(series => series.Forecasts)));
        Write(stream, writer => LawsJson.WriteBacktests(writer, analysis.Series.Where(series => series.Backtest is not null).Select(series => series.Backtest!)));
        Write(stream, writer => LawsJson.WriteAdvice(writer, analysis.Advice, analysis.Valuations));
        return Encoding.UTF8.GetString(stream.ToArray()) + string.Join('\n', analysis.Warnings) + string.Join('\n', analysis.Series.SelectMany(series => series.Band));
    }

    private static void Write(Stream stream, Action<Utf8JsonWriter> write)
    {
        using Utf8JsonWriter writer = new(stream);
        write(writer);
    }
}
