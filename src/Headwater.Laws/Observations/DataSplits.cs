namespace Headwater.Laws;

/// <summary>The words for the part of the data that something was measured on.</summary>
internal static class DataSplits
{
    private static readonly HashSet<string> HeldOut = new(StringComparer.OrdinalIgnoreCase) { "eval", "evaluation", "val", "valid", "validation", "test", "dev", "heldout", "holdout" };
    private static readonly HashSet<string> Training = new(StringComparer.OrdinalIgnoreCase) { "train", "training" };

    /// <summary>Whether a word says that data were held out of training: eval, val, test, ….</summary>
    public static bool IsHeldOut(string word) => HeldOut.Contains(word);

    /// <summary>Whether a word says that data were trained on: train.</summary>
    public static bool IsTraining(string word) => Training.Contains(word);

    /// <summary>Whether a word is one of either.</summary>
    public static bool IsSplit(string word) => IsHeldOut(word) || IsTraining(word);
}
