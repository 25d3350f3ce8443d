using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>How ROUGE is computed. The defaults are rouge_score's, and the signature of a score states them.</summary>
public sealed record RougeOptions
{
    internal static RougeOptions Default { get; } = new();

    /// <summary>What to compute, in the order of the results. Default rouge1, rouge2, rougeL, rougeLsum.</summary>
    public ImmutableArray<RougeType> Types { get; init; } = [RougeType.Rouge1, RougeType.Rouge2, RougeType.RougeL, RougeType.RougeLsum];

    /// <summary>Compare the stems of words longer than three characters, as NLTK's Porter stemmer cuts them. Default false; much published work says true.</summary>
    public bool Stemmer { get; init; }

    internal void Validate()
    {
        if (Types.IsDefaultOrEmpty)
            throw new ArgumentException("RougeOptions: Types is empty; expected at least one of rouge1 to rouge9, rougeL and rougeLsum.");
        if (Types.Distinct().Count() < Types.Length)
            throw new ArgumentException($"RougeOptions: Types is {string.Join(", ", Types.Select(type => type.Name))}; expected each type once.");
    }
}
