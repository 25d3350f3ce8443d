using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>task:</c> or <c>tasks:</c>.</summary>
internal sealed class TaskSectionReader(SpecSection root, NeededSplits needed, TrainerSpec? trainer = null)
{
    private const string ScoredBy = "scored-by";

    private const string Expected = "{ translation: { source: en, target: de, train: …, validation: …, test: … } }, { generate: phrasebook, source: en, target: de }, { kind: boolq, train: …, validation: …, test: … }, or the path of a task file";

    public ImmutableArray<TaskSpec> Read()
    {
        YamlNode? one = root.Find("task", "required");
        YamlNode? many = root.Find("tasks", "a map of tasks by name, instead of task");
        if (one is not null && many is not null)
            root.Fault("tasks", "the study has both \"task\" and \"tasks\"; keep one of them.");
        if (many is not null)
            return root.Section(many, "tasks", "tasks by name") is not { } tasks ? [] : Named(tasks);
        if (one is not null)
            return Read(root, "task", one, null) is { } task ? [task] : [];

        root.Fault($"the study has no \"task\", which is required: {Expected}.");
        return [];
    }

    private ImmutableArray<TaskSpec> Named(SpecSection tasks)
    {
        if (tasks.Has(TaskMean.Task))
            tasks.Fault(TaskMean.Task, $"tasks has a task named \"{TaskMean.Task}\", which is reserved for the mean over tasks.\nhint: rename the task.");
        return [.. tasks.Children().Select(child => Read(tasks, child.Key, child.Value, child.Key)).OfType<TaskSpec>()];
    }

