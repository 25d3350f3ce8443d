namespace Headwater.Laws;

/// <summary>What a selection says about what it left out, refused or does not trust.</summary>
internal static class SelectionMessages
{
    public static string WithoutSize(int rows, int of, string column) => $"{rows} of {of} rows have no {column} and are left out.";

    public static string WithoutLogarithm(SeriesKey task, int values) =>
        $"{task.Label}: {values} {(values == 1 ? "value has" : "values have")} no logarithm and {(values == 1 ? "is" : "are")} left out.";

    public static string LeftOut(SeriesKey task, string why, IEnumerable<CandidateModel> models) =>
        $"{task.Label}: left out, {why}: {string.Join(", ", models.Select(model => model.Name))}.";

    public static string NothingToChoose(SeriesKey task, int models, SelectionMethod method) =>
        $"{task.Label}: {models} {(models == 1 ? "model has" : "models have")} what {SelectionMethods.NameOf(method)} needs; expected at least 2 to choose from.";

    public static string Refused(SeriesKey task, double full, double largest) =>
        $"{task.Label}: no ranking at {Numerals.Size(full)}, {Numerals.Short(full / largest)} times the largest size measured ({Numerals.Size(largest)}); "
        + $"the limit is {Forecaster.RefuseBeyond:0} times. Finetune on larger subsets, or allow extrapolation.\nhint: --allow-extrapolation";

    public static string Far(SeriesKey task, double full, double largest) =>
        $"{task.Label}: {Numerals.Size(full)} is {Numerals.Short(full / largest)} times the largest size measured ({Numerals.Size(largest)}); "
        + "on published curves rankings from so far below pick a good model but seldom order all of them well.";

    public static string NotScored(SeriesKey task, SelectionMethod method, double size) =>
        $"{task.Label}: {SelectionMethods.NameOf(method)} cannot judge all models from sizes up to {Numerals.Size(size)} and is not scored there.";
}
