namespace Headwater.Studies;

/// <summary>What a run spends its time on.</summary>
public enum WorkKind
{
    /// <summary>Loading libraries, data and models; writing records.</summary>
    Other,

    /// <summary>Training a tokenizer, and turning texts into ids.</summary>
    Tokenizing,

    Training,

    /// <summary>The loss on the validation set, between training steps.</summary>
    Validation,

    /// <summary>The test set: loss, decoding, scores; and what is measured on demand.</summary>
    Evaluation,

    /// <summary>Writing checkpoints.</summary>
    Saving,
}
