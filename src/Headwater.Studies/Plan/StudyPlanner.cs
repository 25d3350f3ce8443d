using System.Collections.Immutable;

using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Turns a study into jobs. Reads the data for their fingerprints, and trains nothing.</summary>
public static class StudyPlanner
{
    /// <param name="spec">The study.</param>
    /// <param name="device"><c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="StudySpecException">The data are missing or unfit; all faults are reported.</exception>
    public static StudyPlan Plan(StudySpec spec, string device = "cpu")
    {
        StudyData data = StudyData.Load(spec);
        return new PlanBuilder(TokenScales.Resolve(WithRates(spec, data), data.Vocabulary), data, device).Build();
    }

    // Rates by temperature follow from the sizes of the corpora, in bytes of text: tokens are not counted yet.
    internal static StudySpec WithRates(StudySpec spec, StudyData data) => spec.Pretraining is not { } pretraining ? spec : spec with
    {
        Pretraining = pretraining with
        {
            Mixtures = [.. pretraining.Mixtures.Select(mixture => SwarmSpec.Resolve(mixture, data.SizeOf)).Select(mixture => mixture.Temperature is not { } temperature ? mixture
                : mixture with { Rates = Mixture.OfTemperature(mixture.Name, mixture.Rates.Keys.ToDictionary(name => name, data.SizeOf), temperature).Rates })],
        },
    };
}
