using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>Puts a figure's title, legend and panels in their places.</summary>
public static class FigureLayout
{
    /// <summary>The whole figure: title, legend, and the panels in rows.</summary>
    public static Scene Arrange(Figure figure)
    {
        int columns = Math.Clamp(figure.Columns, 1, Math.Max(1, figure.Panels.Length));
        double width = 2 * Sizes.Margin + columns * figure.PanelWidth + (columns - 1) * Sizes.Gap;
        var primitives = ImmutableArray.CreateBuilder<Primitive>();

        double y = Sizes.Margin + Sizes.FigureTitle;
        string title = Lettering.Fit(figure.Title, Sizes.FigureTitle, width - 2 * Sizes.Margin);
        primitives.Add(new TextPrimitive(new Vertex(Sizes.Margin, y), title) { Ink = Ink.Foreground, Size = Sizes.FigureTitle, Bold = true });
        y += 14;
        y = LegendLayout.Arrange(figure.Legend, Sizes.Margin, y, width - Sizes.Margin, primitives) + 14;

        for (int i = 0; i < figure.Panels.Length; i++)
        {
            double left = Sizes.Margin + i % columns * (figure.PanelWidth + Sizes.Gap);
            double top = y + i / columns * (figure.PanelHeight + Sizes.Gap);
            PanelLayout.Arrange(figure.Panels[i], new Box(left, top, left + figure.PanelWidth, top + figure.PanelHeight), primitives);
        }

        int rows = (figure.Panels.Length + columns - 1) / columns;
        double height = y + rows * figure.PanelHeight + Math.Max(0, rows - 1) * Sizes.Gap + Sizes.Margin;
        return new Scene { Width = width, Height = height, Title = figure.Title, Description = figure.Description, Primitives = primitives.ToImmutable() };
    }

    /// <summary>One panel alone, for a page that writes title and legend itself and stacks panels on narrow screens.</summary>
    public static Scene Arrange(Figure figure, Panel panel)
    {
        var primitives = ImmutableArray.CreateBuilder<Primitive>();
        PanelLayout.Arrange(panel with { Title = "" }, new Box(2, 2, figure.PanelWidth - 2, figure.PanelHeight - 2), primitives);
        return new Scene
        {
            Width = figure.PanelWidth,
            Height = figure.PanelHeight,
            Title = panel.Title.Length > 0 ? panel.Title : figure.Title,
            Description = figure.Description,
            Primitives = primitives.ToImmutable(),
        };
    }
}
