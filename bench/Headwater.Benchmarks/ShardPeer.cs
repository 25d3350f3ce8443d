using System.Diagnostics;
using System.Globalization;
using System.Text;
using Headwater.Data;

namespace Headwater.Benchmarks;

/// <summary>
/// Makes a corpus of some gigabytes by repeating real text with changes, tokenises it into a shard, and prints one line: megabytes a second of text, processor seconds and the most memory held.
/// Whatever it makes is deleted.
/// </summary>
internal static class ShardPeer
{
    /// <param name="gigabytes">Size of the text, in units of 1e9 bytes.</param>
    /// <param name="threads">Threads that tokenise and clean.</param>
    /// <param name="clean">Whether near duplicates and test sentences are looked for too.</param>
    /// <param name="sources">Files of real text.</param>
    public static void Run(double gigabytes, int threads, bool clean, string[] sources)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("headwater-bench-");
        try
        {
            string text = Path.Combine(folder.FullName, "corpus.txt");
            string[] lines = [.. sources.SelectMany(source => Corpus.FromFile("source", source).Documents())];
            TextTokenizer tokenizer = TextTokenizer.Of(BytePairTrainer.Train(lines, new BytePairOptions { VocabularySize = 8000 }));
            CleaningOptions cleaning = clean
                ? new CleaningOptions { Unicode = UnicodeForm.Nfc, Duplicates = DuplicateRemoval.Near, TestSentences = TestSentences.Of(lines.Where((_, i) => i % 997 == 0)), Threads = threads }
                : new CleaningOptions();
            Make(text, lines, (long)(gigabytes * 1e9));
            lines = [];
            GC.Collect();
            Measure(text, Path.Combine(folder.FullName, "shard"), tokenizer, cleaning, threads);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Every line gets a number in its middle, so that no two are the same and the encoder's memory of words is not all there is.
    private static void Make(string path, string[] lines, long bytes)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        SplitMix random = new(1);
        for (long line = 0; file.Position < bytes; line++)
        {
            string source = lines[random.NextInt32(lines.Length)];
            int middle = source.IndexOf(' ', source.Length / 2);
            file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(middle < 0 ? source : source[..middle])} {line}{(middle < 0 ? "" : source[middle..])}\n")));
        }
    }

    private static void Measure(string text, string shard, TextTokenizer tokenizer, CleaningOptions cleaning, int threads)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        if (OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5"); // forget the peak of training the tokenizer; what it left in the heap still counts
        CorpusTally tally = new();
        Stopwatch watch = Stopwatch.StartNew();
        TokenShardWriter.Write(shard, CleanCorpus.Of(Corpus.FromFile("bench", text), cleaning), tokenizer, new ShardOptions { Threads = threads, Tally = tally });
        double seconds = watch.Elapsed.TotalSeconds;
        self.Refresh();
        using TokenShard written = TokenShard.Open(shard);
        double megabytes = new FileInfo(text).Length / 1e6, processor = (self.TotalProcessorTime - before).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"megabytes={megabytes:F0} threads={threads} clean={!cleaning.DoesNothing} tokens={written.TokenCount} documents={written.DocumentCount} seconds={seconds:F1} mb_per_second={megabytes / seconds:F1} processor_seconds={processor:F1} mb_per_processor_second={megabytes / processor:F1} peak_megabytes={self.PeakWorkingSet64 / 1e6:F0} removed={string.Join(',', tally.Removed.Select(reason => $"{reason.Key}:{reason.Value}"))} fingerprint={written.Fingerprint[..12]}"));
    }
}
