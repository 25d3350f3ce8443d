using System.Text;

namespace Headwater.Metrics.Tests;

/// <summary>Comma-separated records with a header line; a quoted field may hold commas, doubled quotes and line ends.</summary>
internal static class Csv
{
    public static IEnumerable<Dictionary<string, string>> Read(string text)
    {
        List<string[]> records = [.. Records(text)];
        return records.Skip(1).Select(record => records[0].Zip(record).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static IEnumerable<string[]> Records(string text)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (c == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && (c is ',' or '\n'))
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    yield return [.. fields];
                    fields.Clear();
                }
            }
            else
                field.Append(c);
        }
    }
}
