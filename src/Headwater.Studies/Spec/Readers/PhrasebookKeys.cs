using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Phrasebook;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Checks of the keys that ask for generated text.</summary>
internal static class PhrasebookKeys
{
    public static void Check(SpecSection section, YamlNode generate, string key, string? language)
    {
        if (generate is not YamlScalarNode { Value: "phrasebook" })
            section.Source.Fault(generate, $"{section.PathOf("generate")} is {SpecSection.Describe(generate)}; expected phrasebook.");
        if (language is null || !PhraseGenerator.Languages.Contains(language))
            section.Fault(key, $"{section.PathOf(key)} is {(language is null ? "missing" : $"\"{language}\"")}; "
                + $"the phrasebook has {string.Join(", ", PhraseGenerator.Languages)}.");
    }

    /// <summary>The topics that phrases keep to; none for everything.</summary>
    public static ImmutableArray<string> Topics(SpecSection section)
    {
        YamlNode? node = section.Find("topics", "all");
        if (node is null)
            return [];

        ImmutableArray<string>.Builder topics = ImmutableArray.CreateBuilder<string>();
        foreach (YamlNode item in SpecSection.Items(node))
        {
            string? topic = section.Scalar(item, section.PathOf("topics"), "a list of topics");
            if (topic is not null && !PhraseGenerator.Topics.Contains(topic))
                section.Source.Fault(item, $"{section.PathOf("topics")} names \"{topic}\"; the phrasebook has {string.Join(", ", PhraseGenerator.Topics)}.{SpecSection.DidYouMean(topic, PhraseGenerator.Topics)}");
            else if (topic is not null)
                topics.Add(topic);
        }

        return topics.ToImmutable();
    }
}
