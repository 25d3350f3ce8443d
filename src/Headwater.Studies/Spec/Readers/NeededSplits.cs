namespace Headwater.Studies;

/// <summary>Which examples of a task a study reads beside the test set.</summary>
internal sealed record NeededSplits
{
    /// <summary>Examples of a generated set where the file does not say how many.</summary>
    public const int DefaultCount = 200;

    /// <summary>What a task file by itself is asked for.</summary>
    public static NeededSplits All { get; } = new();

    public bool Train { get; init; } = true;

    public bool Validation { get; init; } = true;

    /// <summary>Whether models are finetuned on the task.</summary>
    public bool Finetunes => Validation;

    /// <summary>Training examples of a generated task where the file does not say how many; null where it has to.</summary>
    public int? TrainCount { get; init; }

    /// <summary>The training examples that the study asks for at least, and the key that asks for them; null where it takes what there is.</summary>
    public (string Key, int Count)? Least { get; init; }

    public static NeededSplits Of(FinetuningSpec finetuning, EvaluationSpec? evaluation) => evaluation is null
        ? new() { TrainCount = finetuning.Examples[^1], Least = finetuning.Examples[^1] is int most ? ("finetuning.examples", most) : null }
        : new()
        {
            Train = evaluation.LargestShots > 0, Validation = false, TrainCount = evaluation.LargestShots > 0 ? Math.Max(DefaultCount, evaluation.LargestShots) : 0,
            Least = ("shots", evaluation.LargestShots),
        };

    /// <summary>The training examples of a generated task.</summary>
    public int CountOfTrain(SpecSection section)
    {
        int count = section.Int("train", TrainCount);
        if (Least is { } least && least.Count > count)
            section.Fault("train", $"{section.PathOf("train")} is {count}, and {least.Key} asks for {least.Count}.\nhint: raise train, or lower {least.Key.Split('.')[^1]}.");
        return count;
    }

    /// <summary>The validation examples of a generated task; 0 where nothing reads them.</summary>
    public int CountOfValidation(SpecSection section)
    {
        int count = section.Int("validation", Validation ? DefaultCount : 0);
        return Validation ? count : 0;
    }
}
