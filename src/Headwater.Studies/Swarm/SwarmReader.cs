using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>pretraining.swarm</c>.</summary>
internal static class SwarmReader
{
    /// <summary>The key.</summary>
    public const string Key = "swarm";

    private const string Expected = "{ runs: 24, around: natural, concentration: [2, 5, 10, 20], caps: { de: 0.5 } }";
    private const double RateTolerance = 1e-6;

    /// <summary>The swarm of the section; <c>null</c> where it has none, or one with faults.</summary>
    public static SwarmSpec? Read(SpecSection pretraining, ImmutableArray<CorpusSpec> corpora)
    {
        SpecSection? section = pretraining.Section(pretraining.Find(Key, "none"), Key, Expected);
        if (section is null)
        {
            return null;
        }

        if (section.Has(MixtureStagesReader.Key))
        {
            section.Find(MixtureStagesReader.Key, "none");
            section.Fault(MixtureStagesReader.Key, $"{section.Name} has {MixtureStagesReader.Key}; the mixtures that a swarm draws stay the same for a whole run.\nhint: list mixtures with stages under pretraining.mixtures of a study without a swarm.");
        }

        int runs = section.Int("runs", 24);
        ulong seed = (ulong)section.Count("seed", 1, 0);
        ImmutableArray<string> mixed = ReadCorpora(section, corpora, HeldOut(pretraining));
        ImmutableSortedDictionary<string, double> caps = ReadRates(section, "caps", "none", mixed);
        ImmutableSortedDictionary<string, double> around = section.Has("around") && section.Children().First(child => child.Key == "around").Value is YamlMappingNode
            ? ReadRates(section, "around", "natural", mixed)
            : ReadNatural(section);
        ImmutableArray<double> concentrations = ReadConcentrations(section);
        double room = mixed.Sum(corpus => caps.GetValueOrDefault(corpus, 1));
        if (mixed.Length < 2)
        {
            section.Fault($"{section.Name} mixes {mixed.Length} corpora; expected at least two.");
        }
        else if (room < 1 - RateTolerance)
        {
            section.Fault("caps", $"{section.Name}.caps leave room for {room.ToString("0.##", CultureInfo.InvariantCulture)} of the tokens; expected caps that sum to at least 1. Raise one.");
        }
        else if (!around.IsEmpty && Math.Abs(around.Values.Sum() - 1) > RateTolerance)
        {
            section.Fault("around", $"{section.Name}.around: its rates sum to {around.Values.Sum().ToString("0.######", CultureInfo.InvariantCulture)}; mixing rates must sum to 1.");
        }
        else
        {
            section.Close();
            return new(runs, around, mixed, concentrations, caps, seed);
        }

        section.Close();
        return null;
    }

    // The corpora that pretraining.validation names, one or several by name; what is wrong there is told by its own reader.
    private static string[] HeldOut(SpecSection pretraining) => pretraining.Children().FirstOrDefault(child => child.Key == "validation").Value switch
    {
        YamlScalarNode { Value: { } one } => [one],
        YamlMappingNode several => [.. several.Children.Values.OfType<YamlScalarNode>().Select(node => node.Value).OfType<string>()],
        _ => [],
    };

    private static ImmutableArray<string> ReadCorpora(SpecSection section, ImmutableArray<CorpusSpec> corpora, IReadOnlyCollection<string> heldOut)
    {
        string[] all = [.. corpora.Select(corpus => corpus.Name).Where(name => !heldOut.Contains(name))];
        if (section.Find("corpora", "all that are not held out") is not { } node)
        {
            return [.. all];
        }

        string[] named = [.. SpecSection.Items(node).Select(item => section.Scalar(item, section.PathOf("corpora"), "a corpus's name")).OfType<string>().Distinct()];
        foreach (string unknown in named.Except(corpora.Select(corpus => corpus.Name)))
        {
            section.Fault("corpora", $"{section.Name}.corpora names \"{unknown}\", which corpora does not have. It has {string.Join(", ", all)}.");
        }

        return [.. named];
    }

    private static ImmutableSortedDictionary<string, double> ReadNatural(SpecSection section)
    {
        string around = section.Text("around", SwarmSpec.Centre)!;
        if (around != SwarmSpec.Centre)
        {
            section.Fault("around", $"{section.Name}.around is \"{around}\"; expected natural (by the sizes of the corpora), or rates by corpus that sum to 1.");
        }

        return ImmutableSortedDictionary<string, double>.Empty;
    }

    private static ImmutableSortedDictionary<string, double> ReadRates(SpecSection section, string key, string @default, ImmutableArray<string> mixed)
    {
        SpecSection? rates = section.Section(section.Find(key, @default), key, "rates by corpus, for example { de: 0.5 }");
        ImmutableSortedDictionary<string, double>.Builder read = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach ((string corpus, YamlNode value) in rates?.Children() ?? [])
        {
            if (!mixed.Contains(corpus))
            {
                section.Source.Fault(value, $"{rates!.Name} names the corpus \"{corpus}\", which the swarm does not mix. It mixes {string.Join(", ", mixed)}.");
            }

            if (rates!.Number(value, rates.PathOf(corpus), NumberRange.Rate) is { } rate)
            {
                read[corpus] = rate;
            }
        }

        return read.ToImmutable();
    }

    private static ImmutableArray<double> ReadConcentrations(SpecSection section) =>
        section.Find("concentration", $"[{string.Join(", ", MixtureSwarm.DefaultConcentrations)}]") is not { } node ? MixtureSwarm.DefaultConcentrations
            : [.. SpecSection.Items(node).Select(item => section.Number(item, section.PathOf("concentration"), NumberRange.Positive)).OfType<double>()];
}
