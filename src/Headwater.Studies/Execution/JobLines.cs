using System.Collections.Concurrent;

namespace Headwater.Studies;

/// <summary>
/// The lines that tell a process which jobs to do, read on a thread of their own. Where a parent watches over the process, the end of the lines means
/// that the parent is gone, however it ended, and the job in hand is asked to stop: no run continues unseen.
/// </summary>
internal sealed class JobLines : IDisposable
{
    private readonly BlockingCollection<string> _lines = [];
    private readonly CancellationTokenSource _source;

    public JobLines(TextReader reader, bool watched, CancellationToken token)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(token);
        Thread thread = new(() => Read(reader, watched)) { IsBackground = true };
        thread.Start();
    }

    /// <summary>Cancelled with the caller's token, and where a watching parent is gone.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The next line; null when no more come.</summary>
    public string? Next()
    {
        try
        {
            return _lines.TryTake(out string? line, Timeout.Infinite, _source.Token) ? line : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => _source.Cancel();

    private void Read(TextReader reader, bool watched)
    {
        try
        {
            while (reader.ReadLine() is { } line)
                _lines.Add(line);
        }
        catch (IOException)
        {
            // A pipe that breaks has ended.
        }

        _lines.CompleteAdding();
        if (watched)
            _source.Cancel();
    }
}
