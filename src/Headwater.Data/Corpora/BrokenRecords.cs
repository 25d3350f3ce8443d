using System.Globalization;

namespace Headwater.Data;

/// <summary>Decides when broken records are too many. A few are left out and counted; above the share that is allowed the corpus is refused.</summary>
internal static class BrokenRecords
{
    // Fewer say nothing of a share: the first line of a good corpus may be the broken one.
    private const int EnoughToJudge = 100;

    /// <summary>The texts that are whole. Throws <see cref="InvalidDataException"/> as soon as too many are not, and again at the end.</summary>
    public static IEnumerable<string> LeaveOut(string corpus, IEnumerable<CorpusRecord> records, double share, CorpusTally tally)
    {
        foreach (CorpusRecord record in records)
        {
            tally.AddRecord();
            if (record.Fault is { } fault)
            {
                tally.AddBroken(fault);
                if (share == 0) throw new InvalidDataException(fault);
                if (tally.Broken >= EnoughToJudge && tally.Broken > share * tally.Records) throw TooMany(corpus, share, tally);
            }
            else if (record.Text is null)
            {
                tally.Remove("attributes");
            }
            else
            {
                yield return record.Text;
            }
        }

        if (tally.Broken > share * tally.Records) throw TooMany(corpus, share, tally);
    }

    private static InvalidDataException TooMany(string corpus, double share, CorpusTally tally) => new(string.Create(CultureInfo.InvariantCulture,
        $"Corpus \"{corpus}\": {tally.Broken} of {tally.Records} records are broken ({100.0 * tally.Broken / tally.Records:0.##}%); expected at most {100 * share:0.##}%. The first: {tally.FirstBroken}\nhint: repair the files, or raise broken."));
}
