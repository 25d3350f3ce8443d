using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// Chooses the next runs of a grid. First every mixture gets its smallest checkpoints. Then the mixtures are forecast at the target, and of those that may
/// still be the best, the sets of next checkpoints that the advice considers are weighed: the one with the least work for each decision it likely settles is run.
/// A pure function of what was measured: work is counted in FLOPs, because seconds depend on when and where they were measured. They bound what may be spent.
/// </summary>
internal sealed class AdaptivePolicy(ImmutableArray<GridPoint> grid, AdaptiveOptions options, Func<ObservationTable, Judgement>? judge = null)
{
    // Beside the two most likely ones, a mixture that is hardly ever the best needs no run.
    private const int Rivals = 2;

    // A set that seems to settle nothing may still, once in so many times.
    private const double LeastSettling = 0.01;

    // Mixtures that their runs' losses took out of the race, with the probability that they are the best after all.
    private ImmutableSortedDictionary<string, double> _out = ImmutableSortedDictionary<string, double>.Empty;

    private double ShareLeft => 1 - Math.Min(1, _out.Values.Sum());

    private double Bound => options.StopBelow(Mixtures().Count() + _out.Count);

    /// <summary>The same among the mixtures that are left.</summary>
    public AdaptivePolicy Without(ImmutableSortedDictionary<string, double> mixtures) =>
        new([.. grid.Where(point => !mixtures.ContainsKey(point.Mixture))], options, judge) { _out = mixtures };

    /// <summary>The mixtures that are hardly ever the best by what is measured, with that probability; none before every mixture has its first checkpoints. Of the two most likely ones, only the second, and only once it is decided.</summary>
    public ImmutableSortedDictionary<string, double> Hopeless(ObservationTable measured)
    {
        measured = Left(measured);
        if (Mixtures().Count() < Rivals || Opening(measured).Length > 0)
            return ImmutableSortedDictionary<string, double>.Empty;
        return HopelessBy(Judge(measured));
    }

    private ImmutableSortedDictionary<string, double> HopelessBy(Judgement judgement)
    {
        int safe = judgement.Probability * ShareLeft >= options.Threshold ? 1 : Rivals;
        return judgement.Order().Skip(safe).Select(mixture => (Name: mixture, Probability: ShareLeft * judgement.ProbabilityOf(mixture))).Where(mixture => mixture.Probability < Bound)
            .ToImmutableSortedDictionary(mixture => mixture.Name, mixture => mixture.Probability, StringComparer.Ordinal);
    }

    public AdaptiveStep Next(ObservationTable measured)
    {
        measured = Left(measured);
        ILookup<string, GridPoint> left = grid.Where(point => !IsMeasured(measured, point)).OrderBy(point => point.Tokens).ToLookup(point => point.Mixture);
        int done = grid.Length - left.Sum(mixture => mixture.Count());
        double spent = grid.Where(point => IsMeasured(measured, point)).Sum(point => point.Seconds);
        if (Mixtures().Count() < Rivals)
            return Alone(done);
        ImmutableArray<GridPoint> opening = Opening(measured);
        if (!opening.IsEmpty)
        {
            AdaptiveStep first = new() { Measured = done, Next = opening, Reason = Invariant($"the {options.Opening} smallest checkpoints of every mixture come first") };
            return IsAffordable(opening, spent) ? first : first with { Next = [], End = AdaptiveEnd.Unaffordable, Reason = Invariant($"{first.Reason}, and take {opening.Sum(point => point.Seconds):0} device-seconds; the remaining budget is {options.MostSeconds - spent:0} device-seconds") };
        }

        Judgement judgement = Judge(measured);
        AdaptiveStep step = new() { Measured = done, Leader = judgement.Leader, Probability = judgement.Probability * ShareLeft, Hopeless = HopelessBy(judgement), Next = [], Reason = "" };
        if (step.Probability >= options.Threshold)
            return step with { End = AdaptiveEnd.Decided, Reason = ReachesThreshold(judgement.Leader!, step.Probability.Value) };
        if (left.Count == 0)
            return step with { End = AdaptiveEnd.Complete, Reason = "everything is measured" };

        string[] contenders = [.. judgement.Order().Where(mixture => !step.Hopeless.ContainsKey(mixture))];
        GridPoint[] next = [.. contenders.Select(mixture => left[mixture].FirstOrDefault()).OfType<GridPoint>()];
        if (next.Length == 0)
            return step with { End = AdaptiveEnd.NothingCouldChangeIt, Reason = $"the remaining runs are for mixtures that are very unlikely to be the best: {string.Join(", ", left.Select(mixture => mixture.Key).Order(StringComparer.Ordinal))}" };

        ImmutableArray<GridPoint>[] affordable = [.. Sets(next).Where(set => IsAffordable(set, spent))];
        if (affordable.Length == 0)
            return step with { End = AdaptiveEnd.Unaffordable, Reason = Invariant($"the cheapest remaining run takes {next.Min(point => point.Seconds):0} device-seconds; the remaining budget is {options.MostSeconds - spent:0} device-seconds") };
        ImmutableArray<GridPoint> chosen = affordable.MinBy(set => set.Sum(point => point.Flops) / Math.Max(LeastSettling, judgement.Settling(set)));
        return step with
        {
            Next = chosen,
            Reason = Invariant($"lowest cost relative to the probability of settling the choice: {string.Join(" and ", chosen.Select(point => $"{point.Mixture} at {NumberText.Format(point.Tokens)}"))}, which settles it with probability {Percent(judgement.Settling(chosen))}"),
        };
    }

