using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Devices by their names in commands and plans.</summary>
internal static class Devices
{
    public static ComputeDevice Parse(string name) => name switch
    {
        "cpu" => ComputeDevice.Cpu,
        "cuda" => ComputeDevice.Cuda,
        _ => throw new ArgumentException($"There is no device \"{name}\"; expected cpu or cuda.", nameof(name)),
    };
}
