namespace Headwater.Studies;

/// <summary>What an estimate rests on.</summary>
public sealed record EstimateOptions
{
    /// <summary>Runs at a time.</summary>
    public required int Jobs { get; init; }

    /// <summary>Measured on this machine; null to assume, or to go by a named device.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>The device to assume in place of this machine; null for none.</summary>
    public DeviceNumbers? Device { get; init; }

    /// <summary>Null where no price is known.</summary>
    public Price? Price { get; init; }
}
