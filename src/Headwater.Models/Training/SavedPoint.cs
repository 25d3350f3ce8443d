namespace Headwater.Models;

/// <summary>A checkpoint of a training run that can be resumed.</summary>
public sealed record SavedPoint(string Directory, long Step);
