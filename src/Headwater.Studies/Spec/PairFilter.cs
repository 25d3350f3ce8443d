using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Which sentence pairs count, by their words between white space; the same rule for training, validation and test. Null leaves an end open.</summary>
public sealed record PairFilter
{
    public int? MinSourceWords { get; init; }

    public int? MaxSourceWords { get; init; }

    public int? MinTargetWords { get; init; }

    public int? MaxTargetWords { get; init; }

    /// <summary>The pairs that count, in their order.</summary>
    public ImmutableArray<TextPair> Apply(ImmutableArray<TextPair> pairs) => [.. pairs.Where(pair =>
        IsWithin(pair.Source, MinSourceWords, MaxSourceWords) && IsWithin(pair.Target, MinTargetWords, MaxTargetWords))];

    /// <summary>As the keys <c>min-source-words</c> to <c>max-target-words</c> of a translation say; null without them.</summary>
    internal static PairFilter? Read(SpecSection section)
    {
        PairFilter filter = new()
        {
            MinSourceWords = Limit(section, "min-source-words"), MaxSourceWords = Limit(section, "max-source-words"),
            MinTargetWords = Limit(section, "min-target-words"), MaxTargetWords = Limit(section, "max-target-words"),
        };
        CheckOrder(section, "source", filter.MinSourceWords, filter.MaxSourceWords);
        CheckOrder(section, "target", filter.MinTargetWords, filter.MaxTargetWords);
        return filter == new PairFilter() ? null : filter;
    }

    private static int? Limit(SpecSection section, string key) => OptimizationReader.OptionalCount(section, key, "none");

    private static void CheckOrder(SpecSection section, string side, int? least, int? most)
    {
        if (least > most)
            section.Fault($"min-{side}-words", $"{section.PathOf($"min-{side}-words")} is {least} and max-{side}-words is {most}; expected the lower limit first.");
    }

    private static bool IsWithin(string text, int? least, int? most)
    {
        if (least is null && most is null)
            return true;
        int words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return words >= (least ?? 0) && words <= (most ?? int.MaxValue);
    }
}
