using System.Globalization;
using System.Text;

namespace Headwater.Laws.Tests;

/// <summary>Counts of what series are (rows) and what they are taken for (columns).</summary>
internal sealed class ConfusionTable
{
    private static readonly Trend[] Trends = [.. Enum.GetValues<Trend>().Where(trend => trend != Trend.AtChance)];

    private readonly int[,] _counts = new int[Trends.Length, Trends.Length];

    public void Add(Trend truth, Trend found) => _counts[(int)truth, (int)found]++;

    /// <summary>The share of the series of one kind that are taken for what they are.</summary>
    public double ShareRight(Trend truth) => _counts[(int)truth, (int)truth] / (double)Math.Max(1, Total(truth));

    /// <summary>The mean of that share over the kinds that have series.</summary>
    public double MeanShareRight => Trends.Where(truth => Total(truth) > 0).Average(ShareRight);

    public override string ToString()
    {
        StringBuilder text = new();
        _ = text.Append(CultureInfo.InvariantCulture, $"{"",-12}").AppendJoin("", Trends.Select(found => $"{found,12}")).AppendLine(CultureInfo.InvariantCulture, $"{"right",8}");
        foreach (Trend truth in Trends.Where(truth => Total(truth) > 0))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{truth,-12}").AppendJoin("", Trends.Select(found => $"{_counts[(int)truth, (int)found],12}")).AppendLine(CultureInfo.InvariantCulture, $"{ShareRight(truth),8:0.00}");
        }

        return text.ToString();
    }

    private int Total(Trend truth) => Trends.Sum(found => _counts[(int)truth, (int)found]);
}
