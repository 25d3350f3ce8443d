namespace Headwater.Laws;

/// <summary>Lets one process at a time add to a ledger: a file beside it that exists while one does.</summary>
internal sealed class LedgerLock : IDisposable
{
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _path;

    private LedgerLock(string path) => _path = path;

    /// <summary>Waits up to five seconds for the ledger to be free.</summary>
    /// <exception cref="IOException">Another process holds the lock, or the folder cannot be written to.</exception>
    public static LedgerLock Take(string ledger)
    {
        string path = ledger + ".lock";
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                // CreateNew is exclusive on network file systems too.
                new FileStream(path, FileMode.CreateNew, FileAccess.Write).Dispose();
                return new(path);
            }
            catch (IOException fault) when (fault is not DirectoryNotFoundException)
            {
                // The other process may have let go since, so whether the lock is there now says nothing until the last attempt.
                if (attempt == Attempts && !File.Exists(path))
                {
                    throw;
                }

                if (attempt == Attempts)
                {
                    throw new IOException($"{ledger} is being written by another process: {path} exists.\nhint: if no other forecast --register is running, delete {path}.");
                }

                Thread.Sleep(Pause);
            }
        }
    }

    public void Dispose() => File.Delete(_path);
}
