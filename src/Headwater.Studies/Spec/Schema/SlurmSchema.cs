using System.Text.Json.Nodes;
using static Headwater.Studies.SchemaParts;

namespace Headwater.Studies;

/// <summary>The schema of <c>slurm:</c>.</summary>
internal static class SlurmSchema
{
    public static JsonObject Slurm() => Either("The request to a Slurm cluster: options of sbatch, or the path of a profile with such keys.", new JsonObject { ["type"] = "string" }, Section("Options of sbatch, and how runs are submitted.",
    [
        ("profile", Text("A YAML file with the same keys; those of the study come first.")),
        .. Options(),
        .. SlurmSectionReader.StageNames.Select(stage => (stage, Reference("sbatch"))),
        ("setup", CorpusSchema.Texts("Lines of the batch script before Headwater starts, such as module load.")),
        ("throttle", OrNone(Count("Runs of one array that go at a time."))),
        ("signal", Count("Seconds before the time limit at which a run is asked to save itself.", 1, 65535, SlurmSpec.DefaultSignal)),
        ("requeue", Flag("Whether a run that is out of time, or whose node failed, queues again.", true)),
    ]));

    /// <summary>The options of one stage, which come before those of the study.</summary>
    public static JsonObject Stage() => Section("Options of sbatch for this stage alone.", Options());

    private static IEnumerable<(string Key, JsonObject Value)> Options() => SbatchOption.All.Values.Concat(SbatchOption.OfTrainer.Values).Select(option => (option.Name, OneOrMore($"sbatch --{option.Name}: {option.Expected}.", () => Value(option))));

    // An option with a form of its own has one that a number can have or not; text passes as it is.
    private static JsonObject Value(SbatchOption option) => option switch
    {
        _ when option.IsValid("1") && !option.IsValid("x") && !option.IsValid("1:00") && !option.IsValid("1G") && !option.IsValid("0") => Count(option.Expected + "."),
        _ when option.IsValid("1G") && !option.IsValid("x") => Text(option.Expected + ".", "^[0-9]+[KMGTkmgt]?[Bb]?$"),
        _ when option.IsValid("1:00") && !option.IsValid("x") => Time(option.Expected + "."),
        _ => Text(option.Expected + "."),
    };

    // Minutes may be a number.
    private static JsonObject Time(string about)
    {
        JsonObject time = Text(about, "^[0-9]*[1-9:-][0-9:-]*$");
        time["exclusiveMinimum"] = 0;
        return time;
    }
}
