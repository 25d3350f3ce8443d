using System.CommandLine;
using System.Globalization;
using Headwater.Models;

namespace Headwater.Cli;

/// <summary><c>headwater doctor</c>: can this machine train, and if not, why.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<bool> json = new("--json") { Description = "The result as JSON on standard output." };
        Command command = new("doctor") { json };
        command.SetAction(parse =>
        {
            string program = terminal.Edition.Name;
            TorchDiagnosis torch = terminal.Edition.Trains
                ? TorchRuntime.Diagnose()
                : new TorchDiagnosis { Problem = $"{program} comes without libtorch; dotnet tool install --global {Edition.Full.Name} brings it." };
            MachineState machine = MachineState.OfThisMachine();
            if (parse.GetValue(json))
            {
                WriteJson(terminal, torch, machine);
            }
            else
            {
                WriteText(terminal, torch, machine);
            }

            return torch.CanTrain ? ExitCode.Success : ExitCode.Failed;
        });
        return command;
    }

    private static void WriteText(Terminal terminal, TorchDiagnosis torch, MachineState machine)
    {
        foreach (string line in torch.Lines)
        {
            terminal.Output.WriteLine(line);
        }

        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cores: {machine.Cores}"));
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory: {machine.MemoryBytes / 1e9:F1} GB"));
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"free disk: {machine.FreeDiskBytes / 1e9:F1} GB at {machine.Folder}"));
        terminal.Output.WriteLine($"Slurm: {machine.Slurm ?? "not found (no sbatch on the PATH)"}");
        terminal.Output.WriteLine(torch.CanTrain ? "This machine can train." : "This machine cannot train.");
    }

    private static void WriteJson(Terminal terminal, TorchDiagnosis torch, MachineState machine) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("can_train", torch.CanTrain);
        json.WriteStartObject("libtorch");
        json.WriteString("version", torch.Load?.Version);
        json.WriteString("folder", torch.Load?.LibraryFolder);
        json.WriteString("wrapper", torch.Load?.Wrapper);
        json.WriteBoolean("patched", torch.Load?.Patched ?? false);
        json.WriteString("problem", torch.Problem);
        json.WriteEndObject();
        if (torch.Load is { } load)
        {
            json.WriteNumber("threads", load.Threads);
        }

        json.WriteBoolean("cuda", torch.Load?.CudaAvailable ?? false);
        json.WriteNumber("cores", machine.Cores);
        json.WriteNumber("memory_bytes", machine.MemoryBytes);
        json.WriteNumber("free_disk_bytes", machine.FreeDiskBytes);
        json.WriteString("slurm", machine.Slurm);
        json.WriteEndObject();
    });
}
