namespace Headwater.Studies.Tests;

/// <summary>The tiny study with two mixtures in stages that share their first, and one finetuning of each checkpoint.</summary>
internal static class StagedStudy
{
    // 8 and 15 steps of 136 tokens; 75% of them are 6 and 11.
    public const string Mixtures = "mixtures: { a: { stages: [{ until: 75%, de: 1 }, { en: 0.5, de: 0.5 }] }, b: { stages: [{ until: 75%, de: 1 }, { en: 1 }] } }";

    public static string Yaml { get; } = TinyStudy.Yaml
        .Replace("mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }", Mixtures, StringComparison.Ordinal)
        .Replace("[20, 40]\n  steps: 6", "[20]\n  steps: 2\n  from-scratch: false", StringComparison.Ordinal)
        .Replace("[0.001, 0.01]", "0.01", StringComparison.Ordinal);

    public static string With(string found, string replacement) => Yaml.Contains(found, StringComparison.Ordinal)
        ? Yaml.Replace(found, replacement, StringComparison.Ordinal)
        : throw new ArgumentException($"The study has no \"{found}\".", nameof(found));
}
