using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>pretraining.learning-rate</c>, one rate, a list of them, or a preset, and <c>pretraining.choose-rate</c>.</summary>
internal static class PretrainingRateReader
{
    /// <summary>The preset's name.</summary>
    public const string TinyRate = "tiny-rate";

    /// <summary>
    /// A rate so small that short runs order mixtures as tuned runs do (arXiv:2512.24503 trains proxies with AdamW at 1e-5 to 1e-6, one to two orders of magnitude below the usual). Adafactor's steps are shares of a weight's
    /// size: the usual rate is 0.02, and this is a sixtieth of it.
    /// </summary>
    public const double Tiny = 0.0003;

    private const string Each = "each";
    private const string Once = "once";
    private const string None = "none";

    /// <summary>The rates, at least one.</summary>
    public static ImmutableArray<double> Read(SpecSection section, double @default)
    {
        YamlNode? node = section.Find("learning-rate", string.Create(CultureInfo.InvariantCulture, $"{@default}, a list to choose from by the loss on held-out text, or {TinyRate} ({Tiny})"));
        ImmutableArray<double> rates = node is null ? [] : [.. SpecSection.Items(node)
            .Select(item => item is YamlScalarNode { Value: TinyRate } ? Tiny : section.Number(item, section.PathOf("learning-rate"), NumberRange.Positive)).OfType<double>().Distinct()];
        return rates.IsEmpty ? [@default] : rates;
    }

    /// <summary>Who chooses among the rates.</summary>
    public static RateChoice ReadChoice(SpecSection section, ImmutableArray<double> rates)
    {
        string choice = section.Text("choose-rate", Once)!;
        if (choice is not (Once or Each or None))
            section.Fault("choose-rate", $"pretraining.choose-rate is \"{choice}\"; expected once (on the first mixture, for all), each (every mixture for itself) or none (every rate is trained and reported).");
        else if (section.Has("choose-rate") && rates.Length == 1)
            section.Fault("choose-rate", "pretraining.choose-rate chooses among rates, but pretraining.learning-rate has one.\nhint: list several rates, or remove choose-rate.");
        return choice switch
        {
            Each => RateChoice.Each,
            None => RateChoice.None,
            _ => RateChoice.Once,
        };
    }
}

/// <summary>Who chooses among several pretraining rates.</summary>
internal enum RateChoice
{
    /// <summary>The first mixture, for all.</summary>
    Once,

    /// <summary>Every mixture for itself.</summary>
    Each,

    /// <summary>Nobody: all are trained, and all are reported.</summary>
    None,
}
