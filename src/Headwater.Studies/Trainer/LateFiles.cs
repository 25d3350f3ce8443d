using System.Diagnostics;

namespace Headwater.Studies;

/// <summary>
/// Patience with files that a command left: what another node wrote or renamed may show some seconds after its process has ended, because network file systems keep names and sizes in caches
/// (NFS looks again when a file is opened, and at folders after up to a minute).
/// </summary>
internal static class LateFiles
{
    /// <summary>How long a file that another node wrote may take to show.</summary>
    public static readonly TimeSpan OfAnotherNode = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan OfThisMachine = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(0.25);

    /// <summary>What a reading gives, tried again while what it reads is missing or half there.</summary>
    /// <exception cref="TrainerException">It is still missing when the patience is over, or it is wrong.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static T Await<T>(Func<T> read, CancellationToken token)
    {
        TimeSpan patience = SlurmVariables.Job is null ? OfThisMachine : OfAnotherNode;
        for (Stopwatch waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                return read();
            }
            catch (TrainerException exception) when (exception.MayBeLate && waited.Elapsed < patience)
            {
                token.WaitHandle.WaitOne(Poll);
                token.ThrowIfCancellationRequested();
            }
        }
    }
}
