using System.Text.Json;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>A plan as JSON, stable and in snake_case. Times are in seconds, sizes in bytes, costs in the currency given.</summary>
internal static class PlanJson
{
    public static void Write(Utf8JsonWriter json, StudyPlan plan, PlanEstimate estimate, IReadOnlyCollection<DesignWarning> warnings, FrozenForecasts? verified = null, PlanEstimate? with = null)
    {
        json.WriteStartObject();
        json.WriteString("study", plan.Spec.Name);
        json.WriteString("device", plan.Device);
        json.WriteNumber("jobs_at_a_time", estimate.JobsAtATime);
        json.WriteString("speed_source", estimate.Source);
        json.WriteNumber("flops", estimate.Total.Work.Total);
        json.WriteNumber("total_seconds", estimate.Total.Seconds);
        json.WriteNumber("remaining_seconds", estimate.WallSecondsLeft);
        json.WriteNumber("wall_seconds", estimate.WallSeconds);
        json.WriteNumber("critical_path_seconds", estimate.CriticalPathSeconds);
        WriteStrings(json, "critical_path", estimate.CriticalPath);
        json.WriteNumber("memory_at_once_bytes", estimate.MemoryAtOnceBytes);
        json.WriteNumber("disk_bytes", estimate.Total.DiskBytes);
        if (estimate.Price is { } price)
        {
            json.WriteNumber("price_per_device_hour", price.PerHour);
            json.WriteString("currency", price.Currency);
            json.WriteNumber("cost", price.Of(estimate.Total.Seconds));
            json.WriteNumber("remaining_cost", price.Of(estimate.Total.SecondsLeft));
        }

        json.WriteStartObject("stages");
        foreach (StageEstimate stage in estimate.Stages)
        {
            json.WritePropertyName(stage.Stage.ToString()!.ToLowerInvariant());
            WriteStage(json, stage, estimate.Price);
        }

        json.WriteEndObject();
        json.WriteStartArray("jobs");
        foreach (JobEstimate job in estimate.Jobs)
        {
            WriteJob(json, job);
        }

        json.WriteEndArray();
        if (verified is not null && with is not null)
        {
            WriteVerification(json, verified, estimate, with);
        }

        WriteWarnings(json, warnings);
        json.WriteEndObject();
    }

    // What verifying takes beyond the jobs above.
    private static void WriteVerification(Utf8JsonWriter json, FrozenForecasts verified, PlanEstimate estimate, PlanEstimate with)
    {
        json.WriteStartObject("verification");
        json.WriteNumber("mixtures", verified.Mixtures.Length);
        json.WriteStartArray("pretraining_tokens");
        foreach (long tokens in verified.At)
        {
            json.WriteNumberValue(tokens);
        }

        json.WriteEndArray();
        if (!verified.Larger.IsEmpty)
        {
            json.WriteStartArray("parameters");
            foreach (double parameters in verified.Larger.Select(run => run.Parameters).Distinct())
            {
                json.WriteNumberValue(parameters);
            }

            json.WriteEndArray();
        }

        json.WriteNumber("flops", with.Total.Work.Total - estimate.Total.Work.Total);
        json.WriteNumber("wall_seconds", with.WallSeconds - estimate.WallSeconds);
        json.WriteEndObject();
    }

    private static void WriteStage(Utf8JsonWriter json, StageEstimate stage, Price? price)
    {
        json.WriteStartObject();
        json.WriteNumber("jobs", stage.Jobs);
        json.WriteNumber("done", stage.JobsDone);
        json.WriteNumber("tokens", stage.Tokens);
        WriteWork(json, stage.Work);
        json.WriteNumber("memory_bytes", stage.MemoryBytes);
        json.WriteNumber("disk_bytes", stage.DiskBytes);
        json.WriteNumber("seconds", stage.Seconds);
        json.WriteNumber("remaining_seconds", stage.SecondsLeft);
        if (price is not null)
        {
            json.WriteNumber("cost", price.Of(stage.Seconds));
        }

        json.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter json, JobEstimate job)
    {
        json.WriteStartObject();
        json.WriteString("id", job.Job.Id);
        json.WriteString("stage", job.Job.Stage.ToString().ToLowerInvariant());
        json.WriteString("label", job.Job.Label);
        json.WriteString("reason", job.Reason);
        WriteStrings(json, "needs", job.Job.Needs);
        json.WriteNumber("steps", job.Job.Steps);
        json.WriteNumber("tokens", job.Tokens);
        WriteWork(json, job.Work);
        json.WriteNumber("memory_bytes", job.MemoryBytes);
        json.WriteNumber("disk_bytes", job.DiskBytes);
        json.WriteNumber("seconds", job.Seconds);
        json.WriteNumber("done", job.Done);
        if (job.Slot is { } slot)
        {
            json.WriteNumber("start_seconds", slot.Start);
            json.WriteNumber("end_seconds", slot.End);
        }

        json.WriteEndObject();
    }

    private static void WriteWork(Utf8JsonWriter json, WorkFlops work)
    {
        json.WriteNumber("flops", work.Total);
        json.WriteNumber("encoder_flops", work.Encoder);
        json.WriteNumber("decoder_flops", work.Decoder);
        json.WriteNumber("evaluation_flops", work.Evaluation);
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteWarnings(Utf8JsonWriter json, IEnumerable<DesignWarning> warnings)
    {
        json.WriteStartArray("warnings");
        foreach (DesignWarning warning in warnings)
        {
            json.WriteStartObject();
            json.WriteString("name", warning.Name);
            json.WriteString("message", warning.Message);
            json.WriteString("remedy", warning.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
