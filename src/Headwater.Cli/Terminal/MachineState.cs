using System.ComponentModel;
using System.Diagnostics;

namespace Headwater.Cli;

/// <summary>What a study needs of a machine beside libtorch.</summary>
/// <param name="Cores">Processors this process may use.</param>
/// <param name="MemoryBytes">Memory this process may use.</param>
/// <param name="Folder">The working folder, whose disk is reported.</param>
/// <param name="FreeDiskBytes">Bytes that may still be written there.</param>
/// <param name="Slurm">The version that sbatch prints, or null where there is none.</param>
internal sealed record MachineState(int Cores, long MemoryBytes, string Folder, long FreeDiskBytes, string? Slurm)
{
    public static MachineState OfThisMachine()
    {
        string folder = Directory.GetCurrentDirectory();
        return new MachineState(
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            folder,
            new DriveInfo(folder).AvailableFreeSpace,
            SlurmVersion());
    }

    private static string? SlurmVersion()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("sbatch", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string version = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return version.Length > 0 ? version : null;
        }
        catch (Win32Exception)
        {
            return null;                                    // there is no such program
        }
    }
}
