namespace Headwater.Studies;

/// <summary>What an estimate rests on.</summary>
public sealed record EstimateOptions
{
    /// <summary>Runs at a time.</summary>
    public required int Jobs { get; init; }

    /// <summary>Measured on this machine; null to assume, or to go by a named device.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>FLOPs a second of matrix products by one run on this machine, for speeds that are assumed; null where nobody knows.</summary>
    public double? MatrixRate { get; init; }

    /// <summary>How the text is cut, where nothing was measured; null to go by the bytes of the text.</summary>
    public CountedText? Text { get; init; }

    /// <summary>The device to assume in place of this machine; null for none.</summary>
    public DeviceNumbers? Device { get; init; }

    /// <summary>Null where no price is known.</summary>
    public Price? Price { get; init; }

    /// <summary>By what is known of this machine: nothing is measured, and no text is read.</summary>
    public static EstimateOptions Known(StudyPlan plan, StudyFolder folder, int jobs)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new EstimateOptions
        {
            Jobs = jobs, Calibration = CalibrationCache.Find(plan, folder, jobs), MatrixRate = plan.Device == "cpu" ? Models.MatrixRate.Known(plan.Spec.Threads) : null,
        };
    }

    /// <summary>With the study's text counted; a calibration has counted it already.</summary>
    public EstimateOptions Counted(StudyPlan plan, StudyFolder folder) => Calibration is not null || plan.Jobs.IsEmpty ? this : this with { Text = CountedText.Of(plan, folder) };
}
