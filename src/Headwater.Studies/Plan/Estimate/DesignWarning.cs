namespace Headwater.Studies;

/// <summary>Why a study as it stands cannot answer its question well, and what would change that.</summary>
/// <param name="Name">A short name for programs: <c>few-checkpoints</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record DesignWarning(string Name, string Message, string Remedy);
