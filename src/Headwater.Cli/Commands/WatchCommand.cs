using System.CommandLine;
using System.Net;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater watch</c>: a live page of a study, served on this machine alone.</summary>
internal static class WatchCommand
{
    private const int DefaultPort = 8765;
    private const int LargestPort = 65535;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public static Command Create(Terminal terminal)
    {
        Argument<string> study = StudyInput.FileOrFolder();
        Option<string?> output = StudyInput.Out();
        Option<int?> port = new WholeNumberOption("--port", 1, LargestPort, $"a number from 1 to {LargestPort}") { Description = "The port on 127.0.0.1.", DefaultValueFactory = _ => DefaultPort };
        Command command = new("watch") { study, output, port };
        command.SetAction(parse =>
        {
            StudyFolder folder = StudyFolder.Find(parse.GetValue(study)!, parse.GetValue(output));
            using Interruption interruption = new(terminal.Error, message: "headwater: the page is closed; the study continues.");
            using LiveStudy live = new(folder, Every);
            using WatchServer server = Start(live, parse.GetValue(port)!.Value);
            terminal.Output.WriteLine(server.Address);
            server.Run(interruption.Token);
            return ExitCode.Success;
        });
        return command;
    }

    private static WatchServer Start(LiveStudy live, int port)
    {
        try
        {
            return new WatchServer(live, port);
        }
        catch (HttpListenerException exception)
        {
            throw new ArgumentException($"port {port} on 127.0.0.1 cannot be opened: {exception.Message.TrimEnd('.')}.\nhint: choose another one with --port.");
        }
    }
}
