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

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
