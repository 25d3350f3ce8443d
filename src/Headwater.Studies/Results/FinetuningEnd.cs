namespace Headwater.Studies;

/// <summary>How a finished finetuning went, as its result tells; both are null of runs from before that was recorded.</summary>
public sealed record FinetuningEnd
{
    public FinetuningCourse? Course { get; init; }

    /// <summary>What its outputs on the test set look like; null also where nothing is generated.</summary>
    public OutputCounts? Outputs { get; init; }
}