    private TaskSpec? Read(SpecSection parent, string key, YamlNode node, string? name)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } file })
            return TaskFileReader.Read(parent, node, parent.PathOf(key), file, name, needed);
        SpecSection? section = parent.Section(node, key, Expected);
        if (section is null)
            return null;
        if (section.Has("generate"))
            return new GeneratedTaskReader(section, needed).Read(name) ?? ReadGenerated(section, name);
        if (section.Has(ScoredBy))
            return ReadOfTrainer(section, name);
        if (section.Has("kind") || section.Has("prompt"))
            return new TextTaskReader(section).ReadFiles(name, needed);

        YamlNode? translation = section.Find("translation", "required, or generate: phrasebook, or a kind or a prompt");
        section.Find("generate", "none, phrasebook or cloze");
        section.Find("kind", "none");
        section.Find(ScoredBy, "Headwater, or trainer");
        section.Find("prompt", "none");
        TaskSpec? spec = null;
        if (translation is null)
            section.Fault($"{section.Title} names no kind of task; expected {Expected}.");
        else if (section.Section(translation, "translation", "source, target, train, validation and test") is { } inner)
            spec = ReadTranslation(inner, name);
        section.Close();
        return spec;
    }

    // The study knows the task's name alone: a harness of evaluations has its examples.
    private TaskSpec ReadOfTrainer(SpecSection section, string? name)
    {
        string by = section.Text(ScoredBy, "Headwater")!;
        if (by != TrainerSectionReader.Key)
            section.Fault(ScoredBy, $"{section.PathOf(ScoredBy)} is \"{by}\"; expected {TrainerSectionReader.Key}, or a task with examples.");
        else if (trainer is not { Metrics.IsEmpty: false })
            section.Fault(ScoredBy, $"{section.PathOf(ScoredBy)} is {by}, but no command of {TrainerSectionReader.Key} reports scores.\nhint: add {TrainerSectionReader.Key}.evaluate with scores.");
        if (name is null)
            section.Fault($"{section.Title} is scored by the trainer and has no name; expected tasks by name, as the command knows them.\nhint: tasks: {{ hellaswag: {{ scored-by: trainer }} }}");
        SpecSection? chance = section.Section(section.Find("chance", "none"), "chance", "scores of guessing by metric, for example { acc: 0.25 }");
        TaskSpec spec = new()
        {
            Name = name ?? "", Source = "", Target = "", Train = Nothing, Validation = Nothing, Test = Nothing, IsOfTrainer = true,
            Chance = (chance?.Children() ?? []).Select(child => (child.Key, Value: chance!.Number(child.Value, chance.PathOf(child.Key), NumberRange.Share)))
                .Where(level => level.Value is not null).ToImmutableSortedDictionary(level => level.Key, level => level.Value!.Value, StringComparer.Ordinal),
        };
        section.Close();
        return spec;
    }

    private static TaskSpec ReadTranslation(SpecSection section, string? name)
    {
        string source = section.RequiredText("source", "the language translated from, for example en");
        string target = section.RequiredText("target", "the language translated into, for example de");
        PairFilter? filter = PairFilter.Read(section);
        TaskSpec spec = Common(section, name, source, target) with
        {
            Train = ReadPairs(section, "train", source, target) with { Filter = filter },
            Validation = ReadPairs(section, "validation", source, target) with { Filter = filter },
            Test = ReadPairs(section, "test", source, target) with { Filter = filter },
        };
        section.Close();
        return spec;
    }

    private TaskSpec ReadGenerated(SpecSection section, string? name)
    {
        YamlNode generate = section.Find("generate", "none, or phrasebook")!;
        string source = section.RequiredText("source", "the language translated from, for example en");
        string target = section.RequiredText("target", "the language translated into, for example de");
        PhrasebookKeys.Check(section, generate, "source", source);
        PhrasebookKeys.Check(section, generate, "target", target);

        ImmutableArray<string> topics = PhrasebookKeys.Topics(section);
        TaskSpec spec = Common(section, name, source, target) with
        {
            Train = new PairSource(null, needed.CountOfTrain(section), section.Line) { Topics = topics },
            Validation = new PairSource(null, needed.CountOfValidation(section), section.Line) { Topics = topics },
            Test = new PairSource(null, section.Int("test", NeededSplits.DefaultCount), section.Line) { Topics = topics },
        };
        section.Close();
        return spec;
    }

    private static TaskSpec Common(SpecSection section, string? name, string source, string target)
    {
        if (source.Length > 0 && source == target)
            section.Fault("target", $"{section.Name}: source and target are both \"{source}\"; expected two languages.");
        return new TaskSpec
        {
            Name = name ?? $"{source}-{target}",
            Source = source,
            Target = target,
            Train = Nothing,
            Validation = Nothing,
            Test = Nothing,
            Prefix = section.Text("prefix", "")!,
            MaxSource = section.Int("max-source", 256, minimum: 2),
            MaxTarget = section.Int("max-target", 256, minimum: 2),
            Decoding = DecodingSpec.Read(section),
        };
    }

    private static readonly PairSource Nothing = new(null, 0, 0);

    private static PairSource ReadPairs(SpecSection section, string key, string source, string target)
    {
        const string expected = "the common beginning of two aligned files, or one .tsv or .jsonl file";
        YamlNode? node = section.Require(key, expected);
        string? written = node is null ? null : section.Scalar(node, section.PathOf(key), expected);
        string path = written is null ? "" : section.Source.ResolvePath(node!, section.PathOf(key), written);
        if (path.Length > 0)
            CheckPairs(section, node!, section.PathOf(key), path, source, target);
        return new PairSource(path, 0, (int)(node?.Start.Line ?? section.Line));
    }

    private static void CheckPairs(SpecSection section, YamlNode node, string key, string path, string source, string target)
    {
        if (File.Exists(path))
            return;

        string[] endings = ["", ".gz", ".zst"];
        foreach (string language in new[] { source, target }.Distinct())
        {
            if (language.Length > 0 && !endings.Any(ending => File.Exists($"{path}.{language}{ending}")))
                section.Source.Fault(node, $"{key}: there is no file {path}.{language}, nor one ending in .gz or .zst. Paths are relative to the study file's folder.");
        }
    }
}
