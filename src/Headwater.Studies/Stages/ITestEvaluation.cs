using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Scores the models of a finetuning on a task's test set, each metric by its own, and writes what it found per example into the run's folder.</summary>
internal interface ITestEvaluation
{
    double Seconds { get; }

    /// <summary>What to mind, once it has run.</summary>
    ImmutableArray<string> Warnings { get; }

    /// <summary>What the outputs look like, once it has run; null where nothing is generated.</summary>
    OutputCounts? Outputs { get; }

    ImmutableArray<RunScore> Run(ChosenModels models);
}
