using System.Collections.Immutable;
using System.Diagnostics;

namespace Headwater.Studies;

/// <summary>Hands the accelerators of a machine to the processes of runs, the least used first. Thread-safe.</summary>
internal sealed class DeviceSlots(ImmutableArray<string> devices)
{
    private readonly int[] _users = new int[devices.Length];

    /// <summary>No device to hand out: runs on the processor.</summary>
    public static DeviceSlots None { get; } = new([]);

    /// <summary>Those that <c>CUDA_VISIBLE_DEVICES</c> names, or all that the driver lists; none for the processor.</summary>
    public static ImmutableArray<string> Find(string device)
    {
        if (device == "cpu")
            return [];
        string visible = Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES") ?? Listed();
        return [.. visible.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <summary>A device for one more process; null where there is none to choose.</summary>
    public string? Take()
    {
        if (devices.Length == 0)
            return null;
        lock (_users)
        {
            int least = Array.IndexOf(_users, _users.Min());
            _users[least]++;
            return devices[least];
        }
    }

    public void Return(string? device)
    {
        if (device is null)
            return;
        lock (_users)
            _users[devices.IndexOf(device)]--;
    }

    private static string Listed()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=index", "--format=csv,noheader"]) { RedirectStandardOutput = true })!;
            string listed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? listed : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";                                      // no driver, no list
        }
    }
}
