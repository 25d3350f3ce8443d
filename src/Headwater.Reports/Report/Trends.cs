using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Trends in a word and a sign, so that a table reads at a glance without colour.</summary>
public static class Trends
{
    /// <summary>The word with its sign: ↗ improving. Three points are the least for a trend.</summary>
    public static string Word(Trend? trend) => trend switch
    {
        Trend.Improving => "↗ improving",
        Trend.Saturating => "↱ saturating",
        Trend.Flat => "→ flat",
        Trend.Fluctuating => "↕ fluctuating",
        Trend.AtChance => "· at chance",
        Trend.Worsening => "↘ worsening",
        _ => "not known",
    };
}
