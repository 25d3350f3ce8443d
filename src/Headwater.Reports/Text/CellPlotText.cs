namespace Headwater.Reports;

/// <summary>A drawn cell in characters: ├──●──┤, with ┃ for what was measured and ┊ for no difference; an arrow where the interval continues.</summary>
public static class CellPlotText
{
    /// <summary>A cell as wide as asked for.</summary>
    public static string Render(CellPlot plot, PlotScale scale, int width)
    {
        ArgumentNullException.ThrowIfNull(plot);
        ArgumentNullException.ThrowIfNull(scale);
        char[] line = new char[width];
        Array.Fill(line, ' ');
        if (scale.Origin is { } origin) line[At(origin)] = '┊';
        if (double.IsFinite(plot.Low) && double.IsFinite(plot.High) && plot.High > plot.Low)
        {
            (int low, int high) = (At(plot.Low), At(plot.High));
            for (int i = low; i <= high; i++) line[i] = '─';
            line[low] = plot.Low < scale.Minimum ? '←' : '├';
            line[high] = plot.High > scale.Maximum ? '→' : '┤';
        }

        if (plot.Measured is { } measured && double.IsFinite(measured)) line[At(measured)] = '┃';
        if (double.IsFinite(plot.Value)) line[At(plot.Value)] = plot.Style.Hollow ? '○' : '●';
        return new string(line);

        int At(double value) => (int)Math.Round((width - 1) * scale.Place(value), MidpointRounding.AwayFromZero);
    }
}
