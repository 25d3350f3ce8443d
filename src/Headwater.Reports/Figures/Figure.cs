using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>
/// What a picture shows, before anything is placed: panels that share one legend. <see cref="FigureLayout"/> turns it into a <see cref="Scene"/>,
/// and the back ends draw the scene, so that page, SVG file and PNG file agree.
/// </summary>
public sealed record Figure
{
    /// <summary>File name without extension, and the anchor in the page: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>The picture in words, for those who do not see it.</summary>
    public required string Description { get; init; }

    public required ImmutableArray<Panel> Panels { get; init; }

    /// <summary>So many panels are drawn at once, in the page and in the files; the page unfolds the others when a reader asks for them.</summary>
    public int Unfolded { get; init; } = int.MaxValue;

    /// <summary>Panels in one row of the file; a narrow page stacks them.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Width of one panel in pixels, labels included.</summary>
    public double PanelWidth { get; init; } = 420;

    /// <summary>Height of one panel in pixels, labels included.</summary>
    public double PanelHeight { get; init; } = 300;

    /// <summary>What the layers of all panels say in the legend, in the order of first appearance.</summary>
    public ImmutableArray<LegendEntry> Legend => LegendEntry.Of(Panels);
}
