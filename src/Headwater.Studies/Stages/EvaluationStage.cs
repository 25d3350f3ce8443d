using System.Diagnostics;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Measures one checkpoint on a task's test set as it is, with solved examples in the prompt where the study asks for them.</summary>
internal sealed class EvaluationStage(JobContext context, EvaluationSettings settings)
{
    public EvaluationResult Run()
    {
        Stopwatch clock = Stopwatch.StartNew();
        using RunMeter.Stretch evaluating = context.Meter.Spend(WorkKind.Evaluation);
        TorchRuntime.Load(settings.Threads);
        TextTokenizer tokenizer = context.Store.OpenTokenizer(settings.Tokenizer);
        ComputeDevice device = Devices.Parse(settings.Device);
        using LanguageModel model = settings.Weights is { } weights ? StartingModel.Load(weights, device) : Checkpoint.LoadModel(context.Folder.Run(settings.Pretraining!).Checkpoint(settings.Checkpoint), device);
        PromptedTask prompts = PromptedTask.Of(settings, tokenizer, (model as DecoderModel)?.Config.LongestSequence);
        TaskAnswers answers = new PromptedAnswers(model, tokenizer, settings.Task, context.Token).Of(prompts);
        TaskScores scores = new(answers, Seeds.Of(settings.Seed, Seeds.Bootstrap));
        AnswerFiles.Write(context.Run, answers, scores, _ => scores);
        return new EvaluationResult
        {
            Parameters = model.Shape.ParameterCount,
            ParametersWithoutEmbeddings = model.Shape.ParameterCountWithoutEmbeddings,
            Scores = scores.All(),
            Outputs = answers.OutputTokens is { } tokens ? OutputCounts.Of(answers.Predictions, tokens, prompts.LongestAnswer, answers.Examples.Select(example => example.Target)) : null,
            Seconds = clock.Elapsed.TotalSeconds,
            Warnings = prompts.Warnings,
        };
    }
}
