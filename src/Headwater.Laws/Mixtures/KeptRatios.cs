using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Corpora in fixed proportions as one corpus: when a corpus is added to a mixture that was tuned, only its share is searched (conditional mixture reuse; Olmix, arXiv:2602.12237).
/// </summary>
/// <param name="Kept">The kept corpora, by place.</param>
/// <param name="Shares">The share of each among them; they sum to 1.</param>
/// <param name="Free">The other corpora, by place.</param>
/// <param name="Limits">The limits of the kept corpora as one, which comes first, and of the free ones.</param>
internal sealed record KeptRatios(int[] Kept, double[] Shares, int[] Free, MixtureLimits Limits)
{
    private const double Rounding = 1e-9;

    /// <exception cref="ArgumentException">The ratios sum to 0, or the limits leave nothing that keeps them.</exception>
    public static KeptRatios Of(MixtureLimits limits, ImmutableSortedDictionary<string, double> keep)
    {
        int[] kept = [.. Enumerable.Range(0, limits.Corpora.Length).Where(corpus => keep.GetValueOrDefault(limits.Corpora[corpus]) > 0)];
        double sum = kept.Sum(corpus => keep[limits.Corpora[corpus]]);
        if (kept.Length == 0)
        {
            throw new ArgumentException("--keep gives no corpus a rate above 0; expected the rates of the mixture in use, such as en=0.7,de=0.3.");
        }

        double[] shares = [.. kept.Select(corpus => keep[limits.Corpora[corpus]] / sum)];
        int[] free = [.. Enumerable.Range(0, limits.Corpora.Length).Except(kept)];
        double most = kept.Zip(shares, (corpus, share) => limits.Most[corpus] / share).Append(1).Min();
        double least = kept.Zip(shares, (corpus, share) => limits.Least[corpus] / share).Max();
        double room = most + free.Sum(corpus => limits.Most[corpus]);
        if (room < 1 - Rounding || least > most + Rounding || least + free.Sum(corpus => limits.Least[corpus]) > 1 + Rounding)
        {
            throw new ArgumentException($"No mixture within the caps and floors keeps the ratios of {string.Join(", ", kept.Take(6).Select(corpus => limits.Corpora[corpus]))}{(kept.Length > 6 ? ", …" : "")}: "
                + $"together they may take {Numerals.Short(least)} to {Numerals.Short(most)} of the tokens, and the others at most {Numerals.Short(room - most)}.\nhint: raise a --cap, lower a --floor, or leave a corpus out of --keep");
        }

        double natural = kept.Sum(corpus => limits.Natural[corpus]);
        return new(kept, shares, free, new(
            [string.Join('+', kept.Select(corpus => limits.Corpora[corpus])), .. free.Select(corpus => limits.Corpora[corpus])],
            [natural, .. free.Select(corpus => limits.Natural[corpus])],
            [least, .. free.Select(corpus => limits.Least[corpus])],
            [most, .. free.Select(corpus => limits.Most[corpus])]));
    }

    /// <summary>The share of the kept corpora together, then the rates of the free ones.</summary>
    public double[] Reduce(ReadOnlySpan<double> rates)
    {
        double[] reduced = new double[Free.Length + 1];
        foreach (int corpus in Kept)
        {
            reduced[0] += rates[corpus];
        }

        for (int place = 0; place < Free.Length; place++)
        {
            reduced[place + 1] = rates[Free[place]];
        }

        return reduced;
    }

    /// <summary>The rates of all corpora.</summary>
    public double[] Expand(double[] reduced)
    {
        double[] rates = new double[Kept.Length + Free.Length];
        for (int place = 0; place < Kept.Length; place++)
        {
            rates[Kept[place]] = reduced[0] * Shares[place];
        }

        for (int place = 0; place < Free.Length; place++)
        {
            rates[Free[place]] = reduced[place + 1];
        }

        return rates;
    }
}
