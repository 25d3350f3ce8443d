namespace Headwater.Models;

/// <summary>What <see cref="TorchRuntime.Diagnose"/> found: the load, or the reason why there is none.</summary>
public sealed record TorchDiagnosis
{
    public TorchLoad? Load { get; init; }

    /// <summary>Why libtorch cannot be used; null when it can.</summary>
    public string? Problem { get; init; }

    public bool CanTrain => Load is not null;

    /// <summary>One finding per line, for people.</summary>
    public IReadOnlyList<string> Lines => Load is null
        ? [$"libtorch: not available. {Problem}"]
        :
        [
            $"libtorch: {Load.Version} from {Load.LibraryFolder}",
            Load.Patched
                ? $"wrapper: patched copy {Load.Wrapper} (this system's libstdc++ lacks {string.Join(", ", Load.WeakenedVersions)})"
                : $"wrapper: {Load.Wrapper}, as it is",
            $"threads: {Load.Threads}",
            $"CUDA: {(Load.CudaAvailable ? "available" : "not available")}",
        ];
}
