namespace Headwater.Reports;

/// <summary>A marked value of an axis. A minor tick has no label.</summary>
public readonly record struct Tick(double Value, string Label)
{
    public bool IsMajor => Label.Length > 0;
}
