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

        foreach (Panel[] row in figure.Panels.Chunk(columns))
        {
            for (int i = 0; i < row.Length; i++)
            {
                double left = Sizes.Margin + i * (figure.PanelWidth + Sizes.Gap);
                PanelLayout.Arrange(row[i], new Box(left, y, left + figure.PanelWidth, y + HeightOf(figure, row[i])), primitives);
            }

            y += row.Max(panel => HeightOf(figure, panel)) + Sizes.Gap;
        }

        double height = y - (figure.Panels.IsEmpty ? 0 : Sizes.Gap) + Sizes.Margin;
        return new Scene { Width = width, Height = height, Title = figure.Title, Description = figure.Description, Primitives = primitives.ToImmutable() };
    }

    /// <summary>One panel alone, for a page that writes title and legend itself and stacks panels on narrow screens.</summary>
    public static Scene Arrange(Figure figure, Panel panel)
    {
        var primitives = ImmutableArray.CreateBuilder<Primitive>();
        PanelLayout.Arrange(panel with { Title = "" }, new Box(2, 2, figure.PanelWidth - 2, HeightOf(figure, panel) - 2), primitives);
        return new Scene
        {
            Width = figure.PanelWidth,
            Height = HeightOf(figure, panel),
            Title = panel.Title.Length > 0 ? panel.Title : figure.Title,
            Description = figure.Description,
            Primitives = primitives.ToImmutable(),
        };
    }

    private static double HeightOf(Figure figure, Panel panel) => panel.Height ?? figure.PanelHeight;
}
