using System.Globalization;
using System.Text.Json;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>How the finished finetunings of a study ended: where each metric was read, whether it had settled, and what the outputs look like.</summary>
internal static class StatusFinetunings
{
    private const int MostRows = 200;

    public static void Write(Terminal terminal, StudyStatus status)
    {
        JobStatus[] finished = [.. status.Jobs.Where(job => job.End?.Course is not null)];
        if (finished.Length == 0)
        {
            return;
        }

        TablePrinter.Write(
            terminal,
            Title([.. finished.Select(job => job.End!.Course!)]),
            ["run", "steps", "read at step", "converged", "over-fitted", "length ratio", "cut", "empty", "repeating"],
            finished.Take(MostRows).Select(Row));
        if (finished.Length > MostRows)
        {
            terminal.Output.WriteLine($"{finished.Length - MostRows} more finetunings; --json lists all.");
        }
    }

    public static void WriteJson(Utf8JsonWriter json, FinetuningEnd? end)
    {
        if (end?.Course is { } course)
        {
            json.WriteNumber("last_step", course.LastStep);
            json.WriteBoolean("stopped_early", course.StoppedEarly);
            json.WriteBoolean("over_fitted", course.Overfitted);
            json.WriteStartObject("checkpoints");
            foreach ((string metric, ChosenCheckpoint chosen) in course.Checkpoints)
            {
                json.WriteStartObject(metric);
                json.WriteNumber("step", chosen.Step);
                if (chosen.Converged is bool converged)
                {
                    json.WriteBoolean("converged", converged);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        if (end?.Outputs is { } outputs)
        {
            json.WriteStartObject("outputs");
            json.WriteNumber("length_ratio", outputs.LengthRatio);
            json.WriteNumber("cut_share", outputs.CutShare);
            json.WriteNumber("empty_share", outputs.EmptyShare);
            json.WriteNumber("repeating_share", outputs.RepeatingShare);
            json.WriteEndObject();
        }
    }

    private static string Title(FinetuningCourse[] courses)
    {
        int improving = courses.Count(course => course.StillImproving().Any());
        int unknown = courses.Count(course => !course.StillImproving().Any() && course.Checkpoints.Values.Any(chosen => chosen.Converged is null));
        string[] parts =
        [
            .. improving + unknown == 0 ? (string[])["all converged"] : [],
            .. improving > 0 ? (string[])[string.Create(CultureInfo.InvariantCulture, $"{improving} still improving at the last step")] : [],
            .. unknown > 0 ? (string[])[string.Create(CultureInfo.InvariantCulture, $"{unknown} with too few validations to judge convergence")] : [],
        ];
        return string.Create(CultureInfo.InvariantCulture, $"Finetunings: {courses.Length} finished, {string.Join(", ", parts)}");
    }

    private static string[] Row(JobStatus job)
    {
        FinetuningCourse course = job.End!.Course!;
        OutputCounts? outputs = job.End.Outputs;
        return
        [
            job.Job.Label,
            string.Create(CultureInfo.InvariantCulture, $"{course.LastStep}/{course.MostSteps}"),
            string.Join(", ", course.Checkpoints.Select(chosen => string.Create(CultureInfo.InvariantCulture, $"{chosen.Key} {chosen.Value.Step}"))),
            Settled(course),
            course.Overfitted ? "yes" : "no",
            outputs?.LengthRatio.ToString("F2", CultureInfo.InvariantCulture) ?? "",
            Share(outputs?.CutShare),
            Share(outputs?.EmptyShare),
            Share(outputs?.RepeatingShare),
        ];
    }

    private static string Settled(FinetuningCourse course) => course.StillImproving().ToArray() switch
    {
        { Length: > 0 } improving => $"no: {string.Join(", ", improving)}",
        _ => course.Checkpoints.Values.All(chosen => chosen.Converged is not null) ? "yes" : "too few validations",
    };

    private static string Share(double? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.#}%") : "";
}
