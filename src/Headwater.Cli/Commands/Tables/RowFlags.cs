using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;
using Headwater.Tables;

namespace Headwater.Cli;

/// <summary>Which tables a command reads, what is added to their rows, and which rows are kept.</summary>
internal sealed class RowFlags(Terminal terminal)
{
    private readonly Argument<string[]> _tables = new("table")
    {
        Description = "Observations: .csv, .tsv, .jsonl (.gz), .parquet, a pattern in quotes, - for standard input; results and logs of other tools; or the folder of a study.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _where = new("--where") { Description = "Keep the rows that meet an SQL condition, such as \"parameters >= 60e6 and metric = 'bleu'\"." };
    private readonly Option<string[]> _set = new("--set") { Description = "Set a column in every row: pretraining_data=en, or pretraining_data={run} to copy another column." };
    private readonly Option<string?> _tokensPerStep = new("--tokens-per-step") { Description = "Tokens per training step, such as 2M, for logs that count steps." };
    private readonly Option<string[]> _metricColumns = new("--metric-columns") { Description = "Metric columns of a wide table, such as mmlu,arc. Default: the columns named after metrics (loss, accuracy, bleu, …).", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _severalRuns = new("--several-runs") { Description = "How to combine several runs without a seed at one scale: mean, best or last.", DefaultValueFactory = _ => OptionWords.Spelled(SeveralRuns.Mean) };

    /// <summary>The options that choose and complete rows.</summary>
    public IEnumerable<Option> Options => [_where, _set, _tokensPerStep, _metricColumns, _severalRuns];

    /// <summary>Adds the tables, and what completes and chooses their rows.</summary>
    public void AddTo(Command command)
    {
        command.Add(_tables);
        command.AddAll(Options);
    }

    /// <summary>The tables as they were named.</summary>
    public string[] Names(ParseResult parse) => parse.GetValue(_tables)!;

    /// <summary>The folder of the study, where one was named.</summary>
    public StudyFolder? Study(ParseResult parse) =>
        Names(parse) is [var only] && new StudyFolder(only) is { Exists: true } folder ? folder : null;

    /// <summary>The rows of all tables.</summary>
    public ObservationTable Read(ParseResult parse) => TableReader.Read(Names(parse), Completion(parse), terminal.Input);

    /// <summary>The rows of all tables, with their mixing rates under whatever names.</summary>
    public ObservationTable ReadMixtures(ParseResult parse, ImmutableArray<string> rates) =>
        TableReader.Read(Names(parse), Completion(parse) with { FindsRates = true, Rates = rates }, terminal.Input);

    /// <summary>The rows of a table of mixtures whose values, if it has any, are not read.</summary>
    public ObservationTable ReadMixturesAlone(string name, ImmutableArray<string> rates) =>
        TableReader.Read([name], new() { FindsRates = true, Rates = rates, Set = [new("metric", "loss"), new("value", "0")] }, terminal.Input);

    /// <summary>The tables, to be read by conditions of their own.</summary>
    public DecideInput Sides(ParseResult parse) => new(Names(parse), Completion(parse), terminal.Input);

    private TableOptions Completion(ParseResult parse) => new()
    {
        Where = parse.GetValue(_where),
        Set = [.. (parse.GetValue(_set) ?? []).Select(Assignment)],
        MetricColumns = [.. parse.ListOf(_metricColumns)],
        SeveralRuns = OptionWords.Word<SeveralRuns>(_severalRuns, parse.GetValue(_severalRuns)!),
        TokensPerStep = parse.GetValue(_tokensPerStep) is not { } text ? null
            : NumberText.TryParse(text, out double tokens) && tokens > 0 ? tokens
            : throw new ArgumentException($"--tokens-per-step is \"{text}\"; expected a positive number such as 2M.\nhint: --tokens-per-step 2M"),
    };

    private static KeyValuePair<string, string> Assignment(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and int equals
        ? new(text[..equals].Trim(), text[(equals + 1)..].Trim())
        : throw new ArgumentException($"--set is \"{text}\"; expected COLUMN=VALUE, such as pretraining_data=en.\nhint: --set pretraining_data=en");
}
