using System.CommandLine;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater calibrate</c>: what <c>plan</c> starts to measure this machine; not for people.</summary>
internal static class CalibrateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> request = new("request") { Description = "The file that plan wrote." };
        Command command = new("calibrate") { request };
        command.SetAction(parse =>
        {
            terminal.Output.WriteLine(CalibrationCache.Answer(parse.GetValue(request)!));
            return ExitCode.Success;
        });
        return command;
    }
}
