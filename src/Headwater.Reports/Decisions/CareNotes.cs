using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>What to mind, each said once: what holds for many series names them together.</summary>
internal static class CareNotes
{
    /// <summary>Series named in one sentence.</summary>
    private const int Named = 6;

    public static ImmutableArray<string> Of(ReportInput input) => [.. Grouped(input.Analysis), .. Together(input.Study?.Notes ?? [])];

    // A study begins a note about one run with its name; what many runs say is said once.
    private static IEnumerable<string> Together(ImmutableArray<string> notes) => notes.GroupBy(note => note.IndexOf(": ", StringComparison.Ordinal) is > 0 and var cut ? note[cut..] : note, StringComparer.Ordinal)
        .Select(group => group.Count() == 1 ? group.First() : $"{string.Join("; ", group.Take(Named).Select(note => note[..^group.Key.Length]))}{(group.Count() > Named ? $" and {Readable.Whole(group.Count() - Named)} more" : "")}{group.Key}");

    // The library begins a warning about one series with its name.
    private static IEnumerable<string> Grouped(Analysis analysis)
    {
        Dictionary<string, string> labels = SeriesView.Of(analysis).GroupBy(v => v.Series.Key.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => $"{g.First().Label}, {g.First().Format.InText}", StringComparer.Ordinal);
        var parted = analysis.Warnings.Select(warning => (Warning: warning, Cut: CutOf(warning, labels)));
        return parted.GroupBy(w => w.Cut is { } cut ? w.Warning[cut..] : w.Warning, StringComparer.Ordinal).Select(group =>
        {
            string[] names = [.. group.Where(w => w.Cut is not null).Select(w => labels[w.Warning[..w.Cut!.Value]])];
            return names.Length == 0 ? group.Key : $"{string.Join("; ", names.Take(Named))}{(names.Length > Named ? $" and {Readable.Whole(names.Length - Named)} more series" : "")}{group.Key}";
        });
    }

    // Where the name of a series ends; a name may hold a colon.
    private static int? CutOf(string warning, Dictionary<string, string> labels)
    {
        for (int cut = warning.IndexOf(": ", StringComparison.Ordinal); cut >= 0; cut = warning.IndexOf(": ", cut + 1, StringComparison.Ordinal))
        {
            if (labels.ContainsKey(warning[..cut])) return cut;
        }

        return null;
    }
}
