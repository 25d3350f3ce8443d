namespace Headwater.Studies;

/// <summary>Writes a study's tables, observations.csv and comparisons.csv, from what is done.</summary>
internal static class ResultTables
{
    /// <summary>
    /// Writes both, unless a run that is not complete (something failed, or it was stopped) has fewer rows than the observations there: results of an earlier study file are
    /// replaced when those of the new one are whole.
    /// </summary>
    public static void Write(StudyPlan plan, RunStore store, bool complete, Action<string> notice)
    {
        if (!complete && ObservationCollector.WouldLose(plan, store))
        {
            notice($"{store.Folder.ObservationsFile} has more rows than this run has finished; it and the report are left as they are.");
            return;
        }

        ObservationCollector.Write(plan, store);
        PairedComparison.Write(plan, store);
    }
}
