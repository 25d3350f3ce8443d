using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// A device by its maker's numbers: peak FLOPs a second of dense matrix products, and the share of them that training is assumed to reach. The share is an
/// assumption, not a measurement: small models reach far less, because a step is then over before the device is full.
/// </summary>
public sealed record DeviceNumbers
{
    // Between what is reported for T5 and its like on such devices: PaLM counts 20 to 46% for models of its time (Chowdhery et al. 2022, arXiv:2204.02311, table 3).
    private const double AssumedShare = 0.3;

    public required string Name { get; init; }

    /// <summary>TF32 where the device has it, else float32, in FLOPs a second.</summary>
    public required double Peak { get; init; }

    /// <summary>bfloat16 on tensor cores; null where there is none.</summary>
    public double? NarrowPeak { get; init; }

    public required double MemoryBytes { get; init; }

    /// <summary>Where the numbers stand.</summary>
    public required string Source { get; init; }

    /// <summary>The share of the peak that is assumed.</summary>
    public static double Share => AssumedShare;

    /// <summary>All that are known, by name.</summary>
    public static ImmutableArray<DeviceNumbers> Known { get; } =
    [
        new() { Name = "a100", Peak = 156e12, NarrowPeak = 312e12, MemoryBytes = 80e9, Source = "NVIDIA A100 Tensor Core GPU data sheet, 2021" },
        new() { Name = "h100", Peak = 494.5e12, NarrowPeak = 989.5e12, MemoryBytes = 80e9, Source = "NVIDIA H100 Tensor Core GPU data sheet, SXM, 2023, without sparsity" },
        new() { Name = "l4", Peak = 60e12, NarrowPeak = 121e12, MemoryBytes = 24e9, Source = "NVIDIA L4 Tensor Core GPU data sheet, 2023, without sparsity" },
        new() { Name = "t4", Peak = 8.1e12, MemoryBytes = 16e9, Source = "NVIDIA T4 Tensor Core GPU data sheet, 2019" },
        new() { Name = "v100", Peak = 15.7e12, MemoryBytes = 32e9, Source = "NVIDIA V100 Tensor Core GPU data sheet, SXM2, 2020" },
    ];

    /// <summary>A device by its name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that are known.</exception>
    public static DeviceNumbers Find(string name) => Known.FirstOrDefault(device => string.Equals(device.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Unknown device \"{name}\"; expected one of {string.Join(", ", Known.Select(device => device.Name))}.", nameof(name));

    /// <summary>FLOPs a second that training is assumed to reach.</summary>
    internal double Rate(bool narrow) => AssumedShare * (narrow ? NarrowPeak ?? Peak : Peak);
}
