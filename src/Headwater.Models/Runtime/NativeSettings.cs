using System.Runtime.InteropServices;

namespace Headwater.Models;

/// <summary>
/// Settings that native libraries read from the C environment when they load. .NET keeps its own copy of the environment,
/// so they go through the C library. What the user has set stays.
/// </summary>
internal static partial class NativeSettings
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int LargestMmapThreshold = 32 << 20;      // glibc refuses more
    private const int OneGiB = 1 << 30;

    private static readonly (string Name, string Value)[] Deterministic =
    [
        ("MKL_DYNAMIC", "FALSE"),            // the number of threads decides the order of sums, so it may not drift
        ("OMP_DYNAMIC", "FALSE"),
        ("MKL_CBWR", "AUTO"),                // equal bits from run to run whatever the alignment of memory
        ("OMP_WAIT_POLICY", "PASSIVE"),      // a waiting thread sleeps: spinning ones take the processor from other runs
        ("CUBLAS_WORKSPACE_CONFIG", ":4096:8"),
        ("PYTORCH_CUDA_ALLOC_CONF", "expandable_segments:True"),
    ];

    /// <summary>Call before libtorch is loaded.</summary>
    public static void Apply(int threads)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach ((string name, string value) in Deterministic)
        {
            _ = SetEnvironment(name, value, overwrite: 0);
        }

        _ = SetEnvironment("OMP_NUM_THREADS", threads.ToString(System.Globalization.CultureInfo.InvariantCulture), overwrite: 1);
        KeepFreedMemory();
    }

    // Activations of some MiB come and go every step. By default each is a fresh mapping whose pages the kernel clears again;
    // kept in the heap they are reused. Not every C library has mallopt.
    private static void KeepFreedMemory()
    {
        try
        {
            _ = SetAllocator(MmapThreshold, LargestMmapThreshold);
            _ = SetAllocator(TrimThreshold, OneGiB);
        }
        catch (EntryPointNotFoundException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocator(int parameter, int value);
}
