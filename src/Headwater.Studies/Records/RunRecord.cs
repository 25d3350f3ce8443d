using System.Reflection;
using System.Runtime.InteropServices;

namespace Headwater.Studies;

/// <summary>What a run is and where it was made: <c>run.json</c>.</summary>
public sealed record RunRecord
{
    public required Job Job { get; init; }

    /// <summary>Version of Headwater.</summary>
    public required string CodeVersion { get; init; }

    public required int ResultsVersion { get; init; }

    public required string Machine { get; init; }

    public required string System { get; init; }

    public required string Processor { get; init; }

    public required int Cores { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>When the last attempt began.</summary>
    public required DateTimeOffset Started { get; init; }

    internal static RunRecord Of(Job job) => new()
    {
        Job = job,
        CodeVersion = typeof(RunRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        ResultsVersion = Fingerprint.ResultsVersion,
        Machine = Environment.MachineName,
        System = RuntimeInformation.OSDescription,
        Processor = RuntimeInformation.ProcessArchitecture.ToString(),
        Cores = Environment.ProcessorCount,
        ProcessId = Environment.ProcessId,
        Started = DateTimeOffset.UtcNow,
    };
}
