using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The values of a command's fields, and the files that they name.</summary>
internal static class TrainerFields
{
    private static readonly JsonSerializerOptions Row = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields that every stage has.</summary>
    public static Dictionary<string, string> Of(JobContext context, ModelSpec model, string tokenizer, ulong seed, int threads, string device) => new(StringComparer.Ordinal)
    {
        [CommandTemplate.Seed] = Text(seed),
        [CommandTemplate.Threads] = Text(threads),
        [CommandTemplate.Devices] = Text(DevicesOf(device)),
        [CommandTemplate.Tokenizer] = context.Folder.TokenizerFolder(tokenizer),
        [CommandTemplate.Vocabulary] = Text(context.Store.Result<TokenizerResult>(tokenizer).Vocabulary),
        [CommandTemplate.Model] = model.Name,
        [CommandTemplate.Layers] = Text(model.Layers),
        [CommandTemplate.Width] = Text(model.Width),
        [CommandTemplate.Heads] = Text(model.Heads),
        [CommandTemplate.Feedforward] = Text(model.FeedForward),
        [CommandTemplate.Checkpoint] = "",
    };

    /// <summary>Writes the sets of a task that a command asks for, and adds their paths. A row has the texts and their ids.</summary>
    public static void AddTask(Dictionary<string, string> fields, TrainerCommand command, TaskSettings task, TextTokenizer tokenizer, Func<int, IEnumerable<int>> chosen, string folder)
    {
        fields[CommandTemplate.Task] = task.Name;
        Directory.CreateDirectory(folder);
        Add(CommandTemplate.Train, task.Train, () => task.ForTraining(tokenizer, chosen));
        Add(CommandTemplate.Validation, task.Validation, () => task.HeldOut(task.Validation, tokenizer));
        Add(CommandTemplate.Test, task.Test, () => task.HeldOut(task.Test, tokenizer));

        void Add(string field, PairsSource source, Func<EncodedPairs> encoded)
        {
            fields[field] = source.Count == 0 ? "" : Path.Combine(folder, field + ".jsonl");
            if (source.Count > 0 && command.Uses(field))
                Write(fields[field], source, encoded().Pairs, field == CommandTemplate.Train ? chosen : count => Enumerable.Range(0, count));
        }
    }

    private static void Write(string file, PairsSource source, ImmutableArray<EncodedPair> encoded, Func<int, IEnumerable<int>> chosen)
    {
        ImmutableArray<TextPair> texts = StudyData.Read(source);
        StringBuilder rows = new();
        foreach ((EncodedPair ids, int place) in encoded.Zip(chosen(texts.Length)))
            rows.Append(JsonSerializer.Serialize(new { source = texts[place].Source, target = texts[place].Target, source_ids = ids.Input, target_ids = ids.Target }, Row)).Append('\n');
        RecordFile.WriteText(file, rows.ToString());
    }

    // On the processor, the tasks that Slurm starts.
    private static int DevicesOf(string device) => device == "cpu"
        ? int.TryParse(Environment.GetEnvironmentVariable("SLURM_NTASKS"), NumberStyles.None, CultureInfo.InvariantCulture, out int tasks) ? tasks : 1
        : Math.Max(1, DeviceSlots.Find(device).Length);

    public static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
