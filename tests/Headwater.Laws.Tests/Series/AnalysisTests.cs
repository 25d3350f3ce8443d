using System.Text;
using System.Text.Json;

namespace Headwater.Laws.Tests;

public class AnalysisTests
{
    private static readonly double[] Wiggle = [0.12, -0.2, 0.15, 0.05, -0.1];

    [Fact]
    public void Of_AlignedMixtures_ContinuesOnTheBetterOne()
    {
        ObservationTable table = StudyTable.Of(
            StudyTable.Mixture("en", "bleu", Noisy(StudyTable.BleuLog(-9, 0.9, 1.4))),
            StudyTable.Mixture("de", "bleu", Noisy(StudyTable.BleuLog(-9.5, 0.9, 1.2))),
            [StudyTable.Scratch("bleu", 3)]);

        Analysis analysis = table.Analyse();

        Dump(analysis);
        Assert.Equal(AdviceAction.Continue, analysis.Advice!.Action);
        Assert.Equal("en", analysis.Advice.Mixture);
    }

    private static Func<double, double> Noisy(Func<double, double> law) => tokens => law(tokens) + Wiggle[Array.IndexOf(StudyTable.Doublings, tokens)];

    private static void Dump(Analysis analysis)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            LawsJson.WriteAdvice(writer, analysis.Advice, analysis.Valuations);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        using MemoryStream fits = new();
        using (Utf8JsonWriter writer = new(fits, new JsonWriterOptions { Indented = true }))
        {
            LawsJson.WriteFits(writer, analysis.Series.Where(series => series.Fit is not null).Select(series => series.Fit!));
        }

        TestContext.Current.TestOutputHelper!.WriteLine(Encoding.UTF8.GetString(fits.ToArray()));
    }
}
