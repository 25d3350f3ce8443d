namespace Headwater.Laws;

/// <summary>Where the law of a bounded score begins.</summary>
public enum ScoreFloor
{
    /// <summary>At 0: the law gives the value itself.</summary>
    None,

    /// <summary>At the score of random guessing: value = chance + (ceiling − chance)·law.</summary>
    Chance,
}
