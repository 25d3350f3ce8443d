using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Turns a study into jobs. Reads the data for their fingerprints, and trains nothing.</summary>
public static class StudyPlanner
{
    /// <param name="spec">The study.</param>
    /// <param name="device"><c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="StudySpecException">The data are missing or unfit; all faults are told.</exception>
    public static StudyPlan Plan(StudySpec spec, string device = "cpu") => new PlanBuilder(spec, StudyData.Load(spec), device).Build();
}
