using System.Collections.Immutable;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>
/// The larger runs that check the forecasts of a study whose token counts follow from sizes: <c>verify: { at: 8e13 }</c>. With <c>pretraining.compute</c>, <see cref="At"/> are budgets in FLOPs, split by the
/// study's own IsoFLOP minima; with <c>tokens: 20x</c>, parameter counts.
/// </summary>
public sealed record LargerRunSpec
{
    internal const string Expected = "{ at: 8e13 }";

    /// <summary>Budgets in FLOPs, or parameter counts; ascending, and beyond those of the study.</summary>
    public required ImmutableArray<double> At { get; init; }

    /// <summary>The loss that decides the split and which mixtures lead.</summary>
    public required string Metric { get; init; }

    /// <summary>How many of the leading mixtures are trained; where <see cref="Names"/> are given, their number.</summary>
    public int Mixtures { get; init; } = 1;

    /// <summary>The mixtures, where the study names them.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    internal static LargerRunSpec? Read(SpecSection root, YamlNode node, StudyParts parts)
    {
        PretrainingSpec pretraining = parts.Pretraining!;
        TokenScale scale = pretraining.Scale!;
        if (node is not YamlMappingNode)
        {
            root.Fault("verify", $"verify is {SpecSection.Describe(node)}, but {scale.Key} gives each model its own token counts; expected a map that says how large the larger run is.\nhint: {Hint(scale)}");
            return null;
        }

        SpecSection section = root.Section(node, "verify", Expected)!;
        (int mixtures, ImmutableArray<string> names) = ReadMixtures(section, pretraining);
        LargerRunSpec spec = new()
        {
            At = section.Require("at", scale.Compute.IsEmpty ? "parameters of the larger model" : "FLOPs of the larger run") is { } at
                ? [.. SpecSection.Items(at).Select(item => section.Number(item, "verify.at", NumberRange.Positive)).OfType<double>()] : [],
            Metric = section.Text("metric", Losses(parts).FirstOrDefault() ?? MetricNames.CrossEntropy)!,
            Mixtures = mixtures, Names = names,
        };
        section.Close();
        Check(section, spec, scale, parts);
        return spec;
    }

    private static (int, ImmutableArray<string>) ReadMixtures(SpecSection section, PretrainingSpec pretraining)
    {
        string[] known = [.. pretraining.Mixtures.Select(mixture => mixture.Name)];
        YamlNode? node = section.Find("mixtures", "1: the leading mixture");
        if (node is null)
            return (1, []);
        if (node is YamlScalarNode { Value: { } text } && !known.Contains(text))
            return ((int)(section.Count(node, "verify.mixtures", 1, Math.Max(1, known.Length)) ?? 1), []);
        ImmutableArray<string> names = [.. SpecSection.Items(node).Select(item => section.Scalar(item, "verify.mixtures", "how many mixtures, or names of some")).OfType<string>().Distinct()];
        foreach (string name in names.Where(name => !known.Contains(name)))
            section.Fault("mixtures", $"verify.mixtures names \"{name}\"; expected mixtures of pretraining.mixtures: {string.Join(", ", known)}.{SpecSection.DidYouMean(name, known)}");
        return (Math.Max(1, names.Length), names);
    }

    private static void Check(SpecSection section, LargerRunSpec spec, TokenScale scale, StudyParts parts)
    {
        // An IsoFLOP line needs two minima; a power law along a ladder has three coefficients and needs a point to test them.
        const int fewestBudgets = 2, fewestSizes = 4;
        if (!scale.Compute.IsEmpty && scale.Compute.Length < fewestBudgets)
            section.Fault($"verify needs {fewestBudgets} budgets under pretraining.compute or more, because the best size of a larger one follows from the minima of several; the study has {scale.Compute.Length}.\nhint: add budgets, each about three times the one before.");
        if (scale.Compute.IsEmpty && parts.Models.Length < fewestSizes)
            section.Fault($"verify needs {fewestSizes} models or more, because the larger model's loss is forecast by a law through theirs; the study has {parts.Models.Length}.\nhint: add sizes under models, each about twice the one before.");
        foreach (double at in spec.At.Where(at => !scale.Compute.IsEmpty && at <= scale.Compute.Max()))
            section.Fault("at", $"verify.at is {TokenScale.Budget(at)}; expected more than the largest budget of pretraining.compute, {TokenScale.Budget(scale.Compute.Max())}.\nhint: {Hint(scale)}");
        foreach ((double left, double right) in spec.At.Zip(spec.At.Skip(1)).Where(pair => pair.Second <= pair.First))
            section.Fault("at", $"verify.at has {NumberText.Format(right)} after {NumberText.Format(left)}; expected ascending numbers, each once.");
        if (!Losses(parts).Contains(spec.Metric))
            section.Fault("metric", $"verify.metric is \"{spec.Metric}\"; expected a loss that the study measures: {string.Join(", ", Losses(parts))}.");
        if (parts.Trainer?.Pretrain is not null)
            section.Fault($"verify trains a larger model, whose shape Headwater chooses, but trainer.pretrain trains; expected Headwater's own training.\nhint: remove verify, and train the larger run as another number under {scale.Key}.");
    }

    private static string Hint(TokenScale scale) => scale.Compute.IsEmpty ? "verify: { at: 10M } trains a model of about so many parameters." : $"verify: {{ at: {TokenScale.Digits(4 * scale.Compute.Max())} }} spends four times the largest budget.";

    // What can decide a split: lower is better, and it is measured of every run.
    private static string[] Losses(StudyParts parts) => [.. (parts.Pretraining!.Validations.IsEmpty ? Array.Empty<string>() : [MetricNames.ValidationLoss])
        .Concat(parts.Tasks.SelectMany(task => task.Text is null ? parts.Metrics : task.Text.Metrics).Where(metric => !MetricNames.IsHigherBetter(metric) && metric is not (MetricNames.Forgetting or MetricNames.MatrixEntropy))).Distinct()];
}
