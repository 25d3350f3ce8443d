namespace Headwater.Data;

/// <summary>Parts of a corpus that share no paragraph.</summary>
public enum ClozeSplit
{
    Train,
    Validation,
    Test,
}
