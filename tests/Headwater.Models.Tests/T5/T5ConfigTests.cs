namespace Headwater.Models.Tests;

public sealed class T5ConfigTests
{
    // Published sizes: 77M, 248M, 783M, 2.85B, 11.1B.
    [Theory]
    [InlineData("t5-small", 76_961_152)]
    [InlineData("t5-base", 247_577_856)]
    [InlineData("t5-large", 783_150_080)]
    [InlineData("t5-v1_1-xl", 2_849_757_184)]
    [InlineData("t5-xxl", 11_135_332_352)]
    public void Preset_ParameterCount_IsThePublishedOne(string name, long count)
    {
        T5Config config = T5Config.Preset(name);

        Assert.Equal(count, config.ParameterCount);
        Assert.Equal(count - (2L * 32128 * config.DModel), config.ParameterCountWithoutEmbeddings);
    }

    [Fact]
    public void Preset_UnknownName_ListsTheNames()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => T5Config.Preset("t5-huge"));

        Assert.Contains("\"t5-huge\" is no model preset. There are t5-small, t5-base, t5-large, t5-xl, t5-xxl.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_ToJson_RoundTrips()
    {
        T5Config config = TinyModels.Config with { TieWordEmbeddings = true, DropoutRate = 0.05, NumDecoderLayers = 5, RelativeAttentionMaxDistance = 64 };

        Assert.Equal(config, T5Config.FromJson(config.ToJson()));
    }

    [Fact]
    public void FromJson_OtherArchitecture_SaysWhatIsSupported()
    {
        string json = TinyModels.Config.ToJson().Replace("gated-gelu", "relu", StringComparison.Ordinal);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => T5Config.FromJson(json, "m/config.json"));

        Assert.Contains("m/config.json: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("only \"gated-gelu\" (T5 v1.1) is supported", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "has no \"num_layers\"")]
    [InlineData("{", "config.json: ")]
    public void FromJson_Damaged_Throws(string json, string message)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => T5Config.FromJson(json));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ManyFaults_NamesEach()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => (TinyModels.Config with { DModel = 0, NumHeads = -1, DropoutRate = 1 }).Validate());

        Assert.Contains("DModel is 0", exception.Message, StringComparison.Ordinal);
        Assert.Contains("NumHeads is -1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("DropoutRate is 1", exception.Message, StringComparison.Ordinal);
    }
}
