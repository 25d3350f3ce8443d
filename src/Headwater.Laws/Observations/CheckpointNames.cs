using System.Text.RegularExpressions;

namespace Headwater.Laws;

/// <summary>
/// Reads names of checkpoints in the column <c>model</c>, such as <c>pile-10B</c> at 10B tokens or <c>pile-step2000</c>. Each is a point of one run, and not a model
/// of its own, so the rows are joined under what the names have in common.
/// </summary>
internal static partial class CheckpointNames
{
    // Names of fewer checkpoints than this do not show that they are checkpoints.
    private const int FewestCheckpoints = 3;

    // 9.8B tokens are called 10B.
    private const double Rounding = 0.03;

    /// <summary>The rows with checkpoints under one model each, and what to say about it.</summary>
    /// <param name="rows">The rows of a table. Nothing changes unless every model with pretraining is named after its checkpoint.</param>
    public static (List<Observation> Rows, string[] Assumed) Join(List<Observation> rows)
    {
        Dictionary<(string Model, double Tokens), string> stems = [];
        foreach (Observation row in rows.Where(row => row.Model is not null && row.PretrainingTokens > 0))
        {
            (string, double) checkpoint = (row.Model!, row.PretrainingTokens!.Value);
            if (!stems.ContainsKey(checkpoint))
            {
                if (StemOf(row.Model!, row.PretrainingTokens.Value) is not { } stem)
                {
                    return (rows, []);
                }

                stems[checkpoint] = stem;
            }
        }

        string[] models = [.. stems.Keys.Select(key => key.Model).Distinct()];
        bool isEach = models.Length == stems.Count && stems.Count >= FewestCheckpoints
            && stems.GroupBy(pair => pair.Value).All(stem => stem.Count() >= FewestCheckpoints && stem.Select(pair => pair.Key.Tokens).Distinct().Count() == stem.Count());
        return !isEach ? (rows, [])
            : ([.. rows.Select(row => row.Model is { } model && row.PretrainingTokens is > 0 and var tokens ? row with { Model = stems[(model, tokens)] is { Length: > 0 } stem ? stem : null, Run = row.Run ?? model } : row)],
                [$"names in the column model are those of checkpoints ({models.Length} names, such as {models[0]}), so each is a point of a curve"]);
    }

    /// <summary>A warning where every row has a model of its own, so that no curve has two scales; <c>null</c> elsewhere.</summary>
    public static string? EachAlone(IReadOnlyCollection<Observation> rows)
    {
        if (rows.Any(row => row.PretrainingTokens > 0 && row.Model is null))
        {
            return null;
        }

        Observation[][] scores = [.. rows.Where(row => row.PretrainingTokens > 0).GroupBy(row => (row.Metric, row.Task, row.Shots, row.Signature)).Select(group => group.ToArray())];
        return scores.Length > 0 && Array.TrueForAll(scores, own => own.Length > FewestCheckpoints
            && own.Select(row => row.Model).Distinct().Count() == own.Length
            && own.Select(row => row.PretrainingTokens).Distinct().Count() >= FewestCheckpoints
            && own.GroupBy(row => (row.PretrainingData, row.Parameters)).Any(curve => curve.Select(row => row.PretrainingTokens).Distinct().Count() >= FewestCheckpoints))
            ? $"The column model has another name in every row, such as {scores[0][0].Model} and {scores[0][1].Model}, so no curve has more than one scale.\nhint: --set model= joins the rows, if the models are checkpoints of one run"
            : null;
    }

    // What is left of a name without its checkpoint; null where it names none.
    private static string? StemOf(string model, double tokens)
    {
        Match step = Step().Match(model);
        Match? size = Size().Matches(model).LastOrDefault(match => Math.Abs(ValueOf(match) - tokens) <= Rounding * tokens);
        return step.Success || size is not null ? Separators().Replace(Cut(Cut(model, size), step.Success ? step : null), "-").Trim('-') : null;
    }

    private static string Cut(string name, Match? match) => match is null ? name : name.Replace(match.Value, "-", StringComparison.Ordinal);

    private static double ValueOf(Match match) => Cells.TryNumber($"{match.Groups["number"].Value}{match.Groups["unit"].Value.ToUpperInvariant()}", ColumnKind.Size, out double value) ? value : double.NaN;

    [GeneratedRegex(@"(?<![A-Za-z])(?:global[-_]?)?(?:step|ckpt|checkpoint|iter)s?[-_]?\d+", RegexOptions.IgnoreCase)]
    private static partial Regex Step();

    [GeneratedRegex(@"(?<![\dA-Za-z.])(?:tokens?[-_]?)?(?<number>\d+(?:\.\d+)?)(?<unit>[kmbt])(?:t|[-_]?tok(?:en)?s?)?(?![A-Za-z\d])", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"[-_\s@/:.]*-[-_\s@/:.]*")]
    private static partial Regex Separators();
}
