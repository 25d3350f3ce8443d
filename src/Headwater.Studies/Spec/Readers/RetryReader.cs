using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>retries:</c>, a number or a map.</summary>
internal static class RetryReader
{
    private const int Most = 1000;

    private static readonly ImmutableSortedDictionary<string, FailureKind> Kinds = new Dictionary<string, FailureKind>
    {
        ["killed"] = FailureKind.Killed, ["memory"] = FailureKind.Memory, ["input-output"] = FailureKind.InputOutput, ["device"] = FailureKind.Device, ["error"] = FailureKind.Error,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The kinds of failure, as a study file names them.</summary>
    public static IEnumerable<string> KindNames => Kinds.Keys;

    public static RetryRule Read(SpecSection root)
    {
        RetryRule defaults = new();
        YamlNode? node = root.Find("retries", "{ times: 2, after: [killed, memory, input-output, device], wait: 5 }");
        if (node is YamlScalarNode)
            return defaults with { Times = (int)(root.Count(node, "retries", 0, Most) ?? defaults.Times) };
        SpecSection? section = root.Section(node, "retries", "{ times: 2, after: [killed, input-output], wait: 5 }, or how often");
        if (section is null)
            return defaults;

        RetryRule rule = new()
        {
            Times = (int)section.Count("times", defaults.Times, 0, Most),
            After = ReadKinds(section, defaults.After),
            Wait = section.Count("wait", (long)defaults.Wait, 0, 3600),
        };
        section.Close();
        return rule;
    }

    private static ImmutableArray<FailureKind> ReadKinds(SpecSection section, ImmutableArray<FailureKind> defaults)
    {
        YamlNode? node = section.Find("after", "[killed, memory, input-output, device]");
        if (node is null)
            return defaults;

        ImmutableArray<FailureKind>.Builder kinds = ImmutableArray.CreateBuilder<FailureKind>();
        foreach (YamlNode item in SpecSection.Items(node))
        {
            string? name = section.Scalar(item, "retries.after", "kinds of failure");
            if (name is null)
                continue;
            if (Kinds.TryGetValue(name, out FailureKind kind))
                kinds.Add(kind);
            else
                section.Source.Fault(item, $"retries.after names \"{name}\"; expected some of {string.Join(", ", Kinds.Keys)}.{SpecSection.DidYouMean(name, Kinds.Keys)}");
        }

        return [.. kinds.Distinct()];
    }
}
