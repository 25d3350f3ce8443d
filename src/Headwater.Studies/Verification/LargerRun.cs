using System.Collections.Immutable;
using Headwater.Laws;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>A run beyond a study's own, which is trained to check what the study forecast of it.</summary>
public sealed record LargerRun
{
    /// <summary>The model: one of the study's, or a larger one of their shape.</summary>
    public required ModelSpec Model { get; init; }

    /// <summary>Whether the study has no such model.</summary>
    public required bool IsNew { get; init; }

    /// <summary>The budget, or the tokens for each parameter.</summary>
    public required TokenScale Scale { get; init; }

    /// <summary>Parameters of <see cref="Model"/>.</summary>
    public required double Parameters { get; init; }

    /// <summary>The parameters asked for, or those that the minima of the study's budgets give for this one.</summary>
    public required EstimatedValue Asked { get; init; }

    /// <summary>The study with its larger runs: their models, and what each reads.</summary>
    internal static StudySpec AddTo(StudySpec spec, ImmutableArray<LargerRun> runs, ImmutableArray<string> mixtures) => spec with
    {
        Models = [.. spec.Models, .. runs.Where(run => run.IsNew).Select(run => run.Model).DistinctBy(model => model.Name)],
        Pretraining = spec.Pretraining! with { LargerRuns = runs, LargerMixtures = mixtures },
    };

    /// <summary>
    /// Before the study is measured: the sizes asked for, or those of a best size that grows as the root of compute (Hoffmann et al. 2022) through the middle of the study's slices.
    /// </summary>
    internal static ImmutableArray<LargerRun> StandIn(StudySpec spec, int vocabulary)
    {
        LargerRunSpec larger = spec.Verify!.Larger!;
        double[] sizes = [.. spec.Models.Select(model => (double)ModelConfig.Of(model, vocabulary).ParameterCount)];
        double middle = GeometricMean(sizes);
        return [.. larger.At.Select(at => Of(spec, at, new EstimatedValue(IsBudget(spec) ? middle * Math.Sqrt(at / GeometricMean(spec.Pretraining!.Scale!.Compute)) : at, null, null), vocabulary))];
    }

    /// <summary>The run whose model is nearest to what is asked for.</summary>
    internal static LargerRun Of(StudySpec spec, double at, EstimatedValue asked, int vocabulary)
    {
        ModelSpec model = ModelShapes.Of(spec.Models, vocabulary).Nearest(asked.Value);
        return new LargerRun
        {
            Model = model, IsNew = !spec.Models.Any(known => known.Name == model.Name), Parameters = ModelConfig.Of(model, vocabulary).ParameterCount, Asked = asked,
            Scale = IsBudget(spec) ? new TokenScale { Compute = [at] } : spec.Pretraining!.Scale!,
        };
    }

    /// <summary>The model and its size, with what was asked for where it is not that.</summary>
    internal string Words() => $"{Model.Name} ({Numerals.Size(Parameters)} parameters{(Asked is { Low: { } low, High: { } high } ? $"; the minima give {Numerals.Size(Asked.Value)} [{Numerals.Size(low)}, {Numerals.Size(high)}]" : "")})";

    internal static bool IsBudget(StudySpec spec) => !spec.Pretraining!.Scale!.Compute.IsEmpty;

    private static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
