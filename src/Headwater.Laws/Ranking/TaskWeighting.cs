namespace Headwater.Laws;

/// <summary>How the tasks beside the one that is judged by count.</summary>
public enum TaskWeighting
{
    /// <summary>By signal to noise: the correlation of a task with the sum of the others over recipes. The default.</summary>
    Signal,

    /// <summary>All tasks alike, in units of their spread over recipes.</summary>
    Equal,

    /// <summary>Not at all: recipes are ranked by the judged score alone.</summary>
    None,
}
