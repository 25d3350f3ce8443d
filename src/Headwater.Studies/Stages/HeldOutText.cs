using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>The sequences that forgetting is measured on, opened.</summary>
internal sealed class HeldOutText : IDisposable
{
    private readonly Dictionary<string, TokenShard> _shards = new(StringComparer.Ordinal);
    private readonly HeldOutSettings _settings;
    private readonly PretrainingStream _stream;

    /// <exception cref="ArgumentException">A corpus is too short for a single sequence.</exception>
    public HeldOutText(RunStore store, HeldOutSettings settings, string tokenizer)
    {
        _settings = settings;
        try
        {
            foreach ((string corpus, string id) in settings.Corpora)
                _shards[corpus] = TokenShard.Open(store.Folder.CorpusFolder(id));
            SpanCorruption? corruption = settings.Objective is null ? new() { NoiseDensity = settings.NoiseDensity, MeanNoiseSpanLength = settings.MeanSpan } : null;
            ImmutableArray<MixtureStage> stages = settings.Stages is { } staged ? MixtureStageSpec.Mixtures("held out", staged, First) : [new(new Mixture("held out", settings.Rates), 0)];
            _stream = new PretrainingStream(stages, _shards, corruption, store.OpenTokenizer(tokenizer), batch: 1,
                settings.Sequence, settings.Seed, repeat: false)
            { CutsPassages = settings.Objective == PretrainingSpec.PrefixLm };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many there are: the sequences of the corpora that pretraining does not take, up to the most that are measured.</summary>
    public int Count => (int)Math.Clamp((_stream.Capacity / _stream.RawTokensPerStep) - First, 0, HeldOutSettings.MostSequences);

    private long First => _settings.FirstStep * _settings.Batch;

    public ImmutableArray<EncodedPair> Sequences() =>
        [.. Enumerable.Range(0, Count).Select(place => _stream.Batch(First + place)).SelectMany(batch => batch.IsCausal ? Documents(batch) : [new EncodedPair(batch.Inputs, batch.Targets)])];

    // Each document of a sequence by itself: what its first token is followed by.
    private static IEnumerable<EncodedPair> Documents(TokenBatch batch)
    {
        for (int begin = 0, place = 0; place < batch.Inputs.Length; place++)
        {
            if (place + 1 < batch.Inputs.Length && batch.InputSegments![place + 1] == batch.InputSegments[place])
                continue;
            yield return new EncodedPair([batch.Inputs[begin]], batch.Targets[begin..(place + 1)]);
            begin = place + 1;
        }
    }

    /// <summary>The loss of a model on each sequence.</summary>
    /// <exception cref="InvalidDataException">There is no sequence.</exception>
    public ImmutableArray<ExampleLoss> Losses(LanguageModel model, string name, CancellationToken token)
    {
        ImmutableArray<EncodedPair> sequences = Sequences();
        return sequences.IsEmpty
            ? throw new InvalidDataException($"the held-out text {name} has no sequence that pretraining does not read. Name a longer corpus under pretraining.validation, or shorten pretraining.sequence.")
            : CrossEntropy.Of(model, sequences, cancellationToken: token);
    }

    public void Dispose()
    {
        foreach (TokenShard shard in _shards.Values)
            shard.Dispose();
    }
}
