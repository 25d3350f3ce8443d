using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Headwater.Data;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>trainer:</c>.</summary>
internal sealed class TrainerSectionReader(SpecSection root)
{
    public const string Key = "trainer";

    private const string Expected = "{ pretrain: { command: …, checkpoint: … }, evaluate: { command: …, scores: … } }";
    private const int LargestCode = 255;

    private static readonly (string Name, DataLayout Layout)[] Layouts = [("jsonl", DataLayout.Jsonl), ("nanogpt", DataLayout.NanoGpt), ("npy", DataLayout.Npy), ("megatron", DataLayout.Megatron)];

    /// <summary>The layouts that <c>data</c> may name.</summary>
    public static IEnumerable<string> LayoutNames => Layouts.Select(layout => layout.Name);

    private readonly List<TrainerMetric> _metrics = [];
    private ImmutableArray<string> _files = [];
    private DataLayout _layout;
    private ImmutableArray<int> _again = [], _saved = [TrainerCommand.SavedCode];

    private string Folder { get; } = Path.GetDirectoryName(root.Source.File)!;

    /// <param name="evaluates">Whether the study measures its models as they are, without finetuning.</param>
    public TrainerSpec? Read(bool evaluates)
    {
        SpecSection? section = root.Section(root.Find(Key, "none: Headwater trains"), Key, Expected);
        if (section is null)
            return null;
        _layout = ReadLayout(section);
        _files = section.Find("files", "none beside those that the commands name") is { } files
            ? [.. SpecSection.Items(files).Select(item => section.Scalar(item, section.PathOf("files"), "paths of files")).OfType<string>()] : [];
        ReadExitCodes(section);
        TrainerSpec spec = new()
        {
            Pretrain = ReadCommand(section, CommandTemplate.Pretrain),
            Finetune = ReadCommand(section, CommandTemplate.Finetune),
            Evaluate = ReadCommand(section, CommandTemplate.Evaluate),
        };
        Check(section, spec, evaluates);
        section.Close();
        return spec with { Metrics = [.. _metrics.DistinctBy(metric => metric.Name)] };
    }

