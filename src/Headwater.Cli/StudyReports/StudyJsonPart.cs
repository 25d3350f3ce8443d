using System.Text.Json;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The study in a report's JSON: its comparisons and runs.</summary>
internal static class StudyJsonPart
{
    public static void Write(Utf8JsonWriter json, StudySummary study, StudyVerification? verification = null)
    {
        json.WriteStartObject();
        json.WriteString("name", study.Plan.Spec.Name);
        json.WriteNumber("seed", study.Plan.Spec.Seed);
        json.WriteStartArray("comparisons");
        foreach (PairedComparison comparison in study.Comparisons) WriteComparison(json, comparison);
        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (RunSummary run in study.Runs) WriteRun(json, run);
        json.WriteEndArray();
        StoppedOutput.WriteJson(json, study.Stopped);
        VerificationOutput.WriteJson(json, verification);
        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, PairedComparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("task", comparison.Task);
        json.WriteString("model", comparison.Model);
        json.WriteNumber("finetuning_examples", comparison.FinetuningExamples);
        json.WriteString("metric", comparison.Metric);
        json.WriteString("first", comparison.First);
        json.WriteNumber("first_tokens", comparison.FirstTokens);
        ReportJson.WriteNumber(json, "first_score", comparison.FirstScore);
        json.WriteString("second", comparison.Second);
        json.WriteNumber("second_tokens", comparison.SecondTokens);
        ReportJson.WriteNumber(json, "second_score", comparison.SecondScore);
        ReportJson.WriteNumber(json, "difference", comparison.Difference);
        ReportJson.WriteNumber(json, "stderr", comparison.StandardError);
        ReportJson.WriteNumber(json, "p_value", comparison.PValue);
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, RunSummary run)
    {
        json.WriteStartObject();
        json.WriteString("id", run.Id);
        json.WriteString("stage", run.Stage.ToString().ToLowerInvariant());
        json.WriteString("label", run.Label);
        json.WriteString("state", run.State == JobState.ToDo ? "to_do" : run.State.ToString().ToLowerInvariant());
        ReportJson.WriteNumber(json, "tokens", run.Tokens);
        ReportJson.WriteNumber(json, "loss", run.Loss);
        ReportJson.WriteNumber(json, "seconds", run.Seconds);
        if (run.Failure is { } failure) json.WriteString("failure", failure);
        json.WriteEndObject();
    }
}
