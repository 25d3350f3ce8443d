namespace Headwater.Studies;

/// <summary>
/// Keeps two processes from working on one run. An advisory lock of the operating system: it ends with the process that holds it, however that ends.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _stream;

    private RunLock(FileStream stream) => _stream = stream;

    /// <summary>Waits until nobody else holds the run.</summary>
    public static RunLock Acquire(RunFolder run, CancellationToken token)
    {
        Directory.CreateDirectory(run.Root);
        while (true)
        {
            token.ThrowIfCancellationRequested();
            if (TryAcquire(run) is { } held)
                return held;
            token.WaitHandle.WaitOne(Pause);
        }
    }

    public static bool IsHeld(RunFolder run)
    {
        if (!File.Exists(run.LockFile))
            return false;
        using RunLock? held = TryAcquire(run);
        return held is null;
    }

    public void Dispose() => _stream.Dispose();

    // A full disk or a read-only one is no lock: EAGAIN of Linux, of macOS, and a sharing violation of Windows.
    private static bool IsHeldElsewhere(int code) => code is 11 or 35 or unchecked((int)0x80070020);

    private static RunLock? TryAcquire(RunFolder run)
    {
        try
        {
            return new RunLock(new FileStream(run.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsHeldElsewhere(exception.HResult))
        {
            return null;
        }
    }
}
