namespace Headwater.Laws;

/// <summary>A forecast without a law, which every law has to beat.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Description">What it forecasts.</param>
/// <param name="Use">When it is hard to beat.</param>
public sealed record NaiveRival(string Name, string Description, string Use)
{
    /// <summary>What it draws through the points, in logs.</summary>
    internal RivalShape Shape { get; init; }

    /// <summary>How many of a number of points, counted from the largest scale, it uses.</summary>
    internal Func<int, int> PointsOf { get; init; } = count => count;
}

/// <summary>What a naive rival draws through the points it uses, in logs.</summary>
internal enum RivalShape
{
    /// <summary>Their mean.</summary>
    Level,

    /// <summary>The straight line of least squares.</summary>
    Line,

    /// <summary>The parabola of least squares, held where it turns back and straight where it would run away.</summary>
    Parabola,
}
