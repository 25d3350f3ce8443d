using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>
/// Reads <c>replay:</c> of pretraining: a share of each mixture that comes from the text that a model was trained on before (Ibrahim et al. 2024, arXiv:2403.08763). Of several shares, every mixture is trained
/// with each.
/// </summary>
internal static class ReplayReader
{
    private const string Key = "replay";
    private const string Example = "{ corpus: web, share: 5% }, or a list of shares";
    private const double Hundred = 100;

    public static ImmutableArray<MixtureSpec> Read(SpecSection pretraining, ImmutableArray<MixtureSpec> mixtures, MixtureReader known)
    {
        SpecSection? section = pretraining.Section(pretraining.Find(Key, "none"), Key, Example);
        if (section is null)
            return mixtures;
        string corpus = section.RequiredText("corpus", "the corpus that is replayed");
        if (corpus.Length > 0 && !known.Has(corpus))
            section.Fault("corpus", $"{section.PathOf("corpus")} is \"{corpus}\"; corpora has no such entry. {known.KnownCorpora(corpus)}");
        YamlNode? node = section.Require("share", "a share of the tokens, for example 5%");
        ImmutableArray<double> shares = node is null ? [] : [.. SpecSection.Items(node).Select(item => Share(section, item, section.PathOf("share"), "tokens")).OfType<double>().Distinct()];
        foreach (MixtureSpec mixture in mixtures.Where(mixture => !mixture.Stages.IsEmpty || mixture.Temperature is not null || mixture.Swarm is not null || mixture.Rates.ContainsKey(corpus)))
            section.Fault($"{section.Name} needs mixtures with rates of other corpora, but pretraining.mixtures.{mixture.Name} has {(mixture.Rates.ContainsKey(corpus) ? $"{corpus} itself" : "stages, a temperature or a swarm")}.\nhint: write the share of {corpus} into its rates.");
        section.Close();
        return [.. mixtures.SelectMany(mixture => shares.Select(share => With(mixture, corpus, share, shares.Length > 1)))];
    }

    private static MixtureSpec With(MixtureSpec mixture, string corpus, double share, bool isOneOfSeveral) => share == 0 ? mixture : mixture with
    {
        Name = isOneOfSeveral ? string.Create(CultureInfo.InvariantCulture, $"{mixture.Name}+{Hundred * share:0.######}pc-{corpus}") : mixture.Name,
        Rates = mixture.Rates.ToImmutableSortedDictionary(rate => rate.Key, rate => rate.Value * (1 - share), StringComparer.Ordinal).SetItem(corpus, share),
    };

    /// <summary>A share from 0 to below 1, as a percentage or a fraction; null where it is something else.</summary>
    internal static double? Share(SpecSection section, YamlNode item, string path, string of)
    {
        string? text = section.Scalar(item, path, $"a share of the {of}, for example 5%");
        if (text is null)
            return null;
        bool isPercent = text.EndsWith('%');
        if (NumberText.TryParse(text.TrimEnd('%'), out double value) && value / (isPercent ? Hundred : 1) is >= 0 and < 1 and double share)
            return share;
        section.Source.Fault(item, $"{path} is \"{text}\"; expected a share from 0% to below 100%, for example 5% or 0.05.");
        return null;
    }
}