    // There is nothing left to compare it with.
    private AdaptiveStep Alone(int done)
    {
        string leader = grid[0].Mixture;
        AdaptiveStep step = new() { Measured = done, Leader = leader, Probability = ShareLeft, Next = [], Reason = "" };
        return ShareLeft >= options.Threshold
            ? step with { End = AdaptiveEnd.Decided, Reason = ReachesThreshold(leader, ShareLeft) }
            : step with { End = AdaptiveEnd.NothingCouldChangeIt, Reason = $"the runs of all other mixtures were stopped: {string.Join(", ", _out.Keys)}" };
    }

    private string ReachesThreshold(string leader, double probability) => $"{leader} is the best with probability {Percent(probability)}, which reaches the threshold of {Percent(options.Threshold)}";

    private ImmutableArray<GridPoint> Opening(ObservationTable measured) =>
        [.. Mixtures().SelectMany(mixture => grid.Where(point => point.Mixture == mixture).OrderBy(point => point.Tokens).Take(options.Opening)).Where(point => !IsMeasured(measured, point))];

    private ObservationTable Left(ObservationTable measured) => _out.IsEmpty ? measured
        : measured with { Rows = [.. measured.Rows.Where(row => row.PretrainingData is not { } mixture || !_out.ContainsKey(mixture))] };

    private Judgement Judge(ObservationTable measured) => judge?.Invoke(measured) ?? Judgement.Of(measured, options);

    internal static string Percent(double probability) => probability > 0.99 && probability < 1 ? Invariant($"{100 * probability:0.0}%") : Invariant($"{100 * probability:0.#}%");

    private static IEnumerable<ImmutableArray<GridPoint>> Sets(GridPoint[] next)
    {
        foreach (GridPoint point in next)
            yield return [point];
        for (int first = 0; first < next.Length; first++)
        {
            for (int second = first + 1; second < next.Length; second++)
                yield return [next[first], next[second]];
        }

        if (next.Length > 2)
            yield return [.. next];
    }

    private IEnumerable<string> Mixtures() => grid.Select(point => point.Mixture).Distinct();

    private bool IsAffordable(IEnumerable<GridPoint> points, double spent) => options.MostSeconds is not double most || spent + points.Sum(point => point.Seconds) <= most;

    // A checkpoint is taken at the first step that has seen as many tokens, a little after what was asked for.
    private bool IsMeasured(ObservationTable table, GridPoint point)
    {
        double following = grid.Where(other => other.Mixture == point.Mixture && other.Tokens > point.Tokens).Select(other => other.Tokens).DefaultIfEmpty(double.PositiveInfinity).Min();
        return table.Rows.Any(row => row.PretrainingData == point.Mixture && row.PretrainingTokens >= point.Tokens && row.PretrainingTokens < following);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
