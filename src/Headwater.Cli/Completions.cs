using System.CommandLine;
using System.CommandLine.Completions;

namespace Headwater.Cli;

/// <summary>
/// Completions at the prompt. <c>headwater completion SHELL</c> prints a script for a shell; that script asks <c>headwater "[suggest:POSITION]" LINE</c> for what
/// can stand at a position of the line, one completion a line.
/// </summary>
internal static class Completions
{
    private const string Directive = "[suggest";

    /// <summary>Answers a question of such a script; <c>false</c> where the arguments are no question.</summary>
    public static bool Answer(string[] args, Terminal terminal)
    {
        if (args is not [var first, var line, ..] || !first.StartsWith(Directive, StringComparison.Ordinal))
        {
            return false;
        }

        int position = int.TryParse(first.AsSpan(Math.Min(first.Length, Directive.Length + 1)).TrimEnd(']'), out int given) ? Math.Min(given, line.Length) : line.Length;

        // The line begins with the program's name, whatever path it was called by.
        int start = line.TrimStart().IndexOf(' ', StringComparison.Ordinal) is >= 0 and int space ? line.Length - line.TrimStart().Length + space + 1 : line.Length;
        string words = line[start..Math.Max(start, position)];      // what stands behind the cursor says nothing of the word before it
        ParseResult parse = CommandTree.Create(terminal).Parse(words);
        string[] found = [.. parse.GetCompletions(words.Length).Select(item => item.Label).Where(label => !label.StartsWith('/') && label != "-?")];
        string[] before = [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (parse.CommandResult.Command.Subcommands.Count > 0 && before.Length > (words.EndsWith(' ') ? 0 : 1) && parse.UnmatchedTokens.Contains(before[0]))
        {
            return true;    // after a command that does not exist
        }

        bool isOption = words.Split(' ')[^1].StartsWith('-');
        foreach (string label in found.Where(label => isOption || !label.StartsWith('-') || Array.TrueForAll(found, other => other.StartsWith('-'))))
        {
            terminal.Output.WriteLine(label);
        }

        return true;
    }

    /// <summary>The script that makes a shell ask <paramref name="program"/>; <c>null</c> for a shell that is not known.</summary>
    public static string? ScriptOf(string shell, string program) => shell switch
    {
        "bash" => $$"""
            # {{program}} completion bash >> ~/.bashrc
            _{{Word(program)}}() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
                [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o filenames -F _{{Word(program)}} {{program}}

            """,
        "zsh" => $$"""
            # {{program}} completion zsh >> ~/.zshrc
            _{{Word(program)}}() {
                local -a found
                found=(${(f)"$(${words[1]} "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
                if (( $#found )); then compadd -- $found; else _files; fi
            }
            autoload -Uz compinit && compinit -u
            compdef _{{Word(program)}} {{program}}

            """,
        "fish" => $$"""
            # {{program}} completion fish > ~/.config/fish/completions/{{program}}.fish
            complete -c {{program}} -a '({{program}} "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'

            """,
        "pwsh" => $$"""
            # {{program}} completion pwsh >> $PROFILE
            Register-ArgumentCompleter -Native -CommandName {{program}} -ScriptBlock {
                param($word, $tree, $position)
                {{program}} "[suggest:$position]" "$tree" 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }

            """,
        _ => null,
    };

    // A name that every shell takes for a function.
    private static string Word(string program) => program.Replace('-', '_');
}
