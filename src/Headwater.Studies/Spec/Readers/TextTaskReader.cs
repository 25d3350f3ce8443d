using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Models;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads a task other than translation: its examples, its form, and how answers are read and judged.</summary>
internal sealed class TextTaskReader(SpecSection section, TaskKind? made = null)
{
    private const int DefaultMaxSource = 512;
    private const int DefaultMaxTarget = 256;

    private readonly TaskKind? _kind = Kind(section, made);

    /// <summary>A task whose examples are in files.</summary>
    public TaskSpec ReadFiles(string? name, NeededSplits needed)
    {
        TaskSpec spec = Common(name) with { Train = File("train", needed.Train), Validation = File("validation", needed.Validation), Test = File("test", isNeeded: true) };
        section.Close();
        return spec;
    }

    /// <summary>A task whose examples are made: so many for each split.</summary>
    public TaskSpec ReadGenerated(string? name, GeneratedTaskSpec generated, NeededSplits needed)
    {
        TaskSpec spec = Common(name);
        spec = spec with
        {
            Text = spec.Text! with { Generated = generated },
            Source = generated.Language ?? spec.Source,
            Target = generated.Language ?? spec.Target,
            Train = new PairSource(null, needed.CountOfTrain(section), section.Line),
            Validation = new PairSource(null, needed.CountOfValidation(section), section.Line),
            Test = new PairSource(null, section.Int("test", NeededSplits.DefaultCount), section.Line),
        };
        section.Close();
        return spec;
    }

    private static TaskKind? Kind(SpecSection section, TaskKind? made)
    {
        string? name = section.Text("kind", null);
        if (name is not null && TaskKind.Find(name) is null)
            section.Fault("kind", $"{section.PathOf("kind")} is \"{name}\"; expected {string.Join(", ", TaskKind.All.Select(kind => kind.Name))}, or none, with a prompt.{SpecSection.DidYouMean(name, TaskKind.All.Select(kind => kind.Name))}");
        return name is null ? made : TaskKind.Find(name);
    }

    private TaskSpec Common(string? name)
    {
        string language = section.Text("language", "en")!;
        string? own = section.Name.Length == 0 ? section.Text("task", null) : null;             // a file names its task itself
        TaskForm form = Form();
        AnswerReading reading = Reading(form);
        ImmutableArray<string> metrics = Metrics(form, reading);
        return new TaskSpec
        {
            Name = name ?? own ?? _kind?.Name ?? "task", Source = language, Target = language,
            Train = Nothing, Validation = Nothing, Test = Nothing,
            MaxSource = section.Int("max-source", DefaultMaxSource, minimum: 2), MaxTarget = section.Int("max-target", DefaultMaxTarget, minimum: 2),
            Decoding = DecodingSpec.Read(section),
            Text = new TextTaskSpec
            {
                Kind = _kind?.Name, Form = form, Reading = reading, Normalise = Normalise(reading), Metrics = metrics,
                Chance = Levels("chance", metrics), Ceiling = Levels("ceiling", metrics),
            },
        };
    }

    private static readonly PairSource Nothing = new(null, 0, 0);

    private TaskForm Form()
    {
        TaskForm known = _kind?.Form ?? new TaskForm { Prompt = "" };
        string? prompt = section.Text("prompt", known.Prompt.Length == 0 ? null : known.Prompt);
        if (string.IsNullOrEmpty(prompt) && (_kind is not null || !section.Has("kind")))
            section.Fault($"{section.Title} has no \"prompt\", which is required{(_kind is null ? " without a kind" : "")}: text with names of values in braces, such as \"question: {{question}} context: {{passage}}\".");
        ImmutableArray<string> choices = Choices(known.Choices);
        bool saysWhatIsRight = section.Has("target") || section.Has("answers") || section.Has("label");      // then nothing of the kind does
        TaskForm form = known with
        {
            Prompt = prompt ?? "",
            Choices = choices,
            Target = Written("target", known.Target, saysWhatIsRight),
            Answers = Written("answers", known.Answers, saysWhatIsRight),
            Label = Written("label", known.Label, saysWhatIsRight),
            LabelNames = section.Text("label-names", known.LabelNames),
            Group = section.Text("group", known.Group),
            VaryingChoices = section.Flag("varying-choices", known.VaryingChoices),
        };
        CheckForm(form);
        return form;
    }

    private string? Written(string key, string? known, bool replaced)
    {
        string? text = section.Text(key, known);
        return replaced && !section.Has(key) ? null : text;
    }

    private void CheckForm(TaskForm form)
    {
        try
        {
            if (form.Prompt.Length > 0)
                form.Validate();
        }
        catch (ArgumentException fault)
        {
            section.Fault("prompt", $"{section.Title}: {fault.Message}");
        }
    }

