using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Joint laws of mixing rates and scale.</summary>
internal static partial class LawsJson
{
    /// <summary>Writes <c>{"targets":{NAME:{"surrogate","equation","error_of_logs","largest_scale":{…}}},"predictions":[…]}</c>; <c>largest_scale</c> is null where the other runs are too few to test it.</summary>
    public static void WriteJointMixtures(Utf8JsonWriter writer, JointMixtureAnalysis analysis, ImmutableArray<MixturePrediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(analysis);
        writer.WriteStartObject();
        writer.WriteStartObject("targets");
        foreach (JointMixtureTarget target in analysis.Targets)
        {
            writer.WriteStartObject(target.Target.Name);
            writer.WriteString("surrogate", target.Fit.Form);
            writer.WriteString("equation", target.Fit.Equation);
            WriteNumber(writer, "error_of_logs", target.Fit.ErrorOfLogs);
            if (target.AtLargest is { } test)
            {
                writer.WriteStartObject("largest_scale");
                WriteNumber(writer, "error_of_logs", target.ErrorAtLargest);
                WriteNumber(writer, "rank_correlation", test.RankCorrelation);
                WriteNumber(writer, "decision_accuracy", test.DecisionAccuracy);
                WriteNumber(writer, "regret", test.Regret);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteNull("largest_scale");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        WritePredictions(writer, predictions);
        writer.WriteEndObject();
    }

    private static void WritePredictions(Utf8JsonWriter writer, ImmutableArray<MixturePrediction> predictions)
    {
        writer.WriteStartArray("predictions");
        foreach (MixturePrediction prediction in predictions)
        {
            writer.WriteStartObject();
            writer.WriteString("pretraining_data", prediction.Mixture);
            writer.WriteString("task", prediction.Target.Task);
            writer.WriteString("metric", prediction.Target.Metric);
            WriteForecast(writer, prediction.Forecast, "value");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
