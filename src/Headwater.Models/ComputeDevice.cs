using TorchSharp;

namespace Headwater.Models;

/// <summary>Where tensors live and operations run.</summary>
public enum ComputeDevice
{
    Cpu,
    Cuda,
}

internal static class ComputeDevices
{
    public static torch.Device ToTorch(this ComputeDevice device) => device switch
    {
        ComputeDevice.Cpu => torch.CPU,
        ComputeDevice.Cuda when TorchRuntime.Loaded.CudaAvailable => torch.CUDA,
        ComputeDevice.Cuda => throw new TorchUnavailableException(
            $"CUDA is not available with libtorch in {TorchRuntime.Loaded.LibraryFolder}. " +
            $"Use the CPU, or set {TorchRuntime.FolderVariable} to a libtorch with CUDA."),
        _ => throw new ArgumentOutOfRangeException(nameof(device), device, null),
    };
}
