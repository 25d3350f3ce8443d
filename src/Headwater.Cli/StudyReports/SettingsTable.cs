using System.Collections.Immutable;
using System.Globalization;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The settings of a study that a reader asks for. The resolved study file holds all of them.</summary>
internal static class SettingsTable
{
    public static ReportTable Of(StudySummary study) => new()
    {
        Name = "settings",
        Title = "Settings",
        Columns = [new("setting", "Setting"), new("value", "Value")],
        Rows = [.. Lines(study).Where(l => l.Value.Length > 0).Select(l => (ImmutableArray<ReportCell>)[l.Name, l.Value])],
    };

    private static IEnumerable<(string Name, string Value)> Lines(StudySummary study)
    {
        StudySpec spec = study.Plan.Spec;
        foreach (ModelSpec model in spec.Models) yield return ($"Model {model.Name}", Shape(model) + Parameters(study, model));
        yield return ("Tokenizer", Tokenizer(spec.Tokenizer));
        foreach (RunSummary run in study.Runs)
        {
            if (run.Result is CorpusResult { Words: > 0 and { } words, Bytes: > 0 and { } bytes } corpus)
                yield return ($"Corpus {run.Label}", $"{Readable.Significant((double)corpus.Tokens / words, 3)} tokens a word, {Readable.Significant((double)corpus.Tokens / bytes, 3)} a byte{(corpus.Language is { } language ? $" ({language})" : "")}");
        }

        if (spec.Pretraining is { } pretraining)
        {
            foreach (CheckpointSpec checkpoint in pretraining.Checkpoints) yield return ($"Checkpoint {checkpoint.Mixture}", $"{Readable.Count(checkpoint.Tokens)} tokens, pretrained elsewhere");
            foreach (MixtureSpec mixture in pretraining.Mixtures.Where(mixture => !mixture.Rates.IsEmpty)) yield return ($"Mixture {mixture.Name}", mixture.Stages.IsEmpty ? Rates(mixture.Rates) : Stages(mixture.Stages));
            if (spec.Trainer?.Pretrain is { } pretrain) yield return ("Pretraining", $"by {Words(pretrain)}; {string.Join(", ", pretraining.Tokens.Select(t => Readable.Count(t)))} tokens");
            else if (pretraining.Checkpoints.IsEmpty) yield return ("Pretraining", $"{(pretraining.MarksPrefixes ? "prefix-lm" : pretraining.Objective ?? "span corruption")}, {(pretraining.Scale is { } scale ? string.Join(", ", scale.Describe()) + (scale.Compute.IsEmpty ? " tokens for each parameter" : " for each model") : string.Join(", ", pretraining.Tokens.Select(t => Readable.Count(t))) + " tokens")}; {Number(pretraining.Batch)} sequences of {Number(pretraining.Sequence)} a step; "
                + $"rate {(pretraining.LearningRates.IsEmpty ? Readable.Significant(pretraining.LearningRate, 3) : string.Join(" or ", pretraining.LearningRates.Select(rate => Readable.Significant(rate, 3))) + ", kept by the loss on held-out text")} with {Number(pretraining.WarmUp)} steps of warm-up");
        }

        foreach (TaskSpec task in spec.Tasks) yield return ($"Task {task.Name}", task.Describe());
        if (TaskMean.Rule(spec) is { } rule) yield return ("Mean over tasks", rule);
        FinetuningSpec finetuning = spec.Finetuning;
        if (spec.Evaluation is { } evaluation) yield return ("Evaluation", $"without finetuning, {string.Join(" and ", evaluation.Shots.Select(Number))} {(evaluation.Shots is [1] ? "shot" : "shots")}");
        else if (spec.Trainer?.Finetune is { } finetune) yield return ("Finetuning", $"by {Words(finetune)}; {string.Join(" and ", finetuning.Examples.Select(e => e is { } n ? Number(n) : "all"))} pairs; from scratch {(finetuning.FromScratch ? "too" : "not run")}");
        else yield return ("Finetuning", $"{string.Join(" and ", finetuning.Examples.Select(e => e is { } n ? Number(n) : "all"))} pairs; {Number(finetuning.Steps)} steps of {Number(finetuning.Batch)}; "
            + $"rate {string.Join(" or ", finetuning.LearningRates.Select(r => Readable.Significant(r, 3)))}{(finetuning.LearningRates.Length > 1 ? ", kept by validation loss" : "")}; from scratch {(finetuning.FromScratch ? "too" : "not run")}");
        if (spec.Trainer?.Evaluate is { } evaluate) yield return ("Scores", $"by {Words(evaluate)}");
        yield return ("Seed", spec.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("Device", $"{study.Plan.Device}, {Number(spec.Threads)} {(spec.Threads == 1 ? "thread" : "threads")} a run");
        yield return ("Machines", string.Join("; ", study.Machines));
    }

    private static string Words(TrainerCommand command) => string.Join(' ', command.Command);

    private static string Stages(ImmutableArray<MixtureStageSpec> stages) => string.Join("; then ", stages.Select((stage, index) =>
        Rates(stage.Rates) + (index < stages.Length - 1 ? $" until {Readable.Percent(stage.Until)} of the tokens" : "")));

    private static string Rates(ImmutableSortedDictionary<string, double> rates) => string.Join(", ", rates.Select(rate => $"{rate.Key} {Readable.Percent(rate.Value)}"));

    private static string Tokenizer(TokenizerSpec tokenizer) => tokenizer switch
    {
        { Load: "bytes" } => "bytes",
        { Load: not null } => "loaded",
        { Train: "unigram" } => $"unigram pieces trained on the study's text, {Number(tokenizer.Vocabulary)} ids",
        _ => $"byte pairs trained on the study's text, {Number(tokenizer.Vocabulary)} ids",
    };

    private static string Shape(ModelSpec model) => model.Family is not null ? (model.Preset is { } size ? $"{model.Family} {size}"
        : $"{model.Family}, {Number(model.Layers)} layers, width {Number(model.Width)}, {Number(model.Heads)} heads, feed-forward {Number(model.FeedForward)}") : model.Preset
        ?? $"{Number(model.Layers)} encoder and {Number(model.DecoderLayers)} decoder layers, width {Number(model.Width)}, {Number(model.Heads)} heads, feed-forward {Number(model.FeedForward)}";

    private static string Parameters(StudySummary study, ModelSpec model)
    {
        EvaluationResult? result = study.Runs
            .Where(r => study.Plan.Find(r.Id)?.Settings is FinetuningSettings { Model.Name: var finetuned } && finetuned == model.Name || study.Plan.Find(r.Id)?.Settings is EvaluationSettings { Model.Name: var evaluated } && evaluated == model.Name)
            .Select(r => r.Result).OfType<EvaluationResult>()
            .FirstOrDefault();
        return result is null ? "" : $"; {Readable.Count(result.Parameters)} parameters, {Readable.Count(result.ParametersWithoutEmbeddings)} without embeddings";
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
