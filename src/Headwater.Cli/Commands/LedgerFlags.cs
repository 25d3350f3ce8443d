using System.CommandLine;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>The options of <c>forecast</c> that write forecasts into a ledger before a run, and score them after it.</summary>
internal sealed class LedgerFlags
{
    private readonly Option<string?> _register = new("--register") { Description = "Add the forecasts to this file before the run, as JSON lines that are never rewritten." };
    private readonly Option<string?> _date = new("--date") { Description = "With --register: the day to record, as YYYY-MM-DD. Default: none." };
    private readonly Option<string?> _score = new("--score") { Description = "Compare the forecasts registered in this file with the current measurements in the table." };

    /// <summary>Adds the options to <c>forecast</c>.</summary>
    public void AddTo(Command command)
    {
        command.Add(_register);
        command.Add(_date);
        command.Add(_score);
    }

    /// <summary>The ledger to score; <c>null</c> where none was asked for.</summary>
    /// <exception cref="ArgumentException">Scoring and registering, or scales, are asked for at once, or a date without a registration.</exception>
    public string? LedgerToScore(ParseResult parse)
    {
        string? score = Given(parse, _score, "forecasts.jsonl"), register = Given(parse, _register, "forecasts.jsonl");
        if (score is not null && register is not null)
        {
            throw new ArgumentException("--score and --register were given together; expected one of them.\nhint: register before the run, and score when the table has its results.");
        }

        if (score is not null && parse.CommandResult.Command.Options.FirstOrDefault(option => option.Name == "--at") is { } at && parse.GetResult(at) is { Implicit: false })
        {
            throw new ArgumentException("--score was given with --at; expected no scales, because the file says which scales were forecast.\nhint: leave out --at.");
        }

        return register is not null || Given(parse, _date, "2026-01-31") is null ? score
            : throw new ArgumentException("--date was given without --register; expected both.\nhint: add --register FILE, or leave out --date.");
    }

    /// <summary>Registers the forecasts of an analysis where that was asked for, and says so on standard error.</summary>
    public void Register(Terminal terminal, ParseResult parse, Analysis analysis)
    {
        if (Given(parse, _register, "forecasts.jsonl") is not { } path)
        {
            return;
        }

        RegisteredForecast[] forecasts = [.. ForecastLedger.Of(analysis, DateOf(parse))];
        int added = forecasts.Length == 0 ? 0 : ForecastLedger.Append(path, forecasts).Length;
        int known = forecasts.Length - added;
        terminal.Error.WriteLine(
            $"registered: {Count(added)} added to {path}{(known == 0 ? "" : $"; {Count(known)} already registered with the same forecast")}.");
    }

    private DateOnly? DateOf(ParseResult parse) => Given(parse, _date, "2026-01-31") is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date
        : throw new ArgumentException($"--date is \"{text}\"; expected a day as YYYY-MM-DD.\nhint: --date 2026-01-31");

    private static string Count(int forecasts) => forecasts == 1 ? "1 forecast" : $"{forecasts} forecasts";

    private static string? Given(ParseResult parse, Option<string?> option, string example) => parse.GetValue(option) is not { } text ? null
        : text.Trim().Length > 0 ? text
        : throw new ArgumentException($"{option.Name} is empty; expected a value.\nhint: {option.Name} {example}");
}
