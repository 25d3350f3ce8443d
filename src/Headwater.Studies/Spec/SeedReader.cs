using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>seed:</c>, which the data come from, and <c>seeds:</c>, which training is repeated with.</summary>
internal static class SeedReader
{
    private const int Most = 1000;

    /// <summary>The study's seed, and those of training; no seeds mean that one.</summary>
    public static (ulong Seed, ImmutableArray<ulong> Seeds) Read(SpecSection root)
    {
        bool given = root.Has("seed");
        ulong seed = (ulong)root.Count("seed", 1, minimum: 0);
        YamlNode? node = root.Find("seeds", "none: seed alone; a list, or how many");
        if (node is null)
            return (seed, []);
        if (node is YamlScalarNode)
            return (seed, [.. Enumerable.Range(0, (int)(root.Count(node, "seeds", 1, Most) ?? 1)).Select(more => seed + (ulong)more)]);

        ImmutableArray<ulong> listed = [.. SpecSection.Items(node).Select(item => root.Count(item, "seeds", 0)).OfType<long>().Select(value => (ulong)value)];
        if (listed.Distinct().Count() < listed.Length)
            root.Fault("seeds", "seeds names one twice; the same seed gives the same run. Remove one.");
        return (given || listed.IsEmpty ? seed : listed[0], listed);
    }
}
