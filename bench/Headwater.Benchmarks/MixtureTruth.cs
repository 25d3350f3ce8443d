using Headwater.Laws;

namespace Headwater.Benchmarks;

/// <summary>A loss over mixing rates whose form and best mixture are known: six kinds, with coefficients drawn from a seed.</summary>
internal sealed class MixtureTruth
{
    /// <summary>The kinds, in the order of their numbers.</summary>
    public static readonly string[] Kinds = ["exponential with interactions", "additive powers", "capacity competition", "saturating in similar data", "logarithmic", "sigmoid with interactions"];

    private const int Groups = 3;

    private readonly int _kind;
    private readonly double[] _weights, _powers, _shares;
    private readonly double[,] _interactions;

    public MixtureTruth(int kind, int corpora, ulong seed)
    {
        RandomStream random = new(RandomStream.Seed(seed, $"truth {kind}"));
        _kind = kind;
        _weights = new double[corpora];
        _powers = new double[corpora];
        _shares = new double[corpora];
        _interactions = new double[corpora, corpora];
        for (int corpus = 0; corpus < corpora; corpus++)
        {
            _weights[corpus] = random.NextDouble();
            _powers[corpus] = 0.2 + (0.6 * random.NextDouble());
            _shares[corpus] = Math.Pow(random.NextDouble(), 3);
        }

        for (int pair = 0; pair < corpora; pair++)
        {
            _interactions[random.NextInt32(corpora), random.NextInt32(corpora)] += random.NextNormal();
        }

        double sum = _shares.Sum();
        for (int corpus = 0; corpus < corpora; corpus++)
        {
            _shares[corpus] /= sum;
        }
    }

    /// <summary>The loss; lower is better.</summary>
    public double Loss(ReadOnlySpan<double> rates) => _kind switch
    {
        0 => 2 + Math.Exp((0.6 * Interactions(rates)) - (2.5 * Sum(rates, (corpus, rate) => _weights[corpus] * rate))),
        1 => 3 - Sum(rates, (corpus, rate) => _weights[corpus] * Math.Pow(rate, _powers[corpus])),
        2 => Capacity(rates),
        3 => Saturating(rates),
        4 => 3 - (0.2 * Sum(rates, (corpus, rate) => _weights[corpus] * _weights[corpus] * Math.Log(rate + 0.01))),
        _ => 1 - (1 / (1 + Math.Exp(1 - (5 * Sum(rates, (corpus, rate) => (_weights[corpus] - 0.4) * rate)) - Interactions(rates)))),
    };

    // Corpora compete for capacity; the target's text is a mixture of corpora.
    private double Capacity(ReadOnlySpan<double> rates)
    {
        const double b = 0.4;
        double own = Sum(rates, (corpus, rate) => _shares[corpus] * rate) + 1e-3;
        double all = Sum(rates, (_, rate) => Math.Pow(rate, 1 / (1 + b)));
        return 1 + Math.Pow(Math.Pow(own, 1 / (1 + b)) / all, -b) + (0.5 * Math.Pow(own, -0.3));
    }

    private double Saturating(ReadOnlySpan<double> rates)
    {
        double loss = 3;
        for (int group = 0; group < Groups; group++)
        {
            int own = group;
            loss -= (0.5 + (0.3 * group)) * (1 - Math.Exp(-4 * Sum(rates, (corpus, rate) => corpus % Groups == own ? _weights[corpus] * rate : 0)));
        }

        return loss;
    }

    private double Interactions(ReadOnlySpan<double> rates)
    {
        double sum = 0;
        for (int first = 0; first < rates.Length; first++)
        {
            for (int second = 0; second < rates.Length; second++)
            {
                sum += _interactions[first, second] == 0 ? 0 : _interactions[first, second] * Math.Sqrt(rates[first] * rates[second]);
            }
        }

        return sum;
    }

    private static double Sum(ReadOnlySpan<double> rates, Func<int, double, double> part)
    {
        double sum = 0;
        for (int corpus = 0; corpus < rates.Length; corpus++)
        {
            sum += part(corpus, rates[corpus]);
        }

        return sum;
    }
}
