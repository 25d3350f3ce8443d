namespace Headwater.Models;

/// <summary>How libtorch was loaded into this process.</summary>
public sealed record TorchLoad
{
    /// <summary>The folder that held libtorch_cpu.</summary>
    public required string LibraryFolder { get; init; }

    /// <summary>The wrapper library in use: the package's own file, or our patched copy of it.</summary>
    public required string Wrapper { get; init; }

    /// <summary>The symbol versions that libstdc++ lacks here and the patched copy does not insist on; empty when the library loads as it is.</summary>
    public required IReadOnlyList<string> WeakenedVersions { get; init; }

    public bool Patched => WeakenedVersions.Count > 0;

    public required string Version { get; init; }

    /// <summary>Threads that one operation uses.</summary>
    public required int Threads { get; init; }

    public required bool CudaAvailable { get; init; }
}
