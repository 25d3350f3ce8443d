namespace Headwater.Data;

/// <summary>Which neighbouring symbols merge, and which merge goes first.</summary>
internal interface IMergeRules
{
    /// <summary>Whether <paramref name="left"/> and what follows it in <paramref name="both"/> merge; the highest priority goes first.</summary>
    bool TryMerge(ReadOnlySpan<byte> left, ReadOnlySpan<byte> both, out float priority);
}
