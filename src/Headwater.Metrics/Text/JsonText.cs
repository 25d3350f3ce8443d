using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Metrics;

/// <summary>The text of a JSON string, also of one with an escaped surrogate that has no partner, which .NET's reader refuses and Python's does not.</summary>
internal static class JsonText
{
    public static bool TryRead(JsonElement element, out string text)
    {
        text = "";
        if (element.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            text = Unescape(element.GetRawText().AsSpan()[1..^1]);
        }
        return true;
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        StringBuilder text = new(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', char other => other });
            }
        }
        return text.ToString();
    }
}
