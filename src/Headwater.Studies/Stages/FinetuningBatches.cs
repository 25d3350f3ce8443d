using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The batches of a finetuning: a pure function of the seed and the step, however pairs are counted and laid out.</summary>
internal static class FinetuningBatches
{
    public static Func<long, TokenBatch> Of(FinetuningSettings settings, ImmutableArray<EncodedPair> pairs)
    {
        ulong seed = Seeds.Of(settings.Seed, Seeds.FinetuningOrder);
        Func<long, TokenBatch> batches = settings.BatchTokens is int tokens
            ? new TokenBudgetStream(pairs, tokens, seed).Batch
            : new FinetuningStream(pairs, settings.Batch, seed).Batch;
        return settings.Packing is int length ? step => Packing.Pack(batches(step), length) : batches;
    }
}
