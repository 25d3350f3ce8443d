namespace Headwater.Phrasebook;

/// <summary>The four parts of the phrasebook. No meaning and no text is in two of them.</summary>
public enum PhrasebookSplit
{
    /// <summary>Text for pretraining, 60 % of the meanings.</summary>
    Corpus,

    /// <summary>Pairs for finetuning, 30 %.</summary>
    Train,

    /// <summary>Pairs for choosing settings, 5 %.</summary>
    Validation,

    /// <summary>Pairs for the final score, 5 %.</summary>
    Test,
}
