using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>seed:</c>, which the data come from, and <c>seeds:</c>, which training is repeated with.</summary>
internal static class SeedReader
{
    private const int Most = 1000;
    private const string All = "all";

    /// <summary>The study's seed, and those of training; no seeds mean that one.</summary>
    public static SeedPlan Read(SpecSection root)
    {
        bool given = root.Has("seed");
        ulong seed = (ulong)root.Count("seed", 1, minimum: 0);
        YamlNode? node = root.Find("seeds", "none: seed alone; a list, how many, or the mixtures of each: { 1: all, 2: [en] }");
        if (node is null)
            return new SeedPlan(seed, []);
        if (node is YamlScalarNode)
            return new SeedPlan(seed, [.. Enumerable.Range(0, (int)(root.Count(node, "seeds", 1, Most) ?? 1)).Select(more => seed + (ulong)more)]);

        if (node is YamlMappingNode map)
            return ReadMixtures(root, map, given ? seed : null);

        ImmutableArray<ulong> listed = [.. SpecSection.Items(node).Select(item => root.Count(item, "seeds", 0)).OfType<long>().Select(value => (ulong)value)];
        if (listed.Distinct().Count() < listed.Length)
            root.Fault("seeds", "seeds names one twice; the same seed gives the same run.\nhint: remove one.");
        return new SeedPlan(given || listed.IsEmpty ? seed : listed[0], listed);
    }

    private static SeedPlan ReadMixtures(SpecSection root, YamlMappingNode map, ulong? own)
    {
        ImmutableArray<ulong>.Builder seeds = ImmutableArray.CreateBuilder<ulong>();
        ImmutableSortedDictionary<ulong, ImmutableArray<string>>.Builder some = ImmutableSortedDictionary.CreateBuilder<ulong, ImmutableArray<string>>();
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            if (root.Count(key, "seeds", 0) is not long number)
                continue;
            seeds.Add((ulong)number);
            if (value is not YamlScalarNode { Value: All })
                some[(ulong)number] = [.. SpecSection.Items(value).Select(item => root.Scalar(item, $"seeds.{number}", "all, or names of mixtures")).OfType<string>()];
        }

        return new SeedPlan(own ?? (seeds.Count > 0 ? seeds[0] : 1), seeds.ToImmutable()) { Mixtures = some.ToImmutable() };
    }

    /// <summary>Tells the names under <c>seeds</c> that are no mixtures.</summary>
    public static void Check(SpecSection root, SeedPlan plan, PretrainingSpec? pretraining)
    {
        string[] known = [.. (pretraining?.Mixtures ?? []).Select(mixture => mixture.Name)];
        foreach ((ulong seed, ImmutableArray<string> names) in plan.Mixtures)
        {
            foreach (string name in names.Where(name => !known.Contains(name)))
                root.Fault("seeds", $"seeds.{seed} names \"{name}\"; expected all, or mixtures of pretraining.mixtures: {string.Join(", ", known)}.{SpecSection.DidYouMean(name, known)}");
        }
    }
}

/// <summary>The study's seed, those of training, and the mixtures of a seed where it does not train all.</summary>
internal sealed record SeedPlan(ulong Seed, ImmutableArray<ulong> Seeds)
{
    public ImmutableSortedDictionary<ulong, ImmutableArray<string>> Mixtures { get; init; } = ImmutableSortedDictionary<ulong, ImmutableArray<string>>.Empty;
}
