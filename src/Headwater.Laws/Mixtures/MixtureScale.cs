using System.Globalization;

namespace Headwater.Laws;

/// <summary>The scale of a run: parameters and pretraining tokens, either of which may be unknown.</summary>
internal sealed record MixtureScale(double? Parameters, double? Tokens)
{
    /// <summary>The scale for people: <c>1M parameters, 1B tokens</c>.</summary>
    public string Label => string.Join(", ", new[] { Parameters is { } count ? $"{Short(count)} parameters" : "", Tokens is { } tokens ? $"{Short(tokens)} tokens" : "" }.Where(text => text.Length > 0));

    public static MixtureScale Of(Observation row) => new(row.Parameters ?? row.ParametersWithoutEmbeddings, row.PretrainingTokens);

    /// <summary>The scale with the most mixtures; of two with as many, the larger. A warning names what is left out.</summary>
    public static MixtureScale OfMost(Observation[] rows, List<string> warnings)
    {
        (MixtureScale Scale, int Mixtures)[] scales = [.. rows.GroupBy(Of).Select(rows => (rows.Key, rows.Select(MixtureRates.KeyOf).Distinct().Count()))];
        (MixtureScale chosen, int mixtures) = scales.OrderByDescending(scale => scale.Mixtures).ThenByDescending(scale => scale.Scale.Parameters ?? 0).ThenByDescending(scale => scale.Scale.Tokens ?? 0).First();
        if (scales.Length > 1)
        {
            warnings.Add($"The table has runs at {scales.Length} scales; the {mixtures} mixtures at {chosen.Label} are fitted, because no other scale has more. Choose another scale with --where, such as --where \"parameters = 1e9\".");
        }

        return chosen;
    }

    private static string Short(double size) => size switch
    {
        >= 1e12 => (size / 1e12).ToString("0.##", CultureInfo.InvariantCulture) + "T",
        >= 1e9 => (size / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + "B",
        >= 1e6 => (size / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e3 => (size / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "K",
        _ => size.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
