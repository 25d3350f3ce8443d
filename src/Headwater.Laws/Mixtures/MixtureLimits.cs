using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What a mixture may be: a largest and a smallest rate for each corpus, and the natural rates that a search starts from and is pulled to.</summary>
/// <param name="Corpora">The corpora, by name.</param>
/// <param name="Natural">The natural rates, summing to 1.</param>
/// <param name="Least">The smallest rate of each corpus.</param>
/// <param name="Most">The largest rate of each corpus.</param>
public sealed record MixtureLimits(ImmutableArray<string> Corpora, ImmutableArray<double> Natural, ImmutableArray<double> Least, ImmutableArray<double> Most)
{
    private const double Rounding = 1e-9;
    private const int Bisections = 56;

    private KeptRatios? _kept;

    /// <summary>Whether some corpora are kept in fixed proportions, so that only their common share and the rates of the others are free.</summary>
    public bool KeepsRatios => _kept is not null;

    /// <summary>Limits from caps on rates, available tokens and repetitions.</summary>
    /// <param name="design">The runs.</param>
    /// <param name="options">Caps, floors, available tokens and natural rates.</param>
    /// <param name="naturalRun">The run at the natural rates; −1 where there is none.</param>
    /// <exception cref="ArgumentException">A corpus is not known, a cap is no share, or the caps leave nothing.</exception>
    public static MixtureLimits Of(MixtureDesign design, MixtureOptions options, int naturalRun = -1)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(options);
        ImmutableArray<string> corpora = design.Corpora;
        Check(options.Caps, corpora, "--cap");
        Check(options.Floors, corpora, "--floor");
        Check(options.Available, corpora, "--available");
        Check(options.Natural, corpora, "--natural");
        Check(options.Keep, corpora, "--keep");
        double[] natural = NaturalOf(design, options, naturalRun);
        double[] least = [.. corpora.Select(corpus => options.Floors.GetValueOrDefault(corpus))];
        double[] most = [.. corpora.Select(corpus => options.Caps.GetValueOrDefault(corpus, 1))];
        if (options.Tokens is { } tokens)
        {
            for (int j = 0; j < most.Length; j++)
            {
                most[j] = options.Available.TryGetValue(corpora[j], out double available) ? Math.Min(most[j], available * options.Epochs / tokens) : most[j];
            }
        }

        if (most.Sum() < 1 - Rounding)
        {
            throw new ArgumentException($"The caps leave room for {Numerals.Short(most.Sum())} of the tokens; expected caps that sum to at least 1."
                + (options.Tokens is null ? "\nhint: raise a --cap" : "\nhint: raise a --cap or --epochs, or lower --tokens"));
        }

        int above = Enumerable.Range(0, most.Length).FirstOrDefault(j => least[j] > most[j] + Rounding, -1);
        if (above >= 0 || least.Sum() > 1 + Rounding)
        {
            throw new ArgumentException(above >= 0 ? $"{corpora[above]} has a floor of {Numerals.Short(least[above])} above its cap of {Numerals.Short(most[above])}.\nhint: lower the --floor or raise the --cap"
                : $"The floors sum to {Numerals.Short(least.Sum())}; expected at most 1.\nhint: lower a --floor");
        }

        MixtureLimits limits = new(corpora, [.. natural], [.. least], [.. most]);
        return options.Keep.IsEmpty ? limits : limits with { _kept = KeptRatios.Of(limits, options.Keep) };
    }

    /// <summary>The allowed mixture nearest in proportion: rates times one factor, held within the limits, so that they sum to 1.</summary>
    public double[] Project(ReadOnlySpan<double> rates)
    {
        if (_kept is { } kept)
        {
            return kept.Expand(kept.Limits.Project(kept.Reduce(rates)));
        }

        double[] wanted = rates.ToArray();
        double low = 0;
        double high = 1;
        while (SumAt(wanted, high) < 1 && high < 1e9)
        {
            high *= 2;
        }

        if (SumAt(wanted, high) < 1)
        {
            // What the wanted corpora may take is too little: the others share the rest by their natural rates.
            for (int j = 0; j < wanted.Length; j++)
            {
                wanted[j] += 1e-6 * (Natural[j] + 1e-6);
            }

            while (SumAt(wanted, high) < 1 && high < 1e20)
            {
                high *= 2;
            }
        }

        for (int step = 0; step < Bisections; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = SumAt(wanted, middle) < 1 ? (middle, high) : (low, middle);
        }

        double[] projected = new double[wanted.Length];
        for (int j = 0; j < projected.Length; j++)
        {
            projected[j] = Math.Clamp(high * wanted[j], Least[j], Most[j]);
        }

        double sum = projected.Sum();
        return [.. projected.Select(rate => rate / sum)];
    }

    /// <summary>The Kullback-Leibler divergence of rates from the natural ones, in nats; 0 where ratios are kept, which already hold the mixture near what is in use.</summary>
    public double Divergence(ReadOnlySpan<double> rates)
    {
        if (KeepsRatios)
        {
            return 0;
        }

        double sum = 0;
        for (int j = 0; j < rates.Length; j++)
        {
            sum += rates[j] > 0 ? rates[j] * Math.Log(rates[j] / Math.Max(Natural[j], 1e-6)) : 0;
        }

        return Math.Max(sum, 0);
    }

    private double SumAt(double[] wanted, double factor)
    {
        double sum = 0;
        for (int j = 0; j < wanted.Length; j++)
        {
            sum += Math.Clamp(factor * wanted[j], Least[j], Most[j]);
        }

        return sum;
    }

    // Given rates, else those that are kept, else shares of the available tokens, else those of a run called natural, else the mean of the runs.
    private static double[] NaturalOf(MixtureDesign design, MixtureOptions options, int naturalRun)
    {
        double[] natural = !options.Natural.IsEmpty ? [.. design.Corpora.Select(corpus => options.Natural.GetValueOrDefault(corpus))]
            : !options.Keep.IsEmpty ? [.. design.Corpora.Select(corpus => options.Keep.GetValueOrDefault(corpus))]
            : design.Corpora.All(options.Available.ContainsKey) ? [.. design.Corpora.Select(corpus => options.Available[corpus])]
            : naturalRun >= 0 ? [.. design.Rates[naturalRun]]
            : [.. design.Corpora.Select((_, j) => design.Rates.Average(row => row[j]))];
        double sum = natural.Sum();
        return sum > 0 ? [.. natural.Select(rate => rate / sum)] : throw new ArgumentException("The natural rates sum to 0; expected at least one above 0.");
    }

    private static void Check(ImmutableSortedDictionary<string, double> given, ImmutableArray<string> corpora, string option)
    {
        foreach ((string corpus, double value) in given)
        {
            if (!corpora.Contains(corpus))
            {
                throw new ArgumentException($"{option} names the corpus \"{corpus}\"; expected one of {string.Join(", ", corpora.Take(16))}{(corpora.Length > 16 ? ", …" : "")}.");
            }

            bool isShare = option != "--available";
            if (!(value >= 0) || (isShare && value > 1) || !double.IsFinite(value))
            {
                throw new ArgumentException($"{option} gives {corpus} {Numerals.Short(value)}; expected {(isShare ? "a share from 0 to 1" : "a number of tokens of at least 0")}.");
            }
        }
    }
}