    /// <summary>Tells which keys of another section are for Headwater's own trainer.</summary>
    public static void Refuse(SpecSection section, string stage, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (section.Has(key))
                section.Fault(key, $"{section.PathOf(key)} is for Headwater's own trainer, but trainer.{stage} does this stage.\nhint: remove it, and write the value into trainer.{stage}.command.");
        }
    }

    private static void Check(SpecSection section, TrainerSpec spec, bool evaluates)
    {
        if (!spec.Commands().Any())
            section.Fault($"{Key} has no command; expected some of pretrain, finetune and evaluate: {Expected}.");
        if (evaluates && spec.Finetune is not null)
            section.Fault(CommandTemplate.Finetune, $"{Key}.finetune is a command, but finetuning is {EvaluationSpec.None}.\nhint: remove one of them.");
        if (!evaluates && spec is { Evaluate: not null, Finetune: null })
            section.Fault(CommandTemplate.Evaluate, $"{Key}.evaluate scores models that are not finetuned, or that {Key}.finetune made; but Headwater finetunes in this study, and scores what it made.\nhint: set finetuning: {EvaluationSpec.None}, or add {Key}.finetune.");
        if (spec.Finetune is { Scores: null } && spec.Evaluate is null)
            section.Fault(CommandTemplate.Finetune, $"{Key}.finetune has no scores, and there is no {Key}.evaluate; expected one of them.\nhint: scores: {{ file: scores.jsonl, metrics: [cross-entropy] }} under finetune.");
        if (spec.Finetune is { Scores: not null } && spec.Evaluate is not null)
            section.Fault(CommandTemplate.Evaluate, $"{Key}.finetune has scores, so {Key}.evaluate would not run.\nhint: remove one of them.");
        if (spec.Finetune is { Scores: null, Checkpoint: null })
            section.Fault(CommandTemplate.Finetune, $"{Key}.finetune has no checkpoint for {Key}.evaluate to score.\nhint: checkpoint: model, a pattern below {{out}}.");
    }

    private TrainerCommand? ReadCommand(SpecSection trainer, string stage)
    {
        SpecSection? section = trainer.Section(trainer.Find(stage, "none: Headwater does it"), stage, "{ command: python3 train.py --out {out} … }");
        if (section is null)
            return null;
        string text = section.RequiredText("command", "a program and its arguments, with fields in braces");
        ImmutableArray<string> words = CommandTemplate.Split(text) ?? Unclosed(section);
        CheckFields(section, "command", stage, words);
        string? pattern = stage == CommandTemplate.Evaluate ? null : section.Text("checkpoint", stage == CommandTemplate.Pretrain ? "." : null);
        if (pattern is not null)
            CheckPattern(section, stage, pattern);
        ImmutableHashSet<string> used = CommandTemplate.FieldsOf(words);
        Need(section, stage, used, CommandTemplate.Out);
        if (stage == CommandTemplate.Pretrain)
            Need(section, stage, used, CommandTemplate.Tokens);
        if (stage == CommandTemplate.Evaluate)
            Need(section, stage, used, CommandTemplate.Checkpoint);
        TrainerCommand command = new()
        {
            Command = words,
            Files = Hashes(section, words),
            Checkpoint = pattern,
            Scores = stage == CommandTemplate.Pretrain ? null : ReadScores(section, stage),
            Data = stage == CommandTemplate.Pretrain && (used.Contains(CommandTemplate.Mixture) || used.Contains(CommandTemplate.Corpus) || used.Contains(CommandTemplate.Rates)) ? _layout : null,
            Progress = stage == CommandTemplate.Evaluate ? null : ReadProgress(section),
            Again = _again,
            Saved = _saved,
            Folder = Folder,
        };
        section.Close();
        return command;
    }

    private static ImmutableArray<string> Unclosed(SpecSection section)
    {
        section.Fault("command", $"{section.PathOf("command")} has a quote that is not closed.\nhint: close it, or write \\' for a quote itself.");
        return ["?"];
    }

    private static void CheckFields(SpecSection section, string key, string stage, IEnumerable<string> words)
    {
        ImmutableArray<string> known = CommandTemplate.FieldsFor(stage);
        foreach (string field in CommandTemplate.FieldsOf(words).Where(field => !known.Contains(field)).Order(StringComparer.Ordinal))
        {
            string hint = NearestName.To(field, known) is { } near ? $"did you mean {{{near}}}?" : "write {{ and }} for braces that are no field.";
            section.Fault(key, $"{section.PathOf(key)} has the field {{{field}}}; expected some of {string.Join(", ", known.Select(name => $"{{{name}}}"))}.\nhint: {hint}");
        }
    }

    private static void CheckPattern(SpecSection section, string stage, string pattern)
    {
        CheckFields(section, "checkpoint", stage, [pattern]);
        if (Path.IsPathRooted(pattern) || pattern.Split('/').Contains("..") || pattern.Contains("${", StringComparison.Ordinal))
            section.Fault("checkpoint", $"{section.PathOf("checkpoint")} is \"{pattern}\"; expected a pattern below {{out}}, such as checkpoint-*.\nhint: let the command write below {{out}}.");
    }

    private static void Need(SpecSection section, string stage, ImmutableHashSet<string> used, string field)
    {
        if (!used.Contains(field) && section.Has("command"))
            section.Fault("command", $"{section.PathOf("command")} has no {{{field}}}, which {stage} needs.\nhint: {field switch
            {
                CommandTemplate.Out => "pass {out}, the folder that the command writes into.",
                CommandTemplate.Tokens => "pass {tokens}, the count to train to.",
                _ => "pass {checkpoint}, the model to score.",
            }}");
    }

    private ScoreSource? ReadScores(SpecSection command, string stage)
    {
        const string example = "{ file: scores.jsonl, metrics: [cross-entropy] }";
        SpecSection? section = command.Section(stage == CommandTemplate.Evaluate ? command.Require("scores", example) : command.Find("scores", "none"), "scores", example);
        if (section is null)
            return null;
        string? file = section.Text("file", null);
        string? log = section.Text("log", null);
        string? examples = section.Text("examples", null);
        ImmutableArray<string> metrics = ReadMetrics(section);
        if (file is null == log is null)
            section.Fault($"{section.Name} has {(file is null ? "neither file nor log" : "both file and log")}; expected one of them: a pattern below {{out}}, or a regular expression on the output.\nhint: {example}");
        if (log is not null)
        {
            CheckExpression(section, "log", log, "score");
            if (metrics.Length > 1)
                section.Fault("metrics", $"{section.PathOf("metrics")} names {metrics.Length} metrics, but {section.PathOf("log")} finds one score; expected one metric.\nhint: write the scores to a file.");
        }

        foreach ((string key, string? path) in new[] { ("file", file), ("examples", examples) })
        {
            if (path is not null && (Path.IsPathRooted(path) || path.Split('/').Contains("..")))
                section.Fault(key, $"{section.PathOf(key)} is \"{path}\"; expected a pattern below {{out}}.\nhint: let the command write below {{out}}.");
        }

        section.Close();
        return new ScoreSource { File = file, Log = log, Examples = examples, Metrics = metrics };
    }

    // A list of names that Headwater knows, or a map that says of each whether more is better.
    private ImmutableArray<string> ReadMetrics(SpecSection section)
    {
        YamlNode? node = section.Require("metrics", "names of scores, for example [cross-entropy], or { acc: higher, perplexity: lower }");
        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
        if (node is YamlMappingNode map)
        {
            SpecSection named = new(section.Source, map, section.PathOf("metrics"));
            foreach ((string name, YamlNode value) in named.Children())
            {
                string? direction = named.Scalar(value, named.PathOf(name), "higher or lower");
                if (direction is not ("higher" or "lower" or null))
                    section.Source.Fault(value, $"{named.PathOf(name)} is \"{direction}\"; expected higher or lower, whichever is better.");
                Add(name, direction == "higher");
            }
        }
        else if (node is not null)
        {
            foreach (YamlNode item in SpecSection.Items(node))
            {
                if (section.Scalar(item, section.PathOf("metrics"), "names of scores") is not { } name)
                    continue;
                if (!MetricNames.All.Contains(name) && !TaskMetricNames.Known.Contains(name))
                    section.Source.Fault(item, $"{section.PathOf("metrics")} names \"{name}\", which Headwater does not know; expected whether a higher score is better.\nhint: metrics: {{ {name}: higher }}, or lower.");
                Add(name, MetricNames.IsHigherBetter(name));
            }
        }

        return names.ToImmutable();

        void Add(string name, bool higher)
        {
            if (MetricNames.OnDemand.Contains(name))
                section.Fault("metrics", $"{section.PathOf("metrics")} names \"{name}\", which Headwater measures of models that it finetuned itself; expected another name.\nhint: rename the score.");
            names.Add(name);
            _metrics.Add(new TrainerMetric(name, higher));
        }
    }

    private static string? ReadProgress(SpecSection section)
    {
        string? expression = section.Text("progress", null);
        if (expression is not null)
            CheckExpression(section, "progress", expression, "tokens", "loss");
        return expression;
    }

    private static void CheckExpression(SpecSection section, string key, string expression, params string[] groups)
    {
        try
        {
            Regex regex = new(expression);
            string[] missing = [.. groups.Except(regex.GetGroupNames())];
            if (missing.Length > 0 && !(key == "log" && regex.GetGroupNumbers().Length > 1))
                section.Fault(key, $"{section.PathOf(key)} has no group {string.Join(" and ", missing.Select(name => $"(?<{name}>…)"))}.\nhint: put the group around the number, for example {groups[^1]} (?<{groups[^1]}>[0-9.]+).");
        }
        catch (ArgumentException exception)
        {
            section.Fault(key, $"{section.PathOf(key)} is no regular expression: {exception.Message}");
        }
    }

    private static DataLayout ReadLayout(SpecSection section)
    {
        string written = section.Text("data", "jsonl")!;
        foreach ((string name, DataLayout layout) in Layouts)
        {
            if (name == written)
                return layout;
        }

        section.Fault("data", $"{section.PathOf("data")} is \"{written}\"; expected {string.Join(", ", Layouts.Select(layout => layout.Name))}.");
        return DataLayout.Jsonl;
    }

    private void ReadExitCodes(SpecSection section)
    {
        SpecSection? codes = section.Section(section.Find("exit-codes", "{ saved: 75, again: none }"), "exit-codes", "{ saved: 75, again: [3] }");
        if (codes is null)
            return;
        _saved = codes.Find("saved", "75: started again, which counts as no failure") is { } saved ? Codes(saved, "saved") : _saved;
        _again = codes.Find("again", "none: tried again as retries says") is { } again ? Codes(again, "again") : [];
        foreach (int both in _saved.Intersect(_again))
            codes.Fault("again", $"{codes.Name} has {both} under saved and under again; expected each code once.");
        codes.Close();

        ImmutableArray<int> Codes(YamlNode node, string key) =>
            [.. SpecSection.Items(node).Select(item => codes.Count(item, codes.PathOf(key), 1, LargestCode)).OfType<long>().Select(code => (int)code)];
    }

    // A program that changes makes other models, so its text is part of what a run is; its place is not.
    private ImmutableSortedDictionary<string, string> Hashes(SpecSection section, ImmutableArray<string> words)
    {
        ImmutableSortedDictionary<string, string>.Builder hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string word in words.Where(word => word.Length > 0 && !word.Contains('{', StringComparison.Ordinal)).Concat(_files))
        {
            string path = Path.GetFullPath(word, Folder);
            bool named = _files.Contains(word);
            if (File.Exists(path) && (named || !Path.IsPathRooted(word)))
                hashes[word] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
            else if (named)
                section.Fault($"{Key}.files: there is no file {path}. Paths are relative to the study file's folder.");
            else if (word == words[0] && word.Contains('/', StringComparison.Ordinal) && !File.Exists(path))
                section.Fault("command", $"{section.PathOf("command")}: there is no program {path}.\nhint: paths are relative to the study file's folder.");
        }

        return hashes.ToImmutable();
    }
}
