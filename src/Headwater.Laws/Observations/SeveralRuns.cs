namespace Headwater.Laws;

/// <summary>What counts where several runs without a seed were measured at one place.</summary>
public enum SeveralRuns
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The best value: the best of a search over settings.</summary>
    Best,

    /// <summary>The row that comes last in the table.</summary>
    Last,
}
