using System.Globalization;
using System.Text.Json;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>A plan as a table or as JSON.</summary>
internal static class PlanOutput
{
    public static void Write(Terminal terminal, StudyPlan plan, StudyFolder folder, int? jobs, bool json)
    {
        int atATime = new RunOptions { Jobs = jobs }.JobsFor(plan.Spec);
        PlanEstimate estimate = PlanEstimate.Of(plan, folder, atATime);
        if (json)
        {
            JsonOutput.Write(terminal, writer => WriteJson(writer, plan, estimate, atATime));
            return;
        }

        TablePrinter.Write(
            terminal,
            $"{plan.Spec.Name}: {plan.Jobs.Length} jobs",
            ["stage", "what", "steps", "tokens", "FLOPs", "memory", "time"],
            plan.Jobs.Select(job => (IReadOnlyList<string>)
            [
                job.Stage.ToString().ToLowerInvariant(),
                job.Label,
                job.Steps == 0 ? "" : job.Steps.ToString(CultureInfo.InvariantCulture),
                job.Tokens == 0 ? "" : Durations.Count(job.Tokens),
                job.Flops == 0 ? "" : job.Flops.ToString("0.0e+0", CultureInfo.InvariantCulture),
                job.MemoryBytes == 0 ? "" : $"{job.MemoryBytes / 1e6:F0} MB",
                job.Flops == 0 ? "" : Durations.Text(TimeSpan.FromSeconds(estimate.SecondsOf(job))),
            ]));
        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"In all {plan.Flops:0.0e+0} FLOPs; left to do about {Durations.Text(TimeSpan.FromSeconds(estimate.RemainingSeconds))} with {atATime} at a time."));
        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Speed: {estimate.FlopsPerSecond / 1e9:F0} GFLOP/s a run, {estimate.Source}. FLOPs are 6 (encoder parameters x input tokens + decoder parameters x target tokens)."));
    }

    private static void WriteJson(Utf8JsonWriter json, StudyPlan plan, PlanEstimate estimate, int jobs)
    {
        json.WriteStartObject();
        json.WriteString("study", plan.Spec.Name);
        json.WriteString("device", plan.Device);
        json.WriteNumber("jobs_at_a_time", jobs);
        json.WriteNumber("flops", plan.Flops);
        json.WriteNumber("flops_per_second", estimate.FlopsPerSecond);
        json.WriteString("flops_per_second_source", estimate.Source);
        json.WriteNumber("total_seconds", estimate.TotalSeconds);
        json.WriteNumber("remaining_seconds", estimate.RemainingSeconds);
        json.WriteStartArray("jobs");
        foreach (Job job in plan.Jobs)
        {
            json.WriteStartObject();
            json.WriteString("id", job.Id);
            json.WriteString("stage", job.Stage.ToString().ToLowerInvariant());
            json.WriteString("label", job.Label);
            json.WriteStartArray("needs");
            foreach (string id in job.Needs)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            json.WriteNumber("steps", job.Steps);
            json.WriteNumber("tokens", job.Tokens);
            json.WriteNumber("flops", job.Flops);
            json.WriteNumber("memory_bytes", job.MemoryBytes);
            json.WriteNumber("seconds", estimate.SecondsOf(job));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
