namespace Headwater.Phrasebook;

/// <summary>What can be done with a short passage of the phrasebook.</summary>
public enum PhrasebookTask
{
    /// <summary>A question whose answer stands in the passage.</summary>
    Questions,

    /// <summary>The same question, with four answers to choose from. One of the wrong ones stands in the passage.</summary>
    MultipleChoice,

    /// <summary>A statement that the passage says or contradicts: yes or no.</summary>
    Entailment,

    /// <summary>A line that says what the two sentences about one matter say of it, without the two that are beside the point.</summary>
    Summary,
}
