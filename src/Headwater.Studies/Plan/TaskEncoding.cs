using Headwater.Data;

namespace Headwater.Studies;

/// <summary>How the examples of a task become token ids.</summary>
internal static class TaskEncoding
{
    public static PairEncodingOptions Encoding(this TaskSettings task) => new() { Prefix = task.Prefix, MaxInput = task.MaxSource, MaxTarget = task.MaxTarget };

    /// <summary>What training is shown, chosen and ordered by the places that <paramref name="chosen"/> gives for so many examples.</summary>
    public static EncodedPairs ForTraining(this TaskSettings task, TextTokenizer tokenizer, Func<int, IEnumerable<int>> chosen)
    {
        if (task.Train.Form is { } form)
        {
            IReadOnlyList<TaskExample> examples = TaskData.Examples(task.Train);
            return TaskEncoder.Encode(TaskExamples.ForTraining(chosen(examples.Count).Select(place => examples[place]), form), tokenizer, task.MaxSource, task.MaxTarget);
        }

        IReadOnlyList<TextPair> pairs = StudyData.Read(task.Train);
        return PairEncoder.Encode(chosen(pairs.Count).Select(place => pairs[place]), tokenizer, task.Encoding());
    }

    /// <summary>A held-out set, whole and in its order.</summary>
    public static EncodedPairs HeldOut(this TaskSettings task, PairsSource source, TextTokenizer tokenizer) => source.Form is not null
        ? TaskEncoder.Encode(TaskData.Examples(source), tokenizer, task.MaxSource, task.MaxTarget)
        : PairEncoder.Encode(StudyData.Read(source), tokenizer, task.Encoding());

    /// <summary>What is told of inputs and targets that were too long.</summary>
    public static IEnumerable<string> Cuts(this TaskSettings task, EncodedPairs pairs, string set, string end = "") => pairs.TruncatedInputs + pairs.TruncatedTargets == 0 ? [] :
    [
        task.Answers is null
            ? $"{pairs.TruncatedInputs} sources and {pairs.TruncatedTargets} targets of the {set} set were cut to max-source and max-target{end}"
            : $"{pairs.TruncatedInputs} inputs of the {set} set exceeded max-source ({task.MaxSource} tokens); the longest value in each was truncated. {pairs.TruncatedTargets} targets were truncated to max-target ({task.MaxTarget} tokens).",
    ];
}
