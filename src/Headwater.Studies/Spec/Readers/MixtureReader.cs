using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads a mixture: rates by corpus, corpora with a temperature, or stages.</summary>
internal sealed class MixtureReader(ImmutableArray<CorpusSpec> corpora)
{
    private const double RateTolerance = 1e-6;

    public MixtureSpec? Read(SpecSection mixtures, string name, YamlNode node)
    {
        SpecSection? section = mixtures.Section(node, name, "rates by corpus, for example { en: 0.5, de: 0.5 }");
        if (section is null)
            return null;
        if (name == StudyPlan.Scratch)
            section.Fault($"{section.Name}: \"{StudyPlan.Scratch}\" is reserved for the model without pretraining.\nhint: rename the mixture.");
        if (name.Length == 0 || !name.All(StudyFileReader.IsNameCharacter))
            section.Fault($"the mixture name \"{name}\" contains other characters than allowed; expected letters, digits, '-', '_', '+' and '.', because the name is used for folders.");

        if (section.Has(MixtureStagesReader.Key) && corpora.All(corpus => corpus.Name != MixtureStagesReader.Key))
            return new MixtureStagesReader(this).Read(section, name);
        return section.Has("temperature") ? ReadTempered(section, name) : new MixtureSpec(name, ReadRates(section));
    }

    /// <summary>Rates by corpus, which sum to 1; corpora at rate 0 are left out.</summary>
    /// <param name="section">The map of rates.</param>
    /// <param name="other">A key of the map that is no corpus.</param>
    public ImmutableSortedDictionary<string, double> ReadRates(SpecSection section, string? other = null)
    {
        (string Corpus, YamlNode Value)[] written = [.. section.Children().Where(child => child.Key != other)];
        ImmutableSortedDictionary<string, double>.Builder rates = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        int read = 0;
        foreach ((string corpus, YamlNode value) in written)
        {
            if (corpora.All(known => known.Name != corpus))
                section.Source.Fault(value, $"{section.Name} names the corpus \"{corpus}\"; corpora has no such entry. {KnownCorpora(corpus)}");
            if (section.Number(value, section.PathOf(corpus), NumberRange.Rate) is not double rate)
                continue;
            read++;
            if (rate > 0)
                rates[corpus] = rate;
        }

        double sum = rates.Values.Sum();
        if (read == written.Length && Math.Abs(sum - 1) > RateTolerance)
            section.Fault($"{section.Name}: its rates sum to {sum.ToString("0.######", CultureInfo.InvariantCulture)}; mixing rates must sum to 1.");
        return rates.ToImmutable();
    }

    /// <summary>Whether the study has a corpus.</summary>
    public bool Has(string corpus) => corpora.Any(known => known.Name == corpus);

    /// <summary>Which corpus may be meant by a name that is not one.</summary>
    public string KnownCorpora(string wanted)
    {
        if (corpora.Length == 0)
            return "Add it under corpora.";
        string? near = NearestName.To(wanted, corpora.Select(corpus => corpus.Name));
        return near is not null ? $"Did you mean \"{near}\"?" : $"It has {string.Join(", ", corpora.Select(corpus => corpus.Name))}.";
    }

    // { temperature: 3, corpora: [en, de] }: the rates are known once the corpora are measured; until then they are equal.
    private MixtureSpec ReadTempered(SpecSection section, string name)
    {
        double temperature = section.Number("temperature", 1, NumberRange.AtLeastOne);
        YamlNode? node = section.Require("corpora", "the corpora of the mixture, for example [en, de]");
        string[] names = node is null ? [] : [.. SpecSection.Items(node).Select(item => section.Scalar(item, section.PathOf("corpora"), "a corpus's name")).OfType<string>().Distinct()];
        foreach (string unknown in names.Where(wanted => corpora.All(known => known.Name != wanted)))
            section.Fault("corpora", $"{section.Name} names the corpus \"{unknown}\"; corpora has no such entry. {KnownCorpora(unknown)}");
        section.Close();
        return new MixtureSpec(name, names.ToImmutableSortedDictionary(corpus => corpus, _ => 1.0 / names.Length, StringComparer.Ordinal)) { Temperature = temperature };
    }
}
