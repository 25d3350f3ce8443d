using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Mixtures: surrogates, forecasts and the proposal.</summary>
internal static partial class LawsJson
{
    private const int ResponsePoints = 11;

    /// <summary>
    /// Writes <c>{"targets":{…},"predictions":[…],"proposal":{…}}</c> and, beside them, the objective, the effect of each corpus, the responses of the objective, the runs to make next, and warnings.
    /// Rates, correlations and shares are plain numbers.
    /// </summary>
    public static void WriteMixtures(Utf8JsonWriter writer, MixtureAnalysis analysis, ImmutableArray<MixturePrediction> predictions, IReadOnlyList<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(warnings);
        writer.WriteStartObject();
        writer.WriteStartObject("targets");
        foreach (MixtureFit fit in analysis.Fits)
        {
            writer.WriteStartObject(fit.Target.Name);
            WriteFit(writer, fit);
            WriteByCorpus(writer, "effects", analysis.Limits.Corpora, ResponseCurve.Effects(analysis, fit));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        WritePredictions(writer, predictions);
        WriteProposal(writer, analysis);
        writer.WriteStartObject("objective");
        writer.WriteString("name", analysis.Objective.Target.Name);
        writer.WriteString("metric", analysis.Objective.Target.Metric);
        writer.WriteBoolean("higher_is_better", analysis.Objective.Target.HigherIsBetter is true);
        WriteFit(writer, analysis.Objective);
        writer.WriteEndObject();
        writer.WriteStartArray("responses");
        for (int corpus = 0; corpus < analysis.Limits.Corpora.Length; corpus++)
        {
            WriteResponse(writer, ResponseCurve.Of(analysis, analysis.Objective, corpus, ResponsePoints));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("next");
        foreach (MixtureCandidate candidate in analysis.Next)
        {
            writer.WriteStartObject();
            WriteByCorpus(writer, "rates", analysis.Limits.Corpora, candidate.Rates);
            WriteForecast(writer, candidate.Forecast, "forecast");
            WriteNumber(writer, "expected_improvement", candidate.ExpectedImprovement);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("runs", analysis.Runs.Design.Count);
        writer.WriteString("scale", analysis.Runs.Scale);
        WriteTexts(writer, "warnings", [.. warnings]);
        writer.WriteEndObject();
    }

    private static void WriteFit(Utf8JsonWriter writer, MixtureFit fit)
    {
        writer.WriteString("surrogate", fit.Surrogate);
        writer.WriteStartObject("weights");
        foreach ((string name, double weight) in fit.Weights)
        {
            WriteNumber(writer, name, weight);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("cross_validation");
        WriteNumber(writer, "rank_correlation", fit.CrossValidation.RankCorrelation);
        WriteNumber(writer, "decision_accuracy", fit.CrossValidation.DecisionAccuracy);
        WriteNumber(writer, "mean_absolute_error", fit.CrossValidation.MeanAbsoluteError);
        WriteNumber(writer, "regret", fit.CrossValidation.Regret);
        WriteNumber(writer, "skill", fit.CrossValidation.Skill);
        writer.WriteEndObject();
    }

    private static void WriteProposal(Utf8JsonWriter writer, MixtureAnalysis analysis)
    {
        writer.WriteBoolean("distinguishable", analysis.IsDistinguishable);
        if (!analysis.IsDistinguishable)
        {
            writer.WriteNull("proposal");
            return;
        }

        MixtureProposal proposal = analysis.Proposal;
        writer.WriteStartObject("proposal");
        WriteByCorpus(writer, "rates", analysis.Limits.Corpora, proposal.Rates);
        WriteForecast(writer, proposal.Forecast, "forecast");
        WriteNumber(writer, "gain", proposal.Gain.Value);
        WriteNumber(writer, "gain_low", proposal.Gain.Low);
        WriteNumber(writer, "gain_high", proposal.Gain.High);
        writer.WriteStartObject("natural");
        WriteByCorpus(writer, "rates", analysis.Limits.Corpora, proposal.Natural);
        WriteForecast(writer, proposal.NaturalForecast, "forecast");
        WriteNumber(writer, "value", proposal.NaturalValue ?? double.NaN);
        writer.WriteEndObject();
        writer.WriteStartObject("best_tried");
        writer.WriteString("pretraining_data", analysis.Runs.Names[proposal.BestRun]);
        WriteNumber(writer, "value", proposal.BestValue);
        WriteForecast(writer, proposal.BestForecast, "forecast");
        WriteNumber(writer, "gain", proposal.GainOverBest.Value);
        WriteNumber(writer, "gain_low", proposal.GainOverBest.Low);
        WriteNumber(writer, "gain_high", proposal.GainOverBest.High);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter writer, ResponseCurve curve)
    {
        writer.WriteStartObject();
        writer.WriteString("corpus", curve.Corpus);
        writer.WriteStartArray("points");
        for (int index = 0; index < curve.Rates.Length; index++)
        {
            writer.WriteStartObject();
            WriteNumber(writer, "rate", curve.Rates[index]);
            WriteForecast(writer, curve.Values[index], "value");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteForecast(Utf8JsonWriter writer, MixtureForecast forecast, string name)
    {
        WriteNumber(writer, name, forecast.Value);
        WriteNumber(writer, "low", forecast.Low);
        WriteNumber(writer, "high", forecast.High);
    }

    private static void WriteByCorpus(Utf8JsonWriter writer, string name, ImmutableArray<string> corpora, IReadOnlyList<double> numbers)
    {
        writer.WriteStartObject(name);
        for (int corpus = 0; corpus < corpora.Length; corpus++)
        {
            WriteNumber(writer, corpora[corpus], numbers[corpus]);
        }

        writer.WriteEndObject();
    }
}
