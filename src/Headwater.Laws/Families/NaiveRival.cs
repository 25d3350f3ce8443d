namespace Headwater.Laws;

/// <summary>A forecast without a law, which every law has to beat.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Description">What it forecasts.</param>
/// <param name="Use">When it is hard to beat.</param>
public sealed record NaiveRival(string Name, string Description, string Use);