    private ImmutableArray<string> Choices(ImmutableArray<string> known)
    {
        YamlNode? node = section.Find("choices", known.IsEmpty ? "none" : string.Join(", ", known));
        return node is null ? known : [.. SpecSection.Items(node).Select(item => section.Scalar(item, section.PathOf("choices"), "templates of answers")).OfType<string>()];
    }

    private AnswerReading Reading(TaskForm form)
    {
        AnswerReading known = _kind is { } kind && kind.Form?.Choices.IsEmpty == form.Choices.IsEmpty ? kind.Reading : form.Choices.IsEmpty ? AnswerReading.Generate : AnswerReading.Rank;
        string read = section.Text("read", known.ToString().ToLowerInvariant())!;
        if (read is not ("generate" or "rank"))
            section.Fault("read", $"{section.PathOf("read")} is \"{read}\"; expected generate or rank.");
        if (read == "rank" && form.Choices.IsEmpty)
            section.Fault("read", $"{section.PathOf("read")} is rank, but the task has no choices.\nhint: add choices, or set read: generate.");
        return read == "rank" ? AnswerReading.Rank : AnswerReading.Generate;
    }

    private ChoiceNormalisation Normalise(AnswerReading reading)
    {
        string text = section.Text("normalise", "none")!;
        if (!Enum.TryParse(text, ignoreCase: true, out ChoiceNormalisation normalisation) || text.Any(char.IsDigit))
            section.Fault("normalise", $"{section.PathOf("normalise")} is \"{text}\"; expected none, tokens, bytes or unconditional.");
        else if (reading == AnswerReading.Generate && normalisation != ChoiceNormalisation.None)
            section.Fault("normalise", $"{section.PathOf("normalise")} is \"{text}\", but answers are generated, not ranked.\nhint: remove normalise, or set read: rank.");
        return normalisation;
    }

    private ImmutableArray<string> Metrics(TaskForm form, AnswerReading reading)
    {
        ImmutableArray<string> known = TaskKind.WithCompanions(_kind?.Metrics ?? [form.Choices.IsEmpty ? TaskMetricNames.ExactMatch : TaskMetricNames.Accuracy], reading);
        YamlNode? node = section.Find("metrics", $"[{string.Join(", ", known)}]");
        if (node is null)
            return known;
        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
        foreach (YamlNode item in SpecSection.Items(node))
        {
            string? name = section.Scalar(item, section.PathOf("metrics"), "a list of metric names");
            if (name is not null && !TaskMetricNames.Known.Contains(name))
                section.Source.Fault(item, $"{section.PathOf("metrics")} names \"{name}\"; expected {string.Join(", ", TaskMetricNames.Known)}.{SpecSection.DidYouMean(name, TaskMetricNames.Known)}");
            else if (name is not null && !names.Contains(name))
                names.Add(name);
        }

        return names.ToImmutable();
    }

    // One number is that of the first metric; a map names them.
    private ImmutableSortedDictionary<string, double> Levels(string key, ImmutableArray<string> metrics)
    {
        ImmutableSortedDictionary<string, double>.Builder levels = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        switch (section.Find(key, key == "chance" ? "from the choices" : "the metric's limit"))
        {
            case YamlMappingNode map:
                SpecSection inner = new(section.Source, map, section.PathOf(key));
                foreach ((string metric, YamlNode value) in inner.Children())
                {
                    if (!metrics.Contains(metric))
                        section.Source.Fault(value, $"{section.PathOf(key)} names \"{metric}\", which the task does not measure; expected {string.Join(", ", metrics)}.");
                    else if (inner.Number(value, inner.PathOf(metric), NumberRange.NotNegative) is { } level)
                        levels[metric] = level;
                }

                break;
            case { } node when section.Number(node, section.PathOf(key), NumberRange.NotNegative) is { } level && metrics.Length > 0:
                levels[metrics[0]] = level;
                break;
        }

        return levels.ToImmutable();
    }

    private PairSource File(string key, bool isNeeded)
    {
        const string expected = "a .jsonl, .csv, .tsv or .parquet file";
        YamlNode? node = isNeeded ? section.Require(key, expected) : section.Find(key, "none");
        if (!isNeeded)
            return Nothing;
        string? written = node is null ? null : section.Scalar(node, section.PathOf(key), expected);
        string path = written is null ? "" : section.Source.ResolvePath(node!, section.PathOf(key), written);
        if (path.Length > 0 && !System.IO.File.Exists(path))
            section.Source.Fault(node!, $"{section.PathOf(key)}: there is no file {path}. Expected {expected}; paths are relative to the folder of the file that names them.");
        return new PairSource(path, 0, (int)(node?.Start.Line ?? section.Line));
    }
}
