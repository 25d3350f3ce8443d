using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The figures of an analysis, as in Isik et al. 2024 (arXiv:2402.04177): each metric against the scale, and each score against the cross-entropy.</summary>
public static class ReportFigures
{
    /// <summary>A page holds about so many panels of a mixture each, shared between metrics and settings.</summary>
    private const int MostPanels = 600;

    private const int LeastPanels = 8;

    /// <summary>All figures, in the order of the report: the decision first, then scores, losses next, then the one against the other, ranks, residuals, learning curves and the runs over time.</summary>
    public static ImmutableArray<Figure> Of(ReportInput input) => Of(input, Decision.Of(input), ComputeSlices.Of(input.Analysis));

    /// <summary>The same without a study: no learning curves and no runs.</summary>
    public static ImmutableArray<Figure> Of(Analysis analysis) => Of(new ReportInput { Title = "", Analysis = analysis });

    /// <summary>The same with what other parts of the report need too.</summary>
    internal static ImmutableArray<Figure> Of(ReportInput input, Decision? decision, ComputeSlices? slices)
    {
        (Analysis analysis, StudyEvidence? study) = (input.Analysis, input.Study);
        ImmutableArray<SeriesView> views = SeriesView.Of(analysis);
        SeriesStyles styles = SeriesStyles.Of(views);
        var figures = ImmutableArray.CreateBuilder<Figure>();
        if (DecisionFigure.Of(analysis, decision, styles) is { } first) figures.Add(first);
        figures.AddRange(ComparedFigures.Of(analysis, views, styles));
        ImmutableArray<SeriesView>[] groups = [.. views.Where(v => !v.Series.Points.IsEmpty)
            .GroupBy(v => (v.Setting, v.Series.Metric))
            .OrderBy(g => g.Key.Setting, StringComparer.Ordinal).ThenBy(g => g.First().Format.IsLoss).ThenBy(g => g.Key.Metric, StringComparer.Ordinal)
            .Select(g => g.ToImmutableArray())];
        foreach (ImmutableArray<SeriesView> group in groups) figures.AddRange(ScaleFigures.Of(analysis, group, styles, Math.Max(LeastPanels, MostPanels / groups.Length)));

        figures.AddRange(IsoFlopFigures.Of(slices));
        figures.AddRange(ScoreAgainstLossFigures.Of(analysis, views, styles));
        figures.AddRange(RankingFigures.Of(analysis, views, styles));
        figures.AddRange(ResidualFigures.Of(analysis, views, styles));
        if (study is not null) figures.AddRange(study.Figures(styles));
        return UniqueNames(figures);
    }

    /// <summary>Lower-case letters, digits and single hyphens.</summary>
    internal static string Slug(string text)
    {
        string plain = string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        string slug = string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length <= 80 ? slug : slug[..80].TrimEnd('-');
    }

    // Names that differ in other alphabets or in punctuation alone get a number.
    private static ImmutableArray<Figure> UniqueNames(IEnumerable<Figure> figures)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. figures.Select(f =>
        {
            int count = seen[f.Name] = seen.GetValueOrDefault(f.Name) + 1;
            return count == 1 ? f : f with { Name = $"{f.Name}-{Readable.Count(count)}" };
        })];
    }
}
