namespace Headwater.Data;

/// <summary>One record of a corpus as a reader gives it: its text, or what is wrong with it and where. A text of null was left out by a filter.</summary>
internal readonly record struct CorpusRecord(string? Text, string? Fault)
{
    public static CorpusRecord Of(string text) => new(text, null);

    public static CorpusRecord Broken(string fault) => new(null, fault);

    public static CorpusRecord LeftOut => default;
}
