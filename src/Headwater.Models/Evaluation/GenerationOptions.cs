namespace Headwater.Models;

/// <summary>How text is generated.</summary>
public sealed record GenerationOptions
{
    /// <summary>Tokens of one output at most, the end mark included.</summary>
    public int MaxLength { get; init; } = 128;

    /// <summary>Hypotheses kept for each input; 1 takes the likeliest token each time. T5 uses 4 for translation and summaries.</summary>
    public int Beam { get; init; } = 1;

    /// <summary>
    /// α: a finished hypothesis of n tokens, the end mark included, is ranked by its log-likelihood over ((5 + n) / 6)^α (Wu et al. 2016, arXiv:1609.08144,
    /// eq. 14). 0 prefers short outputs; T5 uses 0.6. For beams only.
    /// </summary>
    public double LengthPenalty { get; init; } = 0.6;

    /// <summary>Padded input tokens of one batch at most: bounds memory.</summary>
    public int BatchTokens { get; init; } = 8192;

    /// <summary>Rows of one batch at most.</summary>
    public int BatchRows { get; init; } = 128;

    /// <exception cref="ArgumentException">Names each property out of range.</exception>
    public void Validate()
    {
        List<string> faults = [];
        foreach ((string name, int value) in new[] { (nameof(MaxLength), MaxLength), (nameof(Beam), Beam), (nameof(BatchTokens), BatchTokens), (nameof(BatchRows), BatchRows) })
        {
            if (value < 1)
            {
                faults.Add(FormattableString.Invariant($"{name} is {value}; expected at least 1."));
            }
        }

        if (LengthPenalty is not (>= 0 and <= 10))
        {
            faults.Add(FormattableString.Invariant($"LengthPenalty is {LengthPenalty}; expected 0 to 10."));
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException($"The generation options are not valid. {string.Join(" ", faults)}");
        }
    }
}
