using System.Collections.Immutable;
using System.Text.Json;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The pretrainings that <c>run --until decided</c> stopped: beside the advice, in JSON, and among the notes of the report.</summary>
internal static class StoppedOutput
{
    /// <summary>A sentence for each, on standard error, with how to continue.</summary>
    public static void Write(Terminal terminal, ImmutableArray<StoppedRun> stopped)
    {
        foreach (string sentence in Sentences(stopped))
            Prose.WriteRemark(terminal, sentence);
        if (!stopped.IsEmpty)
            Prose.WriteRemark(terminal, "hint: headwater run without --until continues what was stopped.");
    }

    /// <summary>A sentence for each.</summary>
    public static IEnumerable<string> Sentences(ImmutableArray<StoppedRun> stopped) => stopped.Select(run => $"The pretraining of {run.Mixture} was {run}.");

    /// <summary>The property <c>stopped</c> with all of them; nothing where there are none.</summary>
    public static void WriteJson(Utf8JsonWriter json, ImmutableArray<StoppedRun> stopped)
    {
        if (stopped.IsEmpty)
            return;
        json.WriteStartArray("stopped");
        foreach (StoppedRun run in stopped)
            WriteJson(json, run);
        json.WriteEndArray();
    }

    /// <summary>One of them as an object.</summary>
    public static void WriteJson(Utf8JsonWriter json, StoppedRun run)
    {
        json.WriteStartObject();
        json.WriteString("run", run.Id);
        json.WriteString("mixture", run.Mixture);
        json.WriteNumber("tokens", run.Tokens);
        ReportJson.WriteNumber(json, "probability_best", run.Probability);
        json.WriteString("rule", run.Rule == StopRule.Scores ? "scores" : "validation-loss");
        json.WriteString("reason", run.Reason);
        json.WriteString("at", run.At);
        json.WriteEndObject();
    }
}
