using System.Text.RegularExpressions;

namespace Headwater.Studies;

/// <summary>Text as a YAML scalar.</summary>
internal static partial class Yaml
{
    /// <summary>As it is where that is safe in a flow map, else in quotes.</summary>
    public static string Text(string text) => Plain().IsMatch(text) && !Word().IsMatch(text) ? text : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"^[\p{L}0-9_/][\p{L}0-9_./+-]*$")]
    private static partial Regex Plain();

    // What YAML or Headwater would take for something else.
    [GeneratedRegex(@"^(true|false|null|none|yes|no|on|off|[0-9_.]+([eE][0-9]+)?[KMBT]?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
