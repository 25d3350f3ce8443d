using System.Globalization;

namespace Headwater.Cli;

/// <summary>
/// Cancels a job when the process that started it is gone (killed, say), so that no run goes on unseen. That process names itself in
/// <c>HEADWATER_PARENT</c>; without the variable nothing is watched.
/// </summary>
internal sealed class ParentWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source;
    private readonly Timer? _timer;

    public ParentWatch(CancellationToken token)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(token);
        string? parent = Environment.GetEnvironmentVariable("HEADWATER_PARENT");
        if (OperatingSystem.IsLinux() && int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            _timer = new Timer(_ => StopWithout(id), null, Interval, Interval);
        }
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }

    private void StopWithout(int parent)
    {
        if (!Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{parent}")))
        {
            _source.Cancel();
        }
    }
}
