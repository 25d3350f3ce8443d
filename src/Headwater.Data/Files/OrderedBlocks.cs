namespace Headwater.Data;

/// <summary>
/// Maps blocks on several threads and gives the results in the order of the blocks, so that nothing depends on the number of threads. At most twice as many blocks as threads are
/// in memory; a slow reader of the results holds the source back.
/// </summary>
internal static class OrderedBlocks
{
    private const int CharactersOfBlock = 1 << 18;
    private const int DocumentsOfBlock = 1 << 12;

    /// <summary>Documents in blocks of about a quarter of a million characters.</summary>
    public static IEnumerable<List<string>> Of(IEnumerable<string> documents)
    {
        List<string> block = [];
        int characters = 0;
        foreach (string document in documents)
        {
            block.Add(document);
            characters += document.Length;
            if (characters < CharactersOfBlock && block.Count < DocumentsOfBlock) continue;
            yield return block;
            (block, characters) = ([], 0);
        }

        if (block.Count > 0) yield return block;
    }

    public static IEnumerable<TResult> Map<TSource, TResult>(IEnumerable<TSource> blocks, Func<TSource, TResult> map, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        return threads == 1 ? blocks.Select(map) : OnThreads(blocks, map, threads);
    }

    private static IEnumerable<TResult> OnThreads<TSource, TResult>(IEnumerable<TSource> blocks, Func<TSource, TResult> map, int threads)
    {
        Queue<Task<TResult>> running = new();
        using SemaphoreSlim free = new(threads);
        try
        {
            foreach (TSource block in blocks)
            {
                running.Enqueue(Task.Run(() => Guarded(block)));
                while (running.Count >= 2 * threads || (running.Count > 0 && running.Peek().IsCompleted)) yield return Result(running.Dequeue());
            }

            while (running.Count > 0) yield return Result(running.Dequeue());
        }
        finally
        {
            foreach (Task<TResult> left in running) left.ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        }

        TResult Guarded(TSource block)
        {
            free.Wait();
            try
            {
                return map(block);
            }
            finally
            {
                free.Release();
            }
        }
    }

    private static TResult Result<TResult>(Task<TResult> task) => task.GetAwaiter().GetResult();
}
