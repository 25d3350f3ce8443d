namespace Headwater.Laws;

/// <summary>The gain from more pretraining or finetuning data, and the finetuning data that the pretraining is worth. Needs a table with several finetuning sizes.</summary>
public sealed record MoreData
{
    /// <summary>
    /// The finetuning data that the pretraining is worth on top of those there are, in the table's unit: what a model without pretraining would need to
    /// score the same, less the finetuning size (effective data transferred, Hernandez et al. 2021, arXiv:2102.01293). Negative where pretraining hurts,
    /// infinite where more finetuning data do not help the model without pretraining; <c>null</c> without such models at two finetuning sizes.
    /// </summary>
    public IntervalEstimate? Transferred { get; init; }

    /// <summary>What a doubling of the pretraining tokens gains at the largest scale measured, in the metric's unit; positive is better. <c>null</c> without a law.</summary>
    public IntervalEstimate? GainOfPretraining { get; init; }

    /// <summary>What a doubling of the finetuning data gains there, from the nearest other size; <c>null</c> with one size.</summary>
    public IntervalEstimate? GainOfFinetuning { get; init; }

    /// <summary>The probability that doubling the finetuning data gains more than doubling the pretraining tokens; <c>null</c> where either is not known.</summary>
    public double? ProbabilityFinetuningGainsMore { get; init; }
}
