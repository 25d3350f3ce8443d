using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>What a study trains after its decision to find out whether its forecasts came true: some mixtures at the scales of <c>forecast.at</c>.</summary>
public sealed record VerifySpec
{
    private const string Expected = "how many of the leading mixtures are trained at forecast.at, the names of some, or, of a swarm or of sizes, a map with at";

    /// <summary>How many of the mixtures that lead by the forecasts; where <see cref="Names"/> are given, their number.</summary>
    public required int Mixtures { get; init; }

    /// <summary>The mixtures, where the study names them; empty where the decision does.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>How the proposal of a swarm is verified; null where forecasts of the study's own mixtures are.</summary>
    public SwarmVerifySpec? Swarm { get; init; }

    /// <summary>The larger runs of a study whose token counts follow from sizes; null where they do not.</summary>
    public LargerRunSpec? Larger { get; init; }

    /// <summary>Where the scales are written.</summary>
    internal string ScaleKey => Swarm is null && Larger is null ? "forecast.at" : AtKey;

    internal const string AtKey = "verify.at";

    /// <summary>
    /// The token counts that a mixture may be trained to once the study is measured. None once these runs are part of the study, and none of a swarm's mixtures beside the natural one:
    /// what is verified there is chosen among those with text enough. Of a larger run, what it reads if the best size grows as the root of compute.
    /// </summary>
    internal ImmutableArray<long> ScalesOf(string mixture, StudySpec spec) => this switch
    {
        _ when spec.Pretraining?.Continued.IsEmpty != true => [],
        { Larger: not null } => spec.Pretraining!.LargerRuns.IsEmpty && (Names.IsEmpty || Names.Contains(mixture)) ? spec.Pretraining.AboutLargerTokens : [],
        { Swarm: { } swarm } => mixture == SwarmSpec.Centre ? swarm.At : [],
        _ => Names.IsEmpty || Names.Contains(mixture) ? [.. (spec.Forecast?.At ?? []).Select(at => (long)at)] : [],
    };

    internal static VerifySpec? Read(SpecSection root, StudyParts parts)
    {
        (PretrainingSpec? pretraining, ForecastSpec? forecast) = (parts.Pretraining, parts.Forecast);
        if (root.Find("verify", $"none; {Expected}") is not { } node)
            return null;
        if (pretraining?.Scale is not null)
            return LargerRunSpec.Read(root, node, parts) is { } larger ? new VerifySpec { Mixtures = larger.Mixtures, Names = larger.Names, Larger = larger } : null;
        if (pretraining?.Optimization.Falls == true)
            root.Fault("verify", $"verify continues the trajectories, and pretraining.schedule: {pretraining.Optimization.Schedule} ends with the last token count.\nhint: use inverse-square-root or constant (with decay if the rate should decrease), or remove verify.");
        if (node is YamlMappingNode)
            return SwarmVerifyReader.Read(root, node, parts) is { } swarm ? new VerifySpec { Mixtures = swarm.Mixtures, Swarm = swarm } : null;
        if (pretraining is null || !pretraining.Checkpoints.IsEmpty || forecast is null || !forecast.At.Any(at => at > pretraining.Tokens.Max()))
            root.Fault("verify", "verify needs pretraining and a scale in forecast.at beyond the largest pretraining.tokens.\nhint: add forecast.at, or remove verify.");
        string[] known = [.. (pretraining?.Mixtures ?? []).Select(mixture => mixture.Name)];
        if (node is YamlScalarNode)
            return new VerifySpec { Mixtures = (int)(root.Count(node, "verify", 1, Math.Max(1, known.Length)) ?? 1) };

        ImmutableArray<string> names = [.. SpecSection.Items(node).Select(item => root.Scalar(item, "verify", Expected)).OfType<string>().Distinct()];
        foreach (string name in names.Where(name => !known.Contains(name)))
            root.Fault("verify", $"verify names \"{name}\"; expected mixtures of pretraining.mixtures: {string.Join(", ", known)}.{SpecSection.DidYouMean(name, known)}");
        return new VerifySpec { Mixtures = Math.Max(1, names.Length), Names = names };
    }
}
