namespace Headwater.Laws;

/// <summary>
/// FLOPs of a token by the size of the model: 6·N, unless the rows say otherwise. Small models with large vocabularies spend less than 6 FLOPs for each parameter, because
/// looking up an embedding is free; DeepSeek-AI 2024 (arXiv:2401.02954, section 3.2) scales by these FLOPs in place of N. Between the sizes that were measured, the logarithms are interpolated, and
/// beyond them the outermost slopes continue.
/// </summary>
internal sealed class TokenCost
{
    // FLOPs are often written with two or three digits.
    private const double Rounding = 0.01;

    private readonly (double LogSize, double LogFlops)[] _sizes;

    private TokenCost((double, double)[] sizes) => _sizes = sizes;

    /// <summary>6·N for every N.</summary>
    public static TokenCost SixN { get; } = new([]);

    /// <summary>Whether it is 6·N for every N, so that closed forms hold.</summary>
    public bool IsSixN => _sizes.Length == 0;

    /// <summary>What the rows spent. Where their compute is 6·N·D, is not told in all of them, or is not the same for equal sizes, it is 6·N.</summary>
    public static TokenCost Of(IReadOnlyCollection<Observation> rows)
    {
        if (rows.Any(row => !(row.Compute > 0)))
        {
            return SixN;
        }

        (double Size, double Least, double Most)[] sizes =
        [
            .. rows.GroupBy(row => row.Parameters!.Value).OrderBy(size => size.Key)
                .Select(size => (size.Key, size.Min(FlopsOf), size.Max(FlopsOf))),
        ];
        bool isKnown = sizes.All(size => size.Most <= (1 + Rounding) * size.Least);
        bool isSixN = sizes.All(size => Math.Abs((size.Least / (6 * size.Size)) - 1) <= Rounding);
        return isKnown && !isSixN && sizes.Length > 1 ? new([.. sizes.Select(size => (Math.Log(size.Size), Math.Log((size.Least + size.Most) / 2)))]) : SixN;
    }

    /// <summary>FLOPs per token of a model with this parameter count.</summary>
    public double FlopsPerToken(double parameters)
    {
        if (IsSixN)
        {
            return 6 * parameters;
        }

        double size = Math.Log(parameters);
        int right = Math.Clamp(Array.FindIndex(_sizes, place => place.LogSize >= size), 0, _sizes.Length - 1);
        right = size > _sizes[^1].LogSize ? _sizes.Length - 1 : Math.Max(1, right);
        ((double x0, double y0), (double x1, double y1)) = (_sizes[right - 1], _sizes[right]);
        return Math.Exp(y0 + ((y1 - y0) * (size - x0) / (x1 - x0)));
    }

    /// <summary>The tokens that a model with this parameter count can be trained on within a budget.</summary>
    public double Tokens(double compute, double parameters) => IsSixN ? compute / 6 / parameters : compute / FlopsPerToken(parameters);

    /// <summary>The least and the most FLOPs for each parameter and token among the sizes measured.</summary>
    public (double Least, double Most) FlopsPerParameter => IsSixN ? (6, 6)
        : (_sizes.Min(size => Math.Exp(size.LogFlops - size.LogSize)), _sizes.Max(size => Math.Exp(size.LogFlops - size.LogSize)));

    private static double FlopsOf(Observation row) => row.Compute!.Value / row.PretrainingTokens!.Value;
}
