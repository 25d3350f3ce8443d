using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>The metric that a command line names, against those of the table.</summary>
internal static class MetricName
{
    private const string Option = "--metric";
    private const int MostListed = 12;

    /// <summary>The table as it is, if it has the metric that was named or none was.</summary>
    /// <exception cref="ArgumentException">It has rows, and none of that metric; the message lists those it has.</exception>
    public static ObservationTable Checked(ParseResult parse, ObservationTable table)
    {
        if (parse.CommandResult.Command.Options.OfType<Option<string?>>().FirstOrDefault(option => option.Name == Option) is not { } option || parse.GetValue(option) is not { } wanted
            || table.Rows.IsEmpty || table.Rows.Any(row => LogLikelihoods.IsMetric(row.Metric, wanted.Trim())))
        {
            return table;
        }

        string[] metrics = [.. table.Rows.Select(row => row.Metric).Distinct().Order(StringComparer.Ordinal)];
        string more = metrics.Length > MostListed ? $" and {metrics.Length - MostListed} more" : "";
        throw new ArgumentException($"{Option} is \"{wanted}\", which no row of the table has; expected {(metrics.Length == 1 ? "" : "one of ")}{string.Join(", ", metrics.Take(MostListed))}{more}.\nhint: {Option} {ShellWord.Of(NearestName.To(wanted, metrics) ?? metrics[0])}");
    }
}
