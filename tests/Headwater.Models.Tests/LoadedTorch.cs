using System.Runtime.CompilerServices;

// libtorch's generator and its number of threads belong to the process.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Headwater.Models.Tests;

/// <summary>Loads libtorch once, before any test, with one thread.</summary>
internal static class LoadedTorch
{
    [ModuleInitializer]
    internal static void Load() => TorchRuntime.Load(threads: 1);
}
