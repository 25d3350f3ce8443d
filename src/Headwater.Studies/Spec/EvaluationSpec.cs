using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Pretrained models are measured on the tasks as they are, in place of finetuning: <c>finetuning: none</c>, with <c>shots: 5</c> solved examples in the prompt.</summary>
public sealed record EvaluationSpec
{
    internal const string None = "none";

    private const string Key = "shots";
    private const string Expected = "how many solved examples are in the prompt, or a list of such numbers";

    // More do not fit into the 2,048 positions of the models that a study makes, whatever the task.
    private const int MostShots = 1000;

    /// <summary>Solved examples in the prompt, ascending; each number is a row of its own.</summary>
    public ImmutableArray<int> Shots { get; init; } = [0];

    /// <summary>The most of them.</summary>
    internal int LargestShots => Shots[^1];

    /// <summary>1-based line of <c>shots:</c>, or of <c>finetuning:</c>.</summary>
    public int Line { get; init; }

    /// <summary>Whether a study asks for it.</summary>
    internal static bool IsAskedFor(SpecSection root) => root.Children().Any(child => child is { Key: "finetuning", Value: YamlScalarNode { Value: None } });

    /// <summary>Reads <c>shots:</c>; null, with a fault where there are shots, in a study that finetunes.</summary>
    internal static EvaluationSpec? Read(SpecSection root)
    {
        YamlNode? node = root.Find(Key, $"0, with finetuning: {None}");
        if (!IsAskedFor(root))
        {
            if (node is not null)
                root.Source.Fault(node, $"{Key} is {SpecSection.Describe(node)}, but the study finetunes its models, whose prompts have no solved examples.\nhint: set finetuning: {None}, or remove {Key}.");
            return null;
        }

        if (node is null)
            return new EvaluationSpec { Line = LineOf(root, "finetuning") };
        ImmutableArray<int> shots = [.. SpecSection.Items(node).Select(item => root.Count(item, Key, 0, MostShots)).OfType<long>().Select(count => (int)count)];
        if (shots.IsEmpty && SpecSection.Items(node).IsEmpty)
            root.Source.Fault(node, $"{Key} is an empty list; expected {Expected}.\nhint: {Key}: 0 shows none.");
        if (shots.Zip(shots.Skip(1), (left, right) => right <= left).Any(isFault => isFault))
            root.Source.Fault(node, $"{Key} is {string.Join(", ", shots)}; expected ascending numbers, each once.");
        return new EvaluationSpec { Shots = shots.IsEmpty ? [0] : shots, Line = LineOf(root, Key) };
    }

    private static int LineOf(SpecSection root, string key) => root.Children().Where(child => child.Key == key).Select(child => (int)child.Value.Start.Line).First();

    /// <summary>Tells what of a study does not go with it.</summary>
    internal void Check(SpecSection root, StudyParts parts)
    {
        if (parts.Pretraining is null)
            root.Fault("finetuning", $"finetuning is {None}, but the study has no pretraining, so there is no model to evaluate.\nhint: add pretraining, or finetune.");
        else if (!parts.Pretraining.Checkpoints.IsEmpty)
            root.Fault("finetuning", $"finetuning is {None}, but the study starts from checkpoints of T5, which are finetuned; expected models that the study pretrains.\nhint: finetune them, or score one with headwater evaluate --task.");
        else if (parts.Trainer?.Evaluate is null && parts.Models.Any(model => !model.IsDecoder) && parts.Pretraining.Objective is null)
            root.Fault("finetuning", $"finetuning is {None}, but the model is T5, which span corruption teaches to fill gaps and not to answer a prompt; expected a decoder-only model, or T5 with objective: {PretrainingSpec.PrefixLm}.\nhint: choose model: {{ family: llama, size: micro }}, set pretraining.objective: {PretrainingSpec.PrefixLm}, or finetune.");
        foreach (TaskSpec task in parts.Tasks.Where(task => task.Text is null && parts.Trainer?.Evaluate is null))
            root.Fault(root.Has("tasks") ? "tasks" : "task", $"finetuning is {None}, but {task.Name} is a translation, whose examples say nothing of what is asked; expected tasks with a prompt.\nhint: write it as a prompt and a target, for example {{ prompt: \"English: {{source}} German:\", target: \"{{target}}\", … }}, or finetune.");
        foreach (string metric in parts.Metrics.Where(MetricNames.OnDemand.Contains))
            root.Fault("metrics", $"metrics names {metric}, which is measured of finetuned models, but finetuning is {None}.\nhint: remove it; every task has {TaskMetricNames.BitsPerByte}, and pretraining.validation measures the loss on held-out text.");
        if (Shots.Length > 1 && root.Has("verify"))
            root.Fault("verify", $"verify compares one forecast with one score, but {Key} has {Shots.Length} numbers; expected one.\nhint: keep the number of shots that decides, or remove verify.");
    }
}
