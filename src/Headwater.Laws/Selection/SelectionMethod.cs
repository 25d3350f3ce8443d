namespace Headwater.Laws;

/// <summary>A way to tell from small finetuning subsets which pretrained model is best on the full set. <see cref="SelectionMethods"/> has names and sources.</summary>
public enum SelectionMethod
{
    /// <summary>The tool's own: trends in logs whose smoothness, noise and bend are learned from all models together.</summary>
    Pooled,

    /// <summary>Accept then stop: a line in logs through the largest sizes, grown downwards until a point falls off it.</summary>
    AcceptThenStop,

    /// <summary>The rectified law fitted to each model alone.</summary>
    Rectified,

    /// <summary>A line in logs through the two largest sizes.</summary>
    TwoPointLine,

    /// <summary>A line in logs through the three largest sizes.</summary>
    ThreePointLine,

    /// <summary>The value at the largest subset.</summary>
    SubTuning,

    /// <summary>The value without finetuning.</summary>
    ZeroShot,

    /// <summary>The parameter count: the larger, the better.</summary>
    ModelSize,
}
