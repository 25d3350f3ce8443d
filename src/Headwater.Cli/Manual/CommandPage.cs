using System.CommandLine;
using System.CommandLine.Completions;

namespace Headwater.Cli;

/// <summary>One command as its manual page and the reference describe it, whatever machine that is written on.</summary>
/// <param name="Path">The words that call it, such as <c>headwater score bleu</c>.</param>
/// <param name="Description">What it does.</param>
/// <param name="Arguments">Its arguments, as the synopsis has them.</param>
/// <param name="Options">Its options, without help.</param>
/// <param name="Subcommands">The commands below it.</param>
internal sealed record CommandPage(string Path, string Description, IReadOnlyList<CommandItem> Arguments, IReadOnlyList<CommandItem> Options, IReadOnlyList<CommandPage> Subcommands)
{
    private const string Root = "headwater";

    // Their defaults depend on the machine.
    private static readonly string[] OfMachine = ["--threads"];

    /// <summary>The page's name: <c>headwater-score-bleu</c>.</summary>
    public string Name => Path.Replace(' ', '-');

    /// <summary>The page of <c>headwater</c> itself, with all the others below it.</summary>
    public static CommandPage Of(Terminal terminal) => Of(CommandTree.Create(terminal), Root);

    /// <summary>This page and all below it.</summary>
    public IEnumerable<CommandPage> All() => Subcommands.SelectMany(page => page.All()).Prepend(this);

    private static CommandPage Of(Command command, string path) => new(
        path, command.Description ?? "",
        [.. command.Arguments.Where(argument => !argument.Hidden).Select(Item)],
        [.. command.Options.Where(option => !option.Hidden && option.Name is not ("--help" or "--version")).Select(Item)],
        [.. command.Subcommands.Where(child => !child.Hidden).Select(child => Of(child, $"{path} {child.Name}"))]);

    private static CommandItem Item(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}>…" : $"<{argument.Name}>";
        return new(argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name, argument.Description ?? "", Words(argument.GetCompletions(CompletionContext.Empty)), null);
    }

    private static CommandItem Item(Option option)
    {
        string[] names = [.. option.Aliases.Append(option.Name).Distinct().OrderBy(name => name.Length)];
        string value = option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? "" : $" <{option.HelpName ?? option.Name.TrimStart('-')}>";
        object? standard = option.HasDefaultValue && !OfMachine.Contains(option.Name) && option.ValueType != typeof(bool) ? option.GetDefaultValue() : null;
        return new(string.Join(", ", names) + value, option.Description ?? "", value.Length == 0 ? "" : Words(option.GetCompletions(CompletionContext.Empty)),
            standard is null or System.Collections.IEnumerable and not string ? null : Convert.ToString(standard, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Words(IEnumerable<CompletionItem> items) => string.Join(", ", items.Select(item => item.Label));
}

/// <summary>An argument or an option: how it is written, what it is, the words that it takes (or nothing), and its default (or null).</summary>
internal sealed record CommandItem(string Usage, string Description, string Words, string? Default)
{
    /// <summary>The description with words and default, in sentences.</summary>
    public string About => string.Join(' ', new[] { Description, Words.Length > 0 && !Mentions ? $"One of {Words}." : "", string.IsNullOrEmpty(Default) ? "" : $"Default: {Default}." }.Where(part => part.Length > 0));

    private bool Mentions => Words.Split(", ").All(word => Description.Contains(word, StringComparison.Ordinal));
}
