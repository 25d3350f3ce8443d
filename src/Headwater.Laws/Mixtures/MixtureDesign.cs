using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The mixing rates of runs: one row for each run, one column for each corpus, each row summing to 1. What surrogates derive from the rates alone is computed once and shared by all targets.</summary>
public sealed class MixtureDesign
{
    private readonly ConcurrentDictionary<string, Lazy<object>> _derived = new(StringComparer.Ordinal);

    /// <summary>A design of rates.</summary>
    /// <param name="corpora">The corpora, by name.</param>
    /// <param name="rates">A row for each run, in the order of the corpora. The arrays are not copied and must not change.</param>
    /// <exception cref="ArgumentException">A row has another length, or there is no corpus.</exception>
    public MixtureDesign(ImmutableArray<string> corpora, double[][] rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (corpora.IsDefaultOrEmpty || rates.Any(row => row.Length != corpora.Length))
        {
            throw new ArgumentException("Each row of a design needs one rate for each corpus.", nameof(rates));
        }

        Corpora = corpora;
        Rates = rates;
    }

    /// <summary>The corpora, in the order of the columns.</summary>
    public ImmutableArray<string> Corpora { get; }

    /// <summary>Runs in the design.</summary>
    public int Count => Rates.Length;

    internal double[][] Rates { get; }

    /// <summary>The rates of one run, 0 to 1.</summary>
    public ReadOnlySpan<double> this[int run] => Rates[run];

    /// <summary>The design of some of the runs.</summary>
    internal MixtureDesign Of(int[] runs) => new(Corpora, [.. runs.Select(run => Rates[run])]);

    /// <summary>What <paramref name="make"/> derives from the rates, computed once under <paramref name="name"/>, whatever thread asks first.</summary>
    internal T Derive<T>(string name, Func<MixtureDesign, T> make)
        where T : class => (T)_derived.GetOrAdd(name, _ => new(() => make(this))).Value;
}
