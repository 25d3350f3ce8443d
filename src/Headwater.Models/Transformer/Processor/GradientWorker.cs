using Headwater.Data;

namespace Headwater.Models;

/// <summary>One thread's forward and backward passes on the processor, with its own gradients and memory.</summary>
internal abstract class GradientWorker : IDisposable
{
    /// <summary>Places in the model where numbers are dropped.</summary>
    public abstract int Sites { get; }

    /// <summary>
    /// The summed loss, in nats, of the rows from first to before end; their gradient of (loss / tokens) takes the place of what was there, or is added.
    /// </summary>
    public abstract double Run(TokenBatch batch, int first, int end, DropoutSite[] sites, LossTerms terms, double tokens, bool adds);

    public abstract void Dispose();
}
