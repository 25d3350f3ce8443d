using System.Globalization;
using System.Text;

namespace Headwater.Studies;

/// <summary>
/// The batch script of an array. Every member runs the same text; its place in the array says which run it does. The last command replaces the shell, so
/// that the signals Slurm sends to it reach Headwater.
/// </summary>
internal static class SbatchScript
{
    private const string Signal = "USR1";

    public static string Of(SlurmArray array)
    {
        StringBuilder text = new("#!/bin/bash\n");
        Line(text, "job-name", array.Name);
        Line(text, "array", string.Create(CultureInfo.InvariantCulture, $"0-{array.Members - 1}{(array.Spec.Throttle is int most ? $"%{most}" : "")}"));
        if (!array.Options.ContainsKey("nodes"))
            Line(text, "nodes", "1");
        if (!array.Options.Keys.Any(name => name.StartsWith("ntasks", StringComparison.Ordinal)))
            Line(text, "ntasks", "1");
        foreach ((string name, string value) in array.Options)
            Line(text, name, value == "true" ? null : value);
        if (!array.After.IsEmpty)
        {
            Line(text, "dependency", $"afterok:{string.Join(':', array.After)}");
            Line(text, "kill-on-invalid-dep", "yes");
        }

        Line(text, "signal", string.Create(CultureInfo.InvariantCulture, $"B:{Signal}@{array.Spec.Signal ?? SlurmSpec.DefaultSignal}"));
        Line(text, array.Spec.Requeue ?? true ? "requeue" : "no-requeue", null);
        Line(text, "open-mode", "append");
        Line(text, "output", $"{array.Folder.Replace("%", "%%", StringComparison.Ordinal)}/%a.log");
        text.Append('\n');
        foreach (string line in array.Spec.Setup)
            text.Append(line).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"exec {string.Join(' ', array.Program.Select(Quote))} job {Quote(array.StudyRoot)} --slurm {Quote(array.Folder)}\n");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string option, string? value)
    {
        text.Append("#SBATCH --").Append(option);
        if (value is not null)
            text.Append('=').Append(value.AsSpan().IndexOfAny(' ', '\t', '#') < 0 ? value : $"\"{value}\"");
        text.Append('\n');
    }

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+' or ':' or ',') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
