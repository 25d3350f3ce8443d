using System.Collections.Immutable;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Scores a model on a task's test set, and writes what it found per example into the run's folder.</summary>
internal interface ITestEvaluation
{
    double Seconds { get; }

    /// <summary>What to mind, once it has run.</summary>
    ImmutableArray<string> Warnings { get; }

    ImmutableArray<RunScore> Run(T5Model model);
}
