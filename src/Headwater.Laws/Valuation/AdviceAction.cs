namespace Headwater.Laws;

/// <summary>What to do next with the pretraining budget.</summary>
public enum AdviceAction
{
    /// <summary>Go on pretraining on the named mixture.</summary>
    Continue,

    /// <summary>More pretraining on these mixtures does not pay for this task.</summary>
    Stop,

    /// <summary>Another mixture than the one that leads now: the named one, or, without a name, one that was not tried.</summary>
    ChooseOtherMixture,

    /// <summary>The measurements cannot tell.</summary>
    Undecided,
}
