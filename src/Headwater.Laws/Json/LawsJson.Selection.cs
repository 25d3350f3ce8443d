using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Rankings of models, and how well they did.</summary>
internal static partial class LawsJson
{
    /// <summary>
    /// Writes <c>{"ranking":[…]}</c>: one entry for each model, best first. Where there are several rankings, each entry says in <c>series</c> which one
    /// it belongs to.
    /// </summary>
    public static void WriteRankings(Utf8JsonWriter writer, IReadOnlyCollection<ModelRanking> rankings, Reading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rankings);
        writer.WriteStartObject();
        writer.WriteStartArray("ranking");
        foreach ((ModelRanking ranking, RankedModel model) in rankings.SelectMany(ranking => ranking.Models.Select(model => (ranking, model))))
        {
            writer.WriteStartObject();
            if (rankings.Count > 1)
            {
                WriteSeries(writer, ranking.Task);
            }

            writer.WriteString("model", model.Model);
            WriteNumber(writer, "forecast", model.Forecast);
            WriteNumber(writer, "low", model.Low);
            WriteNumber(writer, "high", model.High);
            writer.WriteNumber("rank", model.Rank);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteReading(writer, reading);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{"evaluation":[…]}</c>: one entry for each task, method and share of the full size.</summary>
    public static void WriteSelectionScores(Utf8JsonWriter writer, IEnumerable<SelectionScore> scores, Reading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(scores);
        writer.WriteStartObject();
        writer.WriteStartArray("evaluation");
        foreach (SelectionScore score in scores)
        {
            writer.WriteStartObject();
            WriteSeries(writer, score.Task);
            writer.WriteString("method", SelectionMethods.NameOf(score.Method));
            WriteNumber(writer, "fraction", score.Fraction);
            WriteNumber(writer, "pear_corr", score.PearsonCorrelation);
            WriteNumber(writer, "rel_acc", score.RelativeAccuracy);
            writer.WriteString("pick", score.Pick);
            writer.WriteNumber("models", score.Models);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteReading(writer, reading);
        writer.WriteEndObject();
    }
}
