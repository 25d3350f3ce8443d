using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>
/// One map of the study file. Reading a key declares it: whatever was not asked for when the section closes is an unknown key, and the message
/// lists the declared ones with their defaults.
/// </summary>
internal sealed class SpecSection
{
    private const string Required = "required";

    private readonly YamlMappingNode _node;
    private readonly List<(string Key, string Default)> _declared = [];

    public SpecSection(SpecSource source, YamlMappingNode node, string name)
    {
        Source = source;
        Name = name;
        _node = node;
    }

    public SpecSource Source { get; }

    /// <summary>Dotted path of the section; empty for the study itself.</summary>
    public string Name { get; }

    public int Line => (int)_node.Start.Line;

    public string PathOf(string key) => Name.Length == 0 ? key : $"{Name}.{key}";

    public bool Has(string key) => Children().Any(child => child.Key == key);

    public IEnumerable<(string Key, YamlNode Value)> Children() =>
        _node.Children.Select(child => ((child.Key as YamlScalarNode)?.Value ?? "", child.Value));

    /// <summary>The key's value, or null where it is absent or empty.</summary>
    public YamlNode? Find(string key, string @default)
    {
        _declared.Add((key, @default));
        Source.Declare(PathOf(key), @default);
        return Children().Where(child => child.Key == key && !IsNull(child.Value)).Select(child => child.Value).FirstOrDefault();
    }

    /// <summary>As <see cref="Find"/>, with a fault where it is absent.</summary>
    public YamlNode? Require(string key, string expected)
    {
        YamlNode? node = Find(key, Required);
        if (node is null)
            Fault($"{Title} has no \"{key}\", which is required: {expected}.");
        return node;
    }

    public string? Text(string key, string? @default)
    {
        YamlNode? node = Find(key, @default is null ? "none" : @default.Length == 0 ? "\"\"" : @default);
        return node is null ? @default : Scalar(node, PathOf(key), "text") ?? @default;
    }

    public string RequiredText(string key, string expected)
    {
        YamlNode? node = Require(key, expected);
        return node is null ? "" : Scalar(node, PathOf(key), expected) ?? "";
    }

    public bool Flag(string key, bool @default)
    {
        YamlNode? node = Find(key, @default ? "true" : "false");
        if (node is null)
            return @default;

        string? text = Scalar(node, PathOf(key), "true or false");
        if (text is "true" or "false")
            return text == "true";
        if (text is not null)
            Source.Fault(node, $"{PathOf(key)} is \"{text}\"; expected true or false.");
        return @default;
    }

    public long Count(string key, long? @default, long minimum = 1, long maximum = long.MaxValue)
    {
        string expected = Whole(minimum, maximum);
        YamlNode? node = @default is long given ? Find(key, given.ToString(CultureInfo.InvariantCulture)) : Require(key, expected);
        return node is null ? @default ?? minimum : Count(node, PathOf(key), minimum, maximum) ?? @default ?? minimum;
    }

    public int Int(string key, int? @default, int minimum = 1) => (int)Count(key, @default, minimum, int.MaxValue);

    public double Number(string key, double @default, NumberRange range)
    {
        YamlNode? node = Find(key, @default.ToString("R", CultureInfo.InvariantCulture));
        return node is null ? @default : Number(node, PathOf(key), range) ?? @default;
    }

    /// <summary>A number, or <c>none</c>.</summary>
    public double? OptionalNumber(string key, double? @default, NumberRange range)
    {
        YamlNode? node = Find(key, @default?.ToString("R", CultureInfo.InvariantCulture) ?? "none");
        if (node is null)
            return @default;
        return node is YamlScalarNode { Value: "none" } ? null : Number(node, PathOf(key), range);
    }

    /// <summary>The section below a key; null, with a fault, where it is something else.</summary>
    public SpecSection? Section(YamlNode? node, string key, string expected)
    {
        if (node is null)
            return null;
        if (node is YamlMappingNode map)
            return new SpecSection(Source, map, PathOf(key));

        Source.Fault(node, $"{PathOf(key)} is {Describe(node)}; expected a map: {expected}.");
        return null;
    }

    /// <summary>The items of a list, or the one value standing for a list of one.</summary>
    public static ImmutableArray<YamlNode> Items(YamlNode node) => node is YamlSequenceNode list ? [.. list.Children] : [node];

    public string? Scalar(YamlNode node, string path, string expected)
    {
        if (node is YamlScalarNode { Value: { } value })
            return SpecSource.Unprotect(value);

        Source.Fault(node, $"{path} is {Describe(node)}; expected {expected}.");
        return null;
    }

    public long? Count(YamlNode node, string path, long minimum, long maximum = long.MaxValue)
    {
        string? text = Scalar(node, path, Whole(minimum, maximum));
        if (text is null)
            return null;
        if (NumberText.TryParse(text, out double value) && value == Math.Floor(value) && value >= minimum && value <= maximum && value < 9e18)
            return (long)value;

        Source.Fault(node, $"{path} is \"{text}\"; expected {Whole(minimum, maximum)}.");
        return null;
    }

    public double? Number(YamlNode node, string path, NumberRange range)
    {
        string? text = Scalar(node, path, range.Description);
        if (text is null)
            return null;
        if (NumberText.TryParse(text, out double value) && range.Contains(value))
            return value;

        Source.Fault(node, $"{path} is \"{text}\"; expected {range.Description}.");
        return null;
    }

    public void Fault(string message) => Source.Fault(Line, message);

    public void Fault(string key, string message) =>
        Source.Fault(Children().Where(child => child.Key == key).Select(child => (int)child.Value.Start.Line).FirstOrDefault(Line), message);

    /// <summary>Reports the keys nobody asked for.</summary>
    public void Close()
    {
        foreach (YamlNode keyNode in _node.Children.Keys)
        {
            string key = (keyNode as YamlScalarNode)?.Value ?? keyNode.ToString();
            if (_declared.Any(declared => declared.Key == key))
                continue;

            string? near = NearestName.To(key, _declared.Select(declared => declared.Key));
            string keys = string.Join(", ", _declared.Select(declared => $"{declared.Key} ({declared.Default})"));
            Source.Fault(keyNode, $"{Title} has no key \"{key}\"{(near is null ? $". Its keys, with their defaults: {keys}." : $"; did you mean \"{near}\"?")}");
        }
    }

    /// <summary>What a message ends with where a word is nearly one of those expected; else nothing.</summary>
    public static string DidYouMean(string word, IEnumerable<string> expected) => NearestName.To(word, expected) is { } near ? $"\nhint: did you mean {near}?" : "";

    public string Title => Name.Length == 0 ? "the study" : Name;

    public static string Describe(YamlNode node) => node switch
    {
        YamlSequenceNode => "a list",
        YamlMappingNode => "a map",
        YamlScalarNode { Value: { Length: > 0 } value } => $"\"{value}\"",
        _ => "empty",
    };

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private static string Whole(long minimum, long maximum) => maximum is long.MaxValue or int.MaxValue
        ? $"a whole number of at least {minimum}"
        : $"a whole number from {minimum} to {maximum}";
}
