using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>batch:</c>: rows, or <c>{ tokens: 8192 }</c>, input and target tokens with their padding.</summary>
internal static class BatchReader
{
    /// <summary>One of rows and tokens.</summary>
    public static (int? Rows, int? Tokens) Read(SpecSection section, int @default)
    {
        const string budget = "{ tokens: 8192 }";
        YamlNode? node = section.Find("batch", @default.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (node is not YamlMappingNode)
            return (node is null ? @default : (int?)section.Count(node, section.PathOf("batch"), 1, int.MaxValue) ?? @default, null);

        SpecSection map = section.Section(node, "batch", budget)!;
        int? tokens = map.Require("tokens", budget) is { } count ? (int?)map.Count(count, map.PathOf("tokens"), 1, int.MaxValue) : null;
        map.Close();
        return (tokens is null ? @default : null, tokens);
    }
}
