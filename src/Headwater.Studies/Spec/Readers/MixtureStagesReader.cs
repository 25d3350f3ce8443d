using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads a mixture whose rates change in the course of a run: <c>stages: [{ until: 80%, en: 1 }, { en: 0.5, de: 0.5 }]</c>.</summary>
internal sealed class MixtureStagesReader(MixtureReader mixtures)
{
    /// <summary>The key.</summary>
    public const string Key = "stages";

    private const string Until = "until";
    private const string Expected = "a list of stages, for example [{ until: 80%, en: 1 }, { en: 0.5, de: 0.5 }]";

    /// <summary>The mixture; one that has faults comes without its stages.</summary>
    public MixtureSpec Read(SpecSection mixture, string name)
    {
        YamlNode? node = mixture.Require(Key, Expected);
        mixture.Close();
        if (node is not YamlSequenceNode list)
        {
            if (node is not null)
                mixture.Source.Fault(node, $"{mixture.PathOf(Key)} is {SpecSection.Describe(node)}; expected {Expected}.");
            return new MixtureSpec(name, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal));
        }

        if (list.Children.Count < 2)
            mixture.Fault(Key, $"{mixture.PathOf(Key)} has {list.Children.Count} {(list.Children.Count == 1 ? "stage" : "stages")}; expected at least two.\nhint: write rates that hold for the whole run without {Key}, as {name}: {{ en: 1 }}.");
        MixtureStageSpec?[] stages = [.. list.Children.Select((child, index) => ReadStage(mixture, child, index + 1, list.Children.Count))];
        ImmutableArray<MixtureStageSpec> read = [.. stages.OfType<MixtureStageSpec>()];
        bool ascending = Ascending(mixture, list, read);
        return ascending && read.Length == stages.Length && read.Length > 1 ? new MixtureSpec(name, MixtureStageSpec.Overall(read)) { Stages = read }
            : new MixtureSpec(name, read.IsEmpty ? ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal) : read[0].Rates);
    }

    private MixtureStageSpec? ReadStage(SpecSection mixture, YamlNode node, int number, int count)
    {
        string name = $"stage {number} of {mixture.Name}";
        if (node is not YamlMappingNode map)
        {
            mixture.Source.Fault(node, $"{name} is {SpecSection.Describe(node)}; expected a map: rates by corpus, and {Until} except in the last stage.");
            return null;
        }

        SpecSection stage = new(mixture.Source, map, name);
        double? until = number == count ? ReadEnd(stage) : ReadUntil(stage);
        if (stage.Has("temperature"))
        {
            stage.Fault("temperature", $"{name} has a temperature; expected rates by corpus.\nhint: write the rates themselves; headwater plan shows those of a mixture without {Key}.");
            return null;
        }

        ImmutableSortedDictionary<string, double> rates = mixtures.ReadRates(stage, other: Until);
        return until is double share ? new MixtureStageSpec(share, rates) : null;
    }

    // The last stage ends with the run.
    private static double? ReadEnd(SpecSection stage)
    {
        if (!stage.Has(Until))
            return 1;
        stage.Fault(Until, $"{stage.Name} has {Until}, and it is the last one, which lasts to the end of the run.\nhint: remove {Until} from it, or add a stage after it.");
        return null;
    }

    private static double? ReadUntil(SpecSection stage)
    {
        const string expected = "a share of a run's tokens between 0% and 100%, such as 80% or 0.8";
        if (stage.Require(Until, expected) is not { } node || stage.Scalar(node, stage.PathOf(Until), expected) is not { } text)
            return null;
        bool percent = text.EndsWith('%');
        if (NumberText.TryParse(percent ? text[..^1] : text, out double value) && (percent ? value / 100 : value) is > 0 and < 1 and { } share)
            return share;
        stage.Source.Fault(node, $"{stage.PathOf(Until)} is \"{text}\"; expected {expected}.");
        return null;
    }

    private static bool Ascending(SpecSection mixture, YamlSequenceNode list, ImmutableArray<MixtureStageSpec> stages)
    {
        for (int stage = 1; stage < stages.Length; stage++)
        {
            if (stages[stage].Until > stages[stage - 1].Until)
                continue;
            mixture.Source.Fault(list.Children[stage], string.Create(CultureInfo.InvariantCulture,
                $"stage {stage + 1} of {mixture.Name} ends at {100 * stages[stage].Until:0.####}% of the tokens and stage {stage} at {100 * stages[stage - 1].Until:0.####}%; expected ascending shares.\nhint: {Until} is where a stage ends, not how long it is."));
            return false;
        }

        return true;
    }
}
