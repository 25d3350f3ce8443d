using System.Globalization;
using System.Text.Json;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The part of <c>status</c> that sets what runs took against what was expected of them.</summary>
internal static class StatusActuals
{
    public static void Write(Terminal terminal, PlanActuals? actuals)
    {
        if (actuals is null)
        {
            return;
        }

        TablePrinter.Write(
            terminal,
            "Finished runs: expected and actual",
            ["stage", "runs", "time", "actual", "FLOPs of training", "actual", "memory", "actual", "disk", "actual"],
            actuals.Stages.Append(actuals.Total).Select(stage => (IReadOnlyList<string>)
            [
                stage.Stage?.ToString().ToLowerInvariant() ?? "all",
                stage.Jobs.ToString(CultureInfo.InvariantCulture),
                .. Pair(stage.Seconds, seconds => Durations.Text(TimeSpan.FromSeconds(seconds))),
                .. Pair(stage.Flops, flops => flops.ToString("0.0e0", CultureInfo.InvariantCulture)),
                .. Pair(stage.MemoryBytes, PlanOutput.Bytes),
                .. Pair(stage.DiskBytes, PlanOutput.Bytes),
            ]));
        terminal.Output.WriteLine($"Speeds for the estimate: {actuals.Source}.");
        terminal.Output.WriteLine(Times(actuals.Times));
    }

    public static void WriteJson(Utf8JsonWriter json, PlanActuals? actuals)
    {
        if (actuals is null)
        {
            json.WriteNull("plan_against_actual");
            json.WriteNull("times");
            return;
        }

        json.WriteStartObject("plan_against_actual");
        json.WriteString("speed_source", actuals.Source);
        WriteNumber(json, "wall_seconds_estimated", actuals.WallSecondsEstimated);
        json.WriteStartObject("stages");
        foreach (StageActuals stage in actuals.Stages)
        {
            WriteStage(json, stage.Stage.ToString()!.ToLowerInvariant(), stage);
        }

        json.WriteEndObject();
        WriteStage(json, "total", actuals.Total);
        json.WriteEndObject();
        WriteTimes(json, actuals.Times);
    }

    private static string[] Pair(Expectation value, Func<double, string> format) =>
    [
        value.Estimated > 0 ? format(value.Estimated) : "",
        value.Actual > 0 ? format(value.Actual) + (value.Ratio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $" ({100 * (ratio - 1):+0;-0;0}%)") : "") : "",
    ];

    private static string Times(StudyTimes times)
    {
        double all = Math.Max(1e-9, times.Seconds.Values.Sum());
        string kinds = string.Join(", ", times.Seconds.OrderByDescending(kind => kind.Value)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key.Replace('_', ' ')} {100 * kind.Value / all:0.#}%")));
        return string.Create(CultureInfo.InvariantCulture,
            $"Time of runs: {kinds}. Overhead (all time except training, validation, evaluation and tokenizing): {100 * times.OverheadShare:0.#}%. Wall time {Durations.Text(TimeSpan.FromSeconds(times.WallSeconds))}; time in which a slot was free and no run was ready: {Durations.Text(TimeSpan.FromSeconds(times.IdleSeconds))}.");
    }

    private static void WriteStage(Utf8JsonWriter json, string name, StageActuals stage)
    {
        json.WriteStartObject(name);
        json.WriteNumber("runs", stage.Jobs);
        WriteExpectation(json, "seconds", stage.Seconds);
        WriteExpectation(json, "flops", stage.Flops);
        WriteExpectation(json, "memory_bytes", stage.MemoryBytes);
        WriteExpectation(json, "disk_bytes", stage.DiskBytes);
        json.WriteEndObject();
    }

    private static void WriteExpectation(Utf8JsonWriter json, string name, Expectation value)
    {
        json.WriteStartObject(name);
        json.WriteNumber("estimated", value.Estimated);
        json.WriteNumber("actual", value.Actual);
        WriteNumber(json, "ratio", value.Ratio);
        json.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter json, StudyTimes times)
    {
        json.WriteStartObject("times");
        json.WriteStartObject("seconds");
        foreach ((string kind, double seconds) in times.Seconds)
        {
            json.WriteNumber(kind, seconds);
        }

        json.WriteEndObject();
        json.WriteNumber("idle_seconds", times.IdleSeconds);
        json.WriteNumber("wall_seconds", times.WallSeconds);
        json.WriteNumber("places", times.Places);
        json.WriteNumber("overhead_share", times.OverheadShare);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
