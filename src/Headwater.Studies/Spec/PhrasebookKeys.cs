using Headwater.Data;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Checks of the keys that ask for generated text.</summary>
internal static class PhrasebookKeys
{
    public static void Check(SpecSection section, YamlNode generate, string key, string? language)
    {
        if (generate is not YamlScalarNode { Value: "phrasebook" })
            section.Source.Fault(generate, $"{section.PathOf("generate")} is {SpecSection.Describe(generate)}; expected phrasebook.");
        if (language is null || !Phrasebook.Languages.Contains(language))
            section.Fault(key, $"{section.PathOf(key)} is {(language is null ? "missing" : $"\"{language}\"")}; "
                + $"the phrasebook has {string.Join(", ", Phrasebook.Languages)}.");
    }
}
