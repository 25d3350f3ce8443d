namespace Headwater.Studies;

/// <summary>A corpus that was found in a folder.</summary>
/// <param name="Name">A name for the study file, unique in it.</param>
/// <param name="Path">Its file, or a pattern of files, relative to the folder.</param>
/// <param name="Language">Two-letter code; null where it could not be told.</param>
/// <param name="Bytes">UTF-8 bytes of its documents, counted up to <see cref="FolderSurvey.MostBytes"/>.</param>
/// <param name="Documents">Documents among these bytes.</param>
public sealed record FoundCorpus(string Name, string Path, string? Language, long Bytes, long Documents)
{
    /// <summary>The property or column of its documents; null for <c>text</c>, and for plain text.</summary>
    public string? Column { get; init; }

    /// <summary>Whether all of it was counted.</summary>
    public bool IsCounted => Bytes < FolderSurvey.MostBytes;
}

/// <summary>A task whose three sets were found in a folder.</summary>
/// <param name="Name">A name for the study file.</param>
/// <param name="Yaml">The task as a study file has it, on one line.</param>
/// <param name="Description">What was found, for a person.</param>
/// <param name="Examples">Training examples; null where they are too many to count in a moment.</param>
/// <param name="Languages">The languages of a translation, its source first; empty for other tasks.</param>
public sealed record FoundTask(string Name, string Yaml, string Description, int? Examples, IReadOnlyList<string> Languages);

/// <summary>A file, or a group of files, that the survey could not use, and why.</summary>
public sealed record UnusedText(string Path, string Why);
