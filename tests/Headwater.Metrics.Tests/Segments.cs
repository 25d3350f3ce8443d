using CsCheck;

namespace Headwater.Metrics.Tests;

/// <summary>Generated test sets: short sentences over a handful of words, so that n-grams do meet.</summary>
internal static class Segments
{
    private static readonly string[] Words = ["river", "River", "the", "a", "flows,", "fast.", "3.5", "(deep)", "grün", "河", "👍"];

    public static Gen<string> Sentence(int shortest) => Gen.Int[0, Words.Length - 1].Select(i => Words[i]).Array[shortest, 9].Select(words => string.Join(' ', words));

    /// <summary>Pairs of hypothesis and reference.</summary>
    public static Gen<(string Hypothesis, string Reference)[]> TestSet { get; } = Gen.Select(Sentence(0), Sentence(1)).Array[1, 12];

    public static BleuStatistics Bleu((string Hypothesis, string Reference)[] set) =>
        Metrics.Bleu.Segments([.. set.Select(pair => pair.Hypothesis)], [[.. set.Select(pair => pair.Reference)]]).Aggregate((a, b) => a + b);

    public static ChrfStatistics Chrf((string Hypothesis, string Reference)[] set) =>
        Metrics.Chrf.Segments([.. set.Select(pair => pair.Hypothesis)], [[.. set.Select(pair => pair.Reference)]], ChrfOptions.PlusPlus).Aggregate((a, b) => a + b);

    public static TerStatistics Ter((string Hypothesis, string Reference)[] set) =>
        Metrics.Ter.Segments([.. set.Select(pair => pair.Hypothesis)], [[.. set.Select(pair => pair.Reference)]]).Aggregate((a, b) => a + b);
}
