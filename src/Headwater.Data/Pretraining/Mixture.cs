using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Data;

/// <summary>Corpora by name with their mixing rates: the share of pretraining tokens that comes from each. Rates are positive and sum to 1.</summary>
public sealed record Mixture
{
    private const double SumTolerance = 1e-6; // room for rates written with six digits

    public Mixture(string name, ImmutableSortedDictionary<string, double> rates)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(rates);
        Name = name;
        Rates = rates.WithComparers(StringComparer.Ordinal);
        if (Rates.IsEmpty) throw new ArgumentException($"Mixture \"{name}\" names no corpus; expected at least one with its rate.", nameof(rates));
        foreach ((string corpus, double rate) in Rates)
        {
            if (!(rate > 0 && double.IsFinite(rate)))
                throw new ArgumentException($"Mixture \"{name}\": the rate of \"{corpus}\" is {Text(rate)}; expected a positive number. Leave the corpus out if it has no share.", nameof(rates));
        }

        double sum = Rates.Values.Sum();
        if (Math.Abs(sum - 1) > SumTolerance)
            throw new ArgumentException($"Mixture \"{name}\": the rates sum to {Text(sum)}; expected 1 ({string.Join(", ", Rates.Select(rate => $"{rate.Key} {Text(rate.Value)}"))}).", nameof(rates));
    }

    public string Name { get; }

    public ImmutableSortedDictionary<string, double> Rates { get; }

    /// <summary>One corpus alone, under its own name.</summary>
    public static Mixture Of(string corpus) => new(corpus, ImmutableSortedDictionary<string, double>.Empty.Add(corpus, 1));

    /// <summary>
    /// Rates that grow with the size of each corpus as size^(1/temperature): 1 is in proportion to size, and the higher the temperature the more alike the rates
    /// (temperature sampling, Arivazhagan et al. 2019, arXiv:1907.05019). Sizes in any one unit, such as tokens.
    /// </summary>
    public static Mixture OfTemperature(string name, IReadOnlyDictionary<string, long> sizes, double temperature)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (!(temperature >= 1 && double.IsFinite(temperature)))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"Mixture \"{name}\": the temperature is {Text(temperature)}; expected 1 or more.");
        if (sizes.FirstOrDefault(size => size.Value <= 0).Key is { } empty)
            throw new ArgumentException($"Mixture \"{name}\": the size of \"{empty}\" is {sizes[empty]}; expected a positive number.", nameof(sizes));
        double largest = sizes.Count == 0 ? 1 : sizes.Values.Max(); // shares of the largest keep the powers from overflowing
        ImmutableSortedDictionary<string, double> powers = sizes.ToImmutableSortedDictionary(size => size.Key, size => Math.Pow(size.Value / largest, 1 / temperature), StringComparer.Ordinal);
        double sum = powers.Values.Sum();
        return new Mixture(name, powers.ToImmutableSortedDictionary(power => power.Key, power => power.Value / sum, StringComparer.Ordinal));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
