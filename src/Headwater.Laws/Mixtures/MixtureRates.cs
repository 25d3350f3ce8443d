using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>Mixing rates of rows: checked, brought to a sum of exactly 1, and named.</summary>
public static class MixtureRates
{
    /// <summary>The name of the mixture at the natural rates, as a swarm writes it.</summary>
    public const string Natural = "natural";

    // Rates are often written with two decimals: three thirds sum to 0.99.
    private const double Rounding = 0.02;

    /// <summary>Rates in the order of the corpora, divided by their sum. A corpus that is not named has rate 0.</summary>
    /// <exception cref="InvalidDataException">A rate is negative, or the rates do not sum to 1 within rounding.</exception>
    public static double[] Checked(IReadOnlyDictionary<string, double> rates, ImmutableArray<string> corpora, string name)
    {
        ArgumentNullException.ThrowIfNull(rates);
        double[] row = [.. corpora.Select(corpus => rates.GetValueOrDefault(corpus))];
        double sum = row.Sum();
        if (!(Math.Abs(sum - 1) <= Rounding) || row.Any(rate => rate < 0))
        {
            throw new InvalidDataException(
                $"The mixing rates of {name} sum to {sum.ToString("0.####", CultureInfo.InvariantCulture)}; expected 1, and no rate below 0."
                + $"\nhint: check that every corpus has a column rate_CORPUS; found {string.Join(", ", corpora.Take(12))}{(corpora.Length > 12 ? ", …" : "")}");
        }

        return [.. row.Select(rate => rate / sum)];
    }

    /// <summary>The mixtures of a table that need not have values: the name and the rates of each, once.</summary>
    /// <exception cref="InvalidDataException">There are no rates, a corpus is not among <paramref name="corpora"/>, or rates do not sum to 1.</exception>
    public static ImmutableArray<NamedMixture> Of(ObservationTable table, ImmutableArray<string> corpora)
    {
        ArgumentNullException.ThrowIfNull(table);
        Observation[] rows = [.. table.Rows.Where(row => row.Rates.Count > 0).DistinctBy(KeyOf)];
        if (rows.Length == 0)
        {
            throw new InvalidDataException($"The table to predict has no mixing rates; expected the columns {string.Join(", ", corpora.Take(6).Select(corpus => $"rate_{corpus}"))}{(corpora.Length > 6 ? ", …" : "")}.");
        }

        string[] strange = [.. rows.SelectMany(row => row.Rates.Where(rate => rate.Value > 0).Select(rate => rate.Key)).Distinct().Except(corpora)];
        if (strange.Length > 0)
        {
            throw new InvalidDataException($"The table to predict mixes in {string.Join(", ", strange.Take(6))}, which no fitted run contains; expected {string.Join(", ", corpora.Take(12))}{(corpora.Length > 12 ? ", …" : "")}."
                + "\nhint: rename the columns alike in both tables, or add runs that contain these corpora");
        }

        string[] names = NamesOf(rows);
        return [.. rows.Select((row, index) => new NamedMixture(names[index], [.. Checked(row.Rates, corpora, names[index])]))];
    }

    /// <summary>What makes rows rows of one mixture.</summary>
    internal static string KeyOf(Observation row) =>
        string.Join(' ', row.Rates.Where(rate => rate.Value != 0).Select(rate => string.Create(CultureInfo.InvariantCulture, $"{rate.Key}={rate.Value:R}")).Prepend(row.PretrainingData ?? (row.Seed is null ? row.Run : null) ?? ""));

    /// <summary>The names of mixtures: that of the pretraining data, the run or the model, or a number.</summary>
    internal static string[] NamesOf(IEnumerable<Observation> rows)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        return [.. rows.Select((row, index) =>
        {
            string name = row.PretrainingData ?? row.Run ?? row.Model ?? OtherName(row) ?? $"mixture {index + 1}";
            string unique = name;
            for (int copy = 2; !taken.Add(unique); copy++)
            {
                unique = $"{name} ({copy})";
            }

            return unique;
        })];
    }

    // Tables of the field number their runs in a column index.
    private static string? OtherName(Observation row) =>
        row.Labels.GetValueOrDefault("name") ?? row.Labels.GetValueOrDefault("index")
        ?? (row.Extra.TryGetValue("index", out double number) ? ObservationColumn.Text(number) : null);
}

/// <summary>A mixture with a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rates">Its rates in the order of a design's corpora, summing to 1.</param>
public sealed record NamedMixture(string Name, ImmutableArray<double> Rates);
