using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary>What is wrong with a command line, with the command or option that was probably meant.</summary>
internal static class CommandLineFaults
{
    /// <summary>Writes each fault, and what was probably meant; <c>false</c> where there is none.</summary>
    public static bool Write(Terminal terminal, ParseResult parse)
    {
        TextWriter error = terminal.Error;
        string program = terminal.Edition.Name;
        string[] strays = Strays(parse);
        if (parse.Errors.Count == 0 && strays.Length == 0)
        {
            return false;
        }

        foreach (string message in Messages(parse, strays).Distinct())
        {
            error.WriteLine($"{program}: {message}");
        }

        string[] hints = [.. strays.Select(token => NearestName.To(token, Known(parse, token))).Concat(parse.Errors.Select(fault => Misspelt(fault.SymbolResult) is { } found ? $"{found.Name}{NearestName.To(found.Value, found.Words)}" : null)
            .Where(hint => hint is not null && !hint.EndsWith(' '))).OfType<string>().Distinct()];
        error.WriteLine(hints.Length > 0 ? $"hint: did you mean {string.Join(" and ", hints)}?" : $"hint: {$"{program} {CommandPath(parse)}".TrimEnd()} --help lists what there is.");
        return true;
    }

    // What no command takes; and what a command took for a file, but is written as an option.
    private static string[] Strays(ParseResult parse)
    {
        bool isCommandMissing = parse.CommandResult.Command.Subcommands.Count > 0;
        IEnumerable<string> taken = parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(value => value.Length > 2 && value.StartsWith("--", StringComparison.Ordinal));
        return [.. taken, .. parse.UnmatchedTokens.Take(isCommandMissing ? 1 : int.MaxValue)];
    }

    private static IEnumerable<string> Messages(ParseResult parse, string[] strays)
    {
        string path = CommandPath(parse);
        string of = path.Length == 0 ? "" : $" of {path}";
        bool isCommandMissing = parse.CommandResult.Command.Subcommands.Count > 0;
        foreach (string token in strays)
        {
            yield return token.StartsWith('-') ? $"there is no option {token}{of}."
                : isCommandMissing ? $"there is no command {token}{of}."
                : $"{path} does not take \"{token}\".";
        }

        if (strays.Length > 0)
        {
            yield break;
        }

        foreach (ParseError fault in parse.Errors)
        {
            yield return fault.SymbolResult switch
            {
                CommandResult when isCommandMissing => $"{(path.Length > 0 ? path + " needs" : "expected")} a command, one of {string.Join(", ", parse.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name))}.",
                ArgumentResult { Tokens.Count: 0, Argument: { } argument } when argument.Arity.MinimumNumberOfValues > 0 => $"{path} needs <{argument.Name}>: {argument.Description}",
                OptionResult { Tokens.Count: 0, Option: { } option } => $"{option.Name} needs a value: {option.Description}",
                OptionResult { Option: WholeNumberOption range } result when range.FaultOf(result) is { } outside => outside,
                OptionResult { Option: { } option } result when TypeOf(option.ValueType) is { } type => $"{option.Name} is \"{string.Join(' ', result.Tokens.Select(token => token.Value))}\"; expected {type}.",
                { } result when Misspelt(result) is { } found => $"{found.Name}is \"{found.Value}\"; expected {string.Join(", ", found.Words[..^1])}{(found.Words.Length > 1 ? " or " : "")}{found.Words[^1]}.",
                _ => fault.Message,
            };
        }
    }

    // An option that takes some words alone, its value, and these words; its name ends with a space.
    private static (string Name, string Value, string[] Words)? Misspelt(SymbolResult? result)
    {
        if (result is not OptionResult { Tokens: [.., { Value: { } value }], Option: { } option })
        {
            return null;
        }

        string[] words = [.. option.GetCompletions(CompletionContext.Empty).Select(item => item.Label)];
        return words.Length == 0 || words.Contains(value) ? null : (option.Name + " ", value, words);
    }

    private static string? TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(double) || plain == typeof(float)) ? "a number, such as 0.5"
        : plain == typeof(int) || plain == typeof(long) ? "a whole number"
        : plain == typeof(uint) || plain == typeof(ulong) ? "a whole number of 0 or more"
        : plain == typeof(bool) ? "true or false"
        : null;

    private static IEnumerable<string> Known(ParseResult parse, string token) => token.StartsWith('-')
        ? parse.CommandResult.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))
        : parse.CommandResult.Command.Subcommands.Select(command => command.Name);

    // The words that call the command, without the program's name.
    private static string CommandPath(ParseResult parse)
    {
        List<string> names = [];
        for (SymbolResult? result = parse.CommandResult; result is CommandResult { Parent: not null } command; result = command.Parent)
        {
            names.Insert(0, command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
