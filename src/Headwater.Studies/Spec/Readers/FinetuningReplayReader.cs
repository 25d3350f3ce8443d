using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>replay:</c> of finetuning: a share of the steps, and the corpus where it is not the mixture that a checkpoint was pretrained on.</summary>
internal static class FinetuningReplayReader
{
    private const string Key = "replay";
    private const string Example = "1%, or { share: 1%, corpus: web }";

    /// <summary>Null for none, and for a share of 0.</summary>
    public static FinetuningReplay? Read(SpecSection finetuning)
    {
        YamlNode? node = finetuning.Find(Key, "none");
        if (node is null)
            return null;
        string? corpus = null;
        double? share;
        if (node is YamlScalarNode)
        {
            share = ReplayReader.Share(finetuning, node, finetuning.PathOf(Key), "steps");
        }
        else
        {
            SpecSection? section = finetuning.Section(node, Key, Example);
            if (section is null)
                return null;
            corpus = section.Text("corpus", null);
            share = section.Require("share", "a share of the steps, for example 1%") is { } written ? ReplayReader.Share(section, written, section.PathOf("share"), "steps") : null;
            section.Close();
        }

        return share is > 0 and double value ? new FinetuningReplay(value, corpus) : null;
    }

    /// <summary>Checks the text that is replayed against the rest of the study.</summary>
    public static void Check(SpecSection root, FinetuningReplay replay, PretrainingSpec? pretraining, ImmutableArray<CorpusSpec> corpora, IReadOnlyCollection<string> metrics)
    {
        const string name = "finetuning.replay";
        if (pretraining is null)
        {
            root.Fault("finetuning", $"{name} needs pretraining, whose text and objective it takes; the study has none.\nhint: add pretraining, or remove replay.");
            return;
        }

        if (replay.Corpus is { } corpus)
        {
            if (corpora.All(known => known.Name != corpus))
                root.Fault("finetuning", $"{name}.corpus is \"{corpus}\"; corpora has no such entry. Known: {string.Join(", ", corpora.Select(known => known.Name))}.");
            if (metrics.Contains(MetricNames.Forgetting) && pretraining.Validation is null)
                root.Fault("finetuning", $"{name} names a corpus, and forgetting is measured on what pretraining did not read of its mixture, which may be the same text.\nhint: name held-out text under pretraining.validation.");
            if (pretraining.Validation == corpus || pretraining.Validations.ContainsValue(corpus))
                root.Fault("finetuning", $"{name}.corpus is \"{corpus}\", which is held out under pretraining.validation; expected another corpus.");
            return;
        }

        if (pretraining.From is not null || !pretraining.Checkpoints.IsEmpty)
            root.Fault("finetuning", $"{name} names no corpus, and the models of pretraining.{(pretraining.From is null ? "checkpoints" : "from")} were pretrained elsewhere; expected the corpus to replay.\nhint: {Key}: {{ share: {replay.Share.ToString(System.Globalization.CultureInfo.InvariantCulture)}, corpus: NAME }}.");
        foreach (MixtureSpec mixture in pretraining.Mixtures.Where(mixture => !mixture.Stages.IsEmpty))
            root.Fault("finetuning", $"{name} names no corpus, and the mixture {mixture.Name} has stages; expected the corpus to replay, or mixtures without stages.\nhint: {Key}: {{ share: …, corpus: NAME }}.");
    }
}
