using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The prompts of a task for one tokenizer and model: each question with as many solved examples as were asked for, or as fit into the model's positions.</summary>
internal sealed record PromptedTask
{
    public required ImmutableArray<TaskExample> Examples { get; init; }

    /// <summary>The text before the answer to each question.</summary>
    public required ImmutableArray<string> Prompts { get; init; }

    /// <summary>Tokens of a generated answer at most: twice the longest answer, within what the task allows.</summary>
    public required int LongestAnswer { get; init; }

    /// <summary>What to mind.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <param name="settings">The evaluation.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="positions">The longest sequence that the model computes; null where there is no limit, as in T5, whose positions are relative.</param>
    public static PromptedTask Of(EvaluationSettings settings, TextTokenizer tokenizer, int? positions)
    {
        TaskSettings task = settings.Task;
        ImmutableArray<TaskExample> examples = TaskData.Examples(task.Test);
        FewShotPrompts shots = new(settings.Shots > 0 ? TaskData.Examples(task.Train) : [], Seeds.Of(settings.Seed, Seeds.Shots));
        int longestTarget = examples.Max(example => PromptEncoder.Encode(tokenizer, "", example.Target).Target.Length);
        int longestAnswer = Math.Min(task.MaxTarget, DecodingSpec.LongestOutputFactor * longestTarget);
        string[] prompts = new string[examples.Length];
        int shortened = 0, fewer = 0, longest = 0;
        for (int i = 0; i < prompts.Length; i++)
        {
            TaskExample fitting = examples[i] with { Input = TaskEncoder.FittingInput(examples[i], tokenizer, task.MaxSource) };
            shortened += fitting.Input == examples[i].Input ? 0 : 1;
            int room = (positions ?? int.MaxValue) - (task.Answers!.Reading == AnswerReading.Generate ? Math.Max(longestAnswer, longestTarget) : LongestChoice(examples[i], tokenizer));
            int kept = settings.Shots;
            while (kept > 0 && Length(fitting, i, kept) > room)
                kept--;
            fewer += kept < settings.Shots ? 1 : 0;
            prompts[i] = shots.Of(fitting, i, kept);
            longest = Math.Max(longest, Length(fitting, i, kept));
        }

        return new PromptedTask
        {
            Examples = examples, Prompts = [.. prompts], LongestAnswer = longestAnswer,
            Warnings =
            [
                .. shortened == 0 ? [] : (string[])[$"{shortened} inputs of the test set exceeded max-source ({task.MaxSource} tokens); the longest value in each was truncated."],
                .. fewer == 0 ? [] : (string[])[$"{fewer} of {prompts.Length} prompts have fewer than {settings.Shots} shots, because more do not fit into the model's {positions} positions."],
                .. longest <= settings.Sequence ? [] : (string[])[$"the longest prompt has {longest} tokens, but pretraining read sequences of {settings.Sequence}; the model has not learnt the positions beyond. Use fewer shots, or raise pretraining.sequence."],
            ],
        };

        int Length(TaskExample example, int place, int count) => PromptEncoder.Encode(tokenizer, shots.Of(example, place, count)).Length;
    }

    private static int LongestChoice(TaskExample example, TextTokenizer tokenizer) => example.Choices.Max(choice => PromptEncoder.Encode(tokenizer, "", choice).Target.Length);
}
