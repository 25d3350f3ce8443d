namespace Headwater.Studies;

/// <summary>The estimated work of tokenising a corpus, and of training a tokenizer.</summary>
internal static class CorpusCost
{
    public static JobCost Of(long bytes, int vocabulary) =>
        new() { TextBytes = bytes, DiskBytes = (long)(bytes / SampleLengths.BytesPerToken(vocabulary) * BytesPerId(vocabulary)) };

    /// <summary>A piece takes its text, its score and their frame: 17 to 18 bytes in the tokenizers of Headwater's examples.</summary>
    public static long TokenizerBytes(int vocabulary) => 18L * vocabulary;

    /// <summary>Ids are written in two bytes where they fit.</summary>
    public static int BytesPerId(int vocabulary) => vocabulary <= ushort.MaxValue + 1 ? sizeof(ushort) : sizeof(int);
}
