using System.CommandLine;
using System.Reflection;
using System.Text;
using Headwater.Data;
using Headwater.Laws;

namespace Headwater.Cli;

/// <summary><c>headwater man</c>: the manual page of a command, or all of them as files.</summary>
internal static class ManCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> words = new("command") { Description = "The words of the command, such as score bleu. Default: headwater itself.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> output = new("--out") { Description = "Write all pages into this folder, such as ~/.local/share/man/man1." };
        Command command = new("man") { words, output };
        command.SetAction(parse =>
        {
            CommandPage root = CommandPage.Of(terminal);
            if (parse.GetValue(output) is { } folder)
            {
                foreach (CommandPage page in root.All())
                {
                    AtomicFile.Write(Path.Combine(folder, $"{page.Name}.1"), Encoding.UTF8.GetBytes(ManualPage.Of(page, Version)));
                }

                terminal.Output.WriteLine($"{root.All().Count()} pages in {folder}");
                return ExitCode.Success;
            }

            string wanted = string.Join(' ', (parse.GetValue(words) ?? []).Prepend("headwater"));
            CommandPage found = root.All().FirstOrDefault(page => page.Path == wanted)
                ?? throw new ArgumentException($"There is no command \"{wanted}\".\nhint: {(NearestName.To(wanted, root.All().Select(page => page.Path)) is { } near ? $"did you mean {near}?" : "headwater --help lists what there is.")}");
            terminal.Output.Write(ManualPage.Of(found, Version));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The version of Headwater.</summary>
    public static string Version { get; } = typeof(ManCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
