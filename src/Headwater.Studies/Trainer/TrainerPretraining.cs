using System.Collections.Immutable;
using System.Diagnostics;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Pretrains with the study's command, once for each token count that has no checkpoint yet.</summary>
internal sealed class TrainerPretraining(JobContext context, PretrainingSettings settings)
{
    private readonly TrainerCommand _command = settings.Trainer!;

    public PretrainingResult Run()
    {
        Stopwatch clock = Stopwatch.StartNew();
        double earlier = MetricsLog.Last(context.Run.MetricsFile)?.Seconds ?? 0;
        int vocabulary = context.Store.Result<TokenizerResult>(settings.Tokenizer).Vocabulary;
        (long All, long WithoutEmbeddings) counted = (0, 0);
        string before = settings.From?.Path ?? "";
        List<PretrainingCheckpoint> checkpoints = [];
        foreach (long tokens in settings.Checkpoints.Order())
        {
            string place = context.Run.Checkpoint(tokens);
            if (!Directory.Exists(place))
                Train(tokens, before, vocabulary);
            (long All, long WithoutEmbeddings) here = TrainerShape.Count(place, settings.Model, vocabulary);
            if (counted.All != 0 && here != counted)
                throw new TrainerException($"the checkpoint {place} has {here.All} parameters, and the one before has {counted.All}; expected checkpoints of one model.\nhint: delete {context.Run.Root}, and let the command make one model at every token count.");
            counted = here;
            before = TrainerCheckpoints.PathOf(place);
            checkpoints.Add(RecordFile.ReadJson<PretrainingCheckpoint>(context.Run.CheckpointFile(tokens)));
        }

        return new PretrainingResult { Parameters = counted.All, ParametersWithoutEmbeddings = counted.WithoutEmbeddings, Checkpoints = [.. checkpoints], Seconds = earlier + clock.Elapsed.TotalSeconds };
    }

    private void Train(long tokens, string before, int vocabulary)
    {
        using RunMeter.Stretch training = context.Meter.Spend(WorkKind.Training);
        string folder = Path.Combine(context.Run.ResumeFolder, TrainerFields.Text(tokens));
        Directory.CreateDirectory(folder);
        Dictionary<string, string> fields = TrainerFields.Of(context, settings.Model, settings.Tokenizer, settings.Seed, settings.Threads, settings.Device);
        fields[CommandTemplate.Tokens] = TrainerFields.Text(tokens);
        fields[CommandTemplate.Checkpoint] = _command.Continues ? before : "";
        fields[CommandTemplate.Out] = folder;
        if (settings.Export is { } export)
            ExportFields(fields, context.Folder.CorpusFolder(export));
        TrainerProcess process = new(context, _command, CommandTemplate.Pretrain);
        process.Run(fields, new TrainerCurve(context, _command.Progress, settings.StepOf, before: 0).Hear);
        string found = TrainerShape.Find(folder, CommandTemplate.Fill(_command.Checkpoint!, fields), settings.Model, vocabulary, CommandTemplate.Pretrain, context.Token);
        (long all, long without) = TrainerShape.Count(found, settings.Model, vocabulary);
        Directory.CreateDirectory(context.Run.CheckpointsFolder);
        RecordFile.WriteJson(context.Run.CheckpointFile(tokens), Describe(tokens, without));
        TrainerCheckpoints.Keep(found, context.Run.Checkpoint(tokens));
        context.Progress(new JobProgress(settings.StepOf(tokens), context.Job.Steps) { Tokens = tokens });
    }

    private void ExportFields(Dictionary<string, string> fields, string folder)
    {
        DataLayout layout = _command.Data!.Value;
        fields[CommandTemplate.Mixture] = MixtureExport.PathOf(folder, MixtureExport.MixtureName, layout);
        fields[CommandTemplate.Corpus] = folder;
        fields[CommandTemplate.Rates] = string.Join(',', settings.Rates.Select(rate => $"{rate.Key}={TrainerFields.Text(rate.Value)}"));
    }

    // 6 N D, as for a model whose layers nobody knows (Kaplan et al. 2020, arXiv:2001.08361, N without embeddings).
    private PretrainingCheckpoint Describe(long tokens, long parameters)
    {
        using MixtureShards shards = MixtureShards.Open(context.Store, settings.Corpora);
        ImmutableSortedDictionary<string, CorpusUse> used = shards.Documents(settings.Rates, settings.ExportSeed ?? 0).UsedAfter(tokens);
        return new PretrainingCheckpoint
        {
            Requested = tokens,
            Tokens = tokens,
            Step = settings.StepOf(tokens),
            UniqueTokens = used.Values.Sum(use => use.UniqueTokens),
            Compute = 6.0 * parameters * tokens,
            CorpusTokens = used.ToImmutableSortedDictionary(use => use.Key, use => use.Value.Tokens, StringComparer.Ordinal),
            EffectiveTokens = used.Values.Sum(use => use.EffectiveTokens),
            Epochs = used.ToImmutableSortedDictionary(use => use.Key, use => use.Value.Epochs, StringComparer.Ordinal),
        };
    }
}
