namespace Headwater.Data.Tests;

/// <summary>Tokenizers of the layouts that published models have, trained and written by the `tokenizers` library, against that library. HEADWATER_FUZZ says how many lines; 5,000 without it.</summary>
public sealed class ReferenceLayoutTests : IDisposable
{
    private const int Lines = 5_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encode_LayoutsOfPublishedModels_EqualsTheLibrary()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("HEADWATER_FUZZ"), out int asked) ? asked : Lines;
        AnyText words = new(1), any = new(2);
        string text = _folder.Write("text.txt", string.Join('\n', Enumerable.Range(0, 2_000).Select(_ => words.Words(12))));
        string[] lines = [.. Enumerable.Range(0, count).Select(_ => any.Line())];

        List<string> differences = [];
        foreach ((string name, string file) in ReferenceTokenizer.Train(text, _folder["layouts"]))
        {
            (int[][] ids, string[] decoded) = ReferenceTokenizer.Encode(file, lines);
            TextTokenizer tokenizer = TextTokenizer.Load(file);
            for (int i = 0; i < lines.Length; i++)
            {
                int[] expected = [.. ids[i].Select(id => id + tokenizer.Offset)];
                if (!tokenizer.Encode(lines[i]).AsSpan().SequenceEqual(expected)) differences.Add($"{name}: ids of {Escaped(lines[i])}");
                // An end of sequence ends a text here, and is left out there.
                if (!expected.Contains(TextTokenizer.EndOfSequence) && tokenizer.Decode(expected) != decoded[i]) differences.Add($"{name}: text of the ids of {Escaped(lines[i])}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
    }

    private static string Escaped(string line) => System.Text.Json.JsonSerializer.Serialize(line);
}
