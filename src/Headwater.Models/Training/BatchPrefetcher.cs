using System.Threading.Channels;
using Headwater.Data;

namespace Headwater.Models;

/// <summary>Makes the next batches on another thread while a step computes. The source is called by that one thread, in order of steps.</summary>
internal sealed class BatchPrefetcher : IDisposable
{
    private const int Ahead = 4;

    private readonly Channel<TokenBatch> _channel =
        Channel.CreateBounded<TokenBatch>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _producer;

    public BatchPrefetcher(Func<long, TokenBatch> source, long first, long end) => _producer = Task.Factory.StartNew(
        () => Produce(source, first, end), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The next step's batch. What the source threw is thrown here.</summary>
    public TokenBatch Next(CancellationToken cancellationToken)
    {
        try
        {
            return _channel.Reader.ReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        }
        catch (ChannelClosedException exception) when (exception.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _producer.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private void Produce(Func<long, TokenBatch> source, long first, long end)
    {
        try
        {
            for (long step = first; step < end; step++)
            {
                TokenBatch batch = source(step);
                if (!_channel.Writer.TryWrite(batch))
                {
                    _channel.Writer.WriteAsync(batch, _stop.Token).AsTask().GetAwaiter().GetResult();
                }
            }

            _channel.Writer.Complete();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _channel.Writer.TryComplete();
        }
        catch (Exception exception)                 // whatever the source threw belongs to the training thread
        {
            _channel.Writer.TryComplete(exception);
        }
    }
}
