using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What one run of a recipe scored at one scale, turned so that more is better (a loss has a minus).</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Judged">The score that recipes are judged by.</param>
/// <param name="JudgedError">Its standard error: of the test items, and of the seeds or checkpoints averaged. <c>null</c> where nothing tells it.</param>
/// <param name="Evidence">The scores of the other tasks, in the order of <see cref="ScaleEvidence.Tasks"/>.</param>
internal sealed record EvidenceRun(string Recipe, double Judged, double? JudgedError, ImmutableArray<double> Evidence);
