using System.Globalization;

namespace Headwater.Metrics;

/// <summary>What ROUGE compares: n-grams of one order, or longest common subsequences. Named as in rouge_score: rouge1, rougeL.</summary>
public sealed record RougeType
{
    private const string Prefix = "rouge";

    private RougeType(string name, int order)
    {
        Name = name;
        Order = order;
    }

    /// <summary>Single words.</summary>
    public static RougeType Rouge1 { get; } = OfOrder(1);

    /// <summary>Pairs of words.</summary>
    public static RougeType Rouge2 { get; } = OfOrder(2);

    /// <summary>The longest common subsequence of the whole text, whatever its line breaks.</summary>
    public static RougeType RougeL { get; } = new("rougeL", 0);

    /// <summary>
    /// The union of longest common subsequences of sentences, one a line (Lin 2004, section 3.2). Text without line breaks is one sentence, and
    /// the score is then rougeL's.
    /// </summary>
    public static RougeType RougeLsum { get; } = new("rougeLsum", 0);

    /// <summary>The name in rouge_score and in results.</summary>
    public string Name { get; }

    /// <summary>The number of words in an n-gram; 0 for common subsequences.</summary>
    internal int Order { get; }

    /// <summary>The type called <paramref name="name"/>: rouge1 to rouge9, rougeL or rougeLsum. Throws on any other.</summary>
    public static RougeType Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == Prefix.Length + 1 && name.StartsWith(Prefix, StringComparison.Ordinal) && name[^1] is >= '1' and <= '9')
            return OfOrder(name[^1] - '0');
        if (name == RougeL.Name)
            return RougeL;
        return name == RougeLsum.Name
            ? RougeLsum
            : throw new ArgumentException($"The ROUGE type is \"{name}\"; expected rouge1 to rouge9, rougeL or rougeLsum.", nameof(name));
    }

    private static RougeType OfOrder(int order) => new(Prefix + order.ToString(CultureInfo.InvariantCulture), order);
}
