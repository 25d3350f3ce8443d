using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>The part of a study that a command runs: the mixtures it names, less what earlier runs elsewhere have measured.</summary>
public static class StudySlice
{
    /// <summary>The same plan where it is all of it; else the jobs that the cells of some mixtures need, under the same ids.</summary>
    /// <param name="plan">The whole study.</param>
    /// <param name="folder">Its folder, where rows that were kept from elsewhere are.</param>
    /// <param name="only">Mixtures, and <see cref="StudyPlan.Scratch"/>; empty for all.</param>
    /// <exception cref="ArgumentException">The study has no such mixture.</exception>
    public static StudyPlan Of(StudyPlan plan, StudyFolder folder, ImmutableArray<string> only)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        Check(plan, only);
        KeptRows kept = KeptRows.Read(folder, plan.Spec);
        RunStore store = new(folder);
        StudyCell[] cells = [.. plan.Cells
            .Where(cell => only.IsEmpty || only.Contains(cell.Mixture))
            .Where(cell => !kept.Cover(plan, cell) || store.RunOf(plan, cell) is not null)];
        return cells.Length == plan.Cells.Length ? plan : SubPlan.Of(plan, cells);
    }

    private static void Check(StudyPlan plan, ImmutableArray<string> only)
    {
        string[] known = [.. plan.Cells.Select(cell => cell.Mixture).Distinct()];
        foreach (string name in only.Where(name => !known.Contains(name)))
        {
            string hint = NearestName.To(name, known) is { } nearest ? $"did you mean {nearest}?" : $"name some of them with commas between, such as --only {string.Join(',', known.Take(2))}.";
            throw new ArgumentException($"The study {plan.Spec.Name} has no mixture \"{name}\"; expected some of {string.Join(", ", known)}.\nhint: {hint}");
        }
    }
}
