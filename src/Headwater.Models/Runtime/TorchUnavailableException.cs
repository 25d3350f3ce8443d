namespace Headwater.Models;

/// <summary>libtorch cannot be loaded on this machine. The message holds the loader's own reason and what to do.</summary>
public sealed class TorchUnavailableException : Exception
{
    public TorchUnavailableException(string message) : base(message) { }

    public TorchUnavailableException(string message, Exception innerException) : base(message, innerException) { }

    public TorchUnavailableException() : this("libtorch is not available.") { }
}
