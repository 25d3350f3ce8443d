using System.Collections.Immutable;
using Headwater.Data;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads the keys of a corpus that say which records are taken and how they are cleaned.</summary>
internal static class CleaningKeys
{
    public static CleaningSpec Read(SpecSection section, string? language)
    {
        CleaningSpec spec = new()
        {
            Unicode = Choice(section, "unicode", [("as-is", UnicodeForm.AsIs), ("nfc", UnicodeForm.Nfc), ("nfkc", UnicodeForm.Nfkc)]),
            Duplicates = Choice(section, "duplicates", [("keep", DuplicateRemoval.Keep), ("exact", DuplicateRemoval.Exact), ("near", DuplicateRemoval.Near)]),
            MinCharacters = section.Int("min-characters", 0, minimum: 0),
            MaxCharacters = section.Int("max-characters", int.MaxValue),
            OnlyLanguage = section.Flag("only-language", false),
            Decontaminate = section.Flag("decontaminate", true) switch { var asked => section.Has("decontaminate") ? asked : null },
        };
        if (spec.MinCharacters > spec.MaxCharacters)
            section.Fault("min-characters", $"{section.PathOf("min-characters")} is {spec.MinCharacters} and max-characters is {spec.MaxCharacters}; expected min-characters to be the smaller one.");
        if (spec.OnlyLanguage && language is null)
            section.Fault("only-language", $"{section.PathOf("only-language")} needs the language of the corpus.\nhint: write language, or remove only-language.");
        return spec;
    }

    public static ImmutableArray<string> Texts(SpecSection section, string key)
    {
        YamlNode? node = section.Find(key, "none");
        return node is null ? [] : [.. SpecSection.Items(node).Select(item => section.Scalar(item, section.PathOf(key), "a list of texts")).OfType<string>()];
    }

    private static T Choice<T>(SpecSection section, string key, ImmutableArray<(string Name, T Value)> choices)
    {
        string written = section.Text(key, choices[0].Name)!;
        foreach ((string name, T value) in choices)
        {
            if (name == written) return value;
        }

        section.Fault(key, $"{section.PathOf(key)} is \"{written}\"; expected {string.Join(", ", choices.Select(choice => choice.Name))}.{SpecSection.DidYouMean(written, choices.Select(choice => choice.Name))}");
        return choices[0].Value;
    }
}
