using System.Collections.Immutable;

namespace Headwater.Data.Tests;

public class MixtureTests
{
    [Fact]
    public void Of_OneCorpus_HasRateOne()
    {
        Mixture mixture = Mixture.Of("en");

        Assert.Equal("en", mixture.Name);
        Assert.Equal(1, mixture.Rates["en"]);
    }

    [Theory]
    [InlineData(0.5, 0.4, "Mixture \"m\": the rates sum to 0.9; expected 1 (de 0.4, en 0.5).")]
    [InlineData(1.0, 0.0, "Mixture \"m\": the rate of \"de\" is 0; expected a positive number. Leave the corpus out if it has no share.")]
    [InlineData(double.NaN, 1.0, "Mixture \"m\": the rate of \"en\" is NaN; expected a positive number. Leave the corpus out if it has no share.")]
    public void Mixture_RatesThatAreNoShares_AreRefused(double en, double de, string expected)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Mixture("m", ImmutableSortedDictionary<string, double>.Empty.Add("en", en).Add("de", de)));

        Assert.StartsWith(expected, error.Message);
    }

    [Fact]
    public void Mixture_NoCorpus_IsRefused()
    {
        Assert.StartsWith("Mixture \"m\" names no corpus;", Assert.Throws<ArgumentException>(() => new Mixture("m", ImmutableSortedDictionary<string, double>.Empty)).Message);
    }

    [Theory]
    [InlineData(1, 0.9)]
    [InlineData(2, 0.75)]
    [InlineData(1e9, 0.5)]
    public void OfTemperature_NineToOne_FlattensWithTheTemperature(double temperature, double expected)
    {
        Mixture mixture = Mixture.OfTemperature("mix", new Dictionary<string, long> { ["large"] = 9_000, ["small"] = 1_000 }, temperature);

        Assert.Equal(expected, mixture.Rates["large"], 1e-6); // at 1e9 the power is one within 3e-9
    }

    [Fact]
    public void OfTemperature_BelowOneOrAnEmptyCorpus_IsRefused()
    {
        Assert.StartsWith("Mixture \"mix\": the temperature is 0.5; expected 1 or more.", Assert.Throws<ArgumentOutOfRangeException>(() => Mixture.OfTemperature("mix", new Dictionary<string, long> { ["a"] = 1 }, 0.5)).Message);
        Assert.StartsWith("Mixture \"mix\": the size of \"a\" is 0; expected a positive number.", Assert.Throws<ArgumentException>(() => Mixture.OfTemperature("mix", new Dictionary<string, long> { ["a"] = 0 }, 2)).Message);
    }
}
