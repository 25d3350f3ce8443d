using System.Runtime.CompilerServices;
using Headwater.Models;

namespace Headwater.Studies.Tests;

/// <summary>Loads libtorch once, before any test, with one thread.</summary>
internal static class LoadedTorch
{
    [ModuleInitializer]
    internal static void Load() => TorchRuntime.Load(threads: 1);
}
