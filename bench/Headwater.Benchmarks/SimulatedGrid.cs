using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Benchmarks;

/// <summary>
/// A grid of four mixtures and six checkpoints whose scores follow score = (log A + alpha log D)^beta, with noise: a score at the smallest scale and a gain until the
/// target, eight times the largest checkpoint, are drawn for each mixture. Which is truly the best is known.
/// </summary>
internal sealed class SimulatedGrid
{
    private const int Mixtures = 4;
    private const double Target = 64;
    private const double Million = 1e6;
    private static readonly double[] Scales = [0.25, 0.5, 1, 2, 4, 8];
    private static readonly int[] Openings = [3, 4, 5];

    private readonly ulong _seed;
    private readonly double _noise;
    private readonly Random _random;
    private readonly ObservationTable _table;
    private readonly ImmutableArray<GridPoint> _grid;
    private readonly Dictionary<string, double> _truth = [];
    private readonly Dictionary<string, Judgement> _judged = [];

    public SimulatedGrid(ulong seed, double noise)
    {
        (_seed, _noise, _random) = (seed, noise, new Random((int)seed));
        List<Observation> rows = [Row("scratch", 0, 4)];
        double common = 5 + (8 * _random.NextDouble());
        for (int mixture = 0; mixture < Mixtures; mixture++)
        {
            string name = $"m{mixture}";
            double beta = 0.6 + (0.8 * _random.NextDouble());
            double first = Math.Pow(common + (_random.NextDouble() * 3), 1 / beta);
            double last = Math.Pow(common + 3 + (10 * _random.NextDouble()) + 4, 1 / beta);
            double alpha = (last - first) / Math.Log(Target / Scales[0]);
            double At(double scale) => Math.Pow(first + (alpha * Math.Log(scale / Scales[0])), beta);
            _truth[name] = At(Target);
            rows.AddRange(Scales.Select(scale => Row(name, scale * Million, At(scale))));
        }

        // A finetuning costs as much as half a million tokens of pretraining.
        _table = new ObservationTable([.. rows]);
        _grid = [.. _truth.Keys.SelectMany(name => Scales.Select((scale, place) => new GridPoint(name, scale * Million, Cost(place), Cost(place))))];
    }

    /// <summary>What comes of each opening and threshold.</summary>
    public ImmutableArray<Outcome> Outcomes() => [.. AdaptiveBench.Thresholds.SelectMany(threshold => Openings.Select(opening => Try(opening, threshold)))];

    private Outcome Try(int opening, double threshold)
    {
        AdaptiveOptions options = new()
        {
            Target = Target * Million, Threshold = threshold, Seed = _seed, Resamples = 400, Opening = opening,
        };
        AdaptiveReplay replay = AdaptiveReplay.Of(_table, _grid, options, table => Judge(table, options));
        string best = _truth.MaxBy(pair => pair.Value).Key;
        return new Outcome(opening, threshold, replay, best, _truth[best] - _truth[replay.Leader!], _truth[best] - _truth[replay.FullLeader]);
    }

    // Openings that come to the same points judge them alike.
    private Judgement Judge(ObservationTable table, AdaptiveOptions options)
    {
        string key = string.Join(' ', table.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.PretrainingData}@{row.PretrainingTokens}")).Prepend($"{options.Threshold}"));
        return _judged.TryGetValue(key, out Judgement? known) ? known : _judged[key] = Judgement.Of(table, options);
    }

    private static double Cost(int place) => Scales[place] - (place == 0 ? 0 : Scales[place - 1]) + 0.5;

    private Observation Row(string mixture, double tokens, double score) => new()
    {
        Source = "simulated", Task = "task", FinetuningExamples = 1000, PretrainingData = mixture, PretrainingTokens = tokens, Metric = "bleu", HigherIsBetter = true,
        StandardError = _noise, Value = score + (_noise * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble())),
    };
}

/// <summary>How so many first checkpoints fared at one threshold on one grid. Regrets are in points of the score at the target.</summary>
internal sealed record Outcome(int Opening, double Threshold, AdaptiveReplay Replay, string Best, double Regret, double FullRegret)
{
    public bool IsRight => Replay.Leader == Best;
}
