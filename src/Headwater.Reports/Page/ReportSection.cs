namespace Headwater.Reports;

/// <summary>One section of the page: a heading with an anchor, and what stands below it. A new section is one class that makes one.</summary>
/// <param name="Id">The anchor: lower-case letters, digits and hyphens.</param>
/// <param name="Title">The heading.</param>
/// <param name="Contents">The heading's short form in the table of contents; empty for none.</param>
/// <param name="Html">Everything below the heading, as markup.</param>
internal sealed record ReportSection(string Id, string Title, string Contents, string Html)
{
    /// <summary>A sentence or two below the heading: how to read it.</summary>
    public string Note { get; init; } = "";

    /// <summary>Further classes of the element.</summary>
    public string Class { get; init; } = "";

    /// <summary>Whether the page's script shows it: a section that is empty without one.</summary>
    public bool NeedsScript { get; init; }
}
