using System.Collections.Immutable;

namespace Headwater.Models.Tests;

/// <summary>The ids at which generation stops.</summary>
public sealed class EndTokensTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("128001", null, new[] { 128001 })]                                          // Llama 3
    [InlineData("[128001, 128008, 128009]", null, new[] { 128001, 128008, 128009 })]        // Llama 3.1, instructed
    [InlineData("151643", """{ "eos_token_id": [151645, 151643], "temperature": 0.7 }""", new[] { 151643, 151645 })]          // Qwen2, instructed
    [InlineData("null", """{ "eos_token_id": 7 }""", new[] { 7 })]
    [InlineData("null", "{}", new int[0])]
    public void Of_ConfigAndGenerationConfig_AreAllTheirIds(string config, string? generation, int[] expected)
    {
        File.WriteAllText(_folder["config.json"], $$"""{ "eos_token_id": {{config}} }""");
        if (generation is not null)
        {
            File.WriteAllText(_folder["generation_config.json"], generation);
        }

        Assert.Equal(expected, EndTokens.Of(Path.GetDirectoryName(_folder["config.json"])!, "config.json"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Generate_SeveralEnds_StopsAtTheFirstOfAny(int beam)
    {
        using DecoderModel model = TinyDecoders.Random("llama");
        GenerationOptions options = new() { MaxLength = 8, Beam = beam, LengthPenalty = 0 };
        model.Ends = [];
        int[] whole = Generation.Generate(model, [[4, 5, 6]], options)[0];
        int other = Enumerable.Range(0, 40).First(id => !whole.Contains(id));

        model.Ends = [other, .. whole.Skip(3).Take(1)];
        int[] cut = Generation.Generate(model, [[4, 5, 6]], options)[0];

        Assert.Equal(8, whole.Length);
        Assert.DoesNotContain(cut, model.Ends.Contains);
        if (beam == 1)
        {
            Assert.Equal(whole[..Array.IndexOf(whole, whole[3])], cut);
        }
    }
}
