using System.Collections.Immutable;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads token counts that follow from a model's size: <c>tokens: 20x</c> and <c>compute: [2e12, 6e12]</c>.</summary>
internal static class TokenScaleReader
{
    public const string ComputeKey = "compute";

    /// <summary>How models are scaled; null where the file gives counts of tokens.</summary>
    public static TokenScale? Read(SpecSection section, ImmutableArray<ModelSpec> models)
    {
        YamlNode? compute = section.Find(ComputeKey, "none: FLOPs of each run, in place of tokens");
        YamlNode? tokens = section.Children().FirstOrDefault(child => child.Key == "tokens").Value;
        if (compute is not null)
        {
            section.Find("tokens", "none: compute decides");
            if (tokens is not null)
                section.Fault("tokens", "pretraining has both tokens and compute; expected one of them, because each decides how long a run is.\nhint: remove one of them.");
            return Budgets(section, compute, models);
        }

        if (tokens is null || !SpecSection.Items(tokens).Any(IsMultiple))
            return null;
        section.Find("tokens", "required");
        double[] multiples = [.. SpecSection.Items(tokens).Select(item => Multiple(section, item)).OfType<double>()];
        CheckAscending(section, "tokens", multiples, TokenScale.Multiple);
        return new TokenScale { PerParameter = [.. multiples] };
    }

    /// <summary>Stages of a mixture end at shares of a token count that all models have.</summary>
    public static void Check(SpecSection section, PretrainingSpec spec)
    {
        if (spec.Scale is { } scale && spec.Mixtures.FirstOrDefault(mixture => !mixture.Stages.IsEmpty) is { } staged)
            section.Fault("mixtures", $"pretraining.mixtures.{staged.Name} has stages, but {scale.Key} gives each model its own token counts; expected counts that all models have.\nhint: give tokens such as [1M, 4M], or rates without stages.");
    }

    private static TokenScale Budgets(SpecSection section, YamlNode compute, ImmutableArray<ModelSpec> models)
    {
        double[] budgets = [.. SpecSection.Items(compute).Select(item => section.Number(item, section.PathOf(ComputeKey), NumberRange.Positive)).OfType<double>()];
        if (budgets.Length == 0 && SpecSection.Items(compute).IsEmpty)
            section.Fault(ComputeKey, "pretraining.compute is empty; expected at least one budget in FLOPs, such as 2e12.");
        CheckAscending(section, ComputeKey, budgets, TokenScale.Budget);
        if (models.Length == 1 && section.Children().FirstOrDefault(child => child.Key == "batch").Value is not YamlSequenceNode && section.Children().FirstOrDefault(child => child.Key == "choose-rate").Value is not YamlScalarNode { Value: "none" })
            section.Fault(ComputeKey, "pretraining.compute compares models of different sizes at equal compute, but the study has one model.\nhint: list several under models, at least three for a minimum, or give tokens.");
        return new TokenScale { Compute = [.. budgets] };
    }

    private static bool IsMultiple(YamlNode node) => node is YamlScalarNode { Value: { } text } && text.EndsWith('x');

    private static double? Multiple(SpecSection section, YamlNode node)
    {
        const string expected = "tokens for each parameter, such as 20x, in the whole list";
        string? text = section.Scalar(node, "pretraining.tokens", expected);
        if (text is null)
            return null;
        if (text.EndsWith('x') && NumberText.TryParse(text[..^1], out double multiple) && multiple > 0)
            return multiple;
        section.Source.Fault(node, $"pretraining.tokens is \"{text}\"; expected {expected}.");
        return null;
    }

    private static void CheckAscending(SpecSection section, string key, double[] values, Func<double, string> format)
    {
        foreach ((double left, double right) in values.Zip(values.Skip(1)).Where(pair => pair.Second <= pair.First))
            section.Fault(key, $"{section.PathOf(key)} has {format(right)} after {format(left)}; expected ascending numbers, each once.");
    }
}
