using Headwater.Data;

namespace Headwater.Models.Tests;

/// <summary>A model that learned to copy, more or less, and inputs for it.</summary>
internal static class DecodingModels
{
    public static T5Model Trained(int steps = 60)
    {
        T5Model model = new(TinyModels.Config with { VocabSize = 12 }, seed: 1);
        using Trainer trainer = new(model, new TrainingOptions { Schedule = LearningRateSchedule.Constant(0.02), Steps = steps });
        trainer.Run(step => TinyModels.CopyBatch((ulong)step, rows: 16, vocabulary: 12, longest: 6));
        return model;
    }

    public static int[][] Inputs(int count)
    {
        SplitMix random = new(3);
        return [.. Enumerable.Range(0, count).Select(_ => TinyModels.CopyPair(random, vocabulary: 12, longest: 6).Input)];
    }
}
