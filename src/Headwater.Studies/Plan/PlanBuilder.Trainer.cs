using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Pretrainings that a trainer's command does, and the text that is written for it.</summary>
internal sealed partial class PlanBuilder
{
    // A command that continues from a checkpoint makes one trajectory; one that does not is a run of its own for every token count.
    private IEnumerable<Arm> TrainerArms(PretrainingKind kind, MixtureSpec mixture, PretrainingSettings settings, TrainerCommand command)
    {
        ImmutableArray<long> counts = settings.Checkpoints;
        ulong order = Seeds.Of(spec.Seed, Seeds.PretrainingOrder);
        string? export = command.Data is { } layout ? AddExport(mixture, settings, command, layout, order).Id : null;
        settings = settings with { Trainer = command, Export = export, ExportSeed = order };
        if (command.Continues)
        {
            Job job = AddPretraining(settings);
            return counts.Select(tokens => new Arm(mixture.Name, job, tokens, null));
        }

        return [.. counts.Select(tokens => new Arm(mixture.Name, AddPretraining(settings with { Checkpoints = [tokens], EndTokens = tokens }), tokens, null))];
    }

    // All seeds and models read the same text: a seed is for the command to use.
    private Job AddExport(MixtureSpec mixture, PretrainingSettings settings, TrainerCommand command, DataLayout layout, ulong order)
    {
        long tokens = spec.Models.SelectMany(model => spec.TrainingSeeds.SelectMany(seed => TokensOf(mixture, model, seed))).Max();
        MixtureExportSettings export = new()
        {
            Mixture = mixture.Name, Rates = mixture.Rates, Corpora = settings.Corpora, Tokenizer = settings.Tokenizer, Layout = layout, Tokens = tokens,
            Sources = settings.Corpora.Keys.ToImmutableSortedDictionary(name => name, name => data.Corpora[name], StringComparer.Ordinal),
            Mixed = command.Uses(CommandTemplate.Mixture), Singly = command.Uses(CommandTemplate.Corpus), Repeat = settings.Repeat, Seed = order,
        };
        long text = settings.Corpora.Keys.Sum(data.AboutSizeOf);
        return Add(With(NewJob(Stage.Corpus, $"{mixture.Name} for the trainer", export, [settings.Tokenizer, .. settings.Corpora.Values]),
            new JobCost { TextBytes = text, DiskBytes = layout == DataLayout.Jsonl ? text : tokens * sizeof(ushort) }));
    }
}
