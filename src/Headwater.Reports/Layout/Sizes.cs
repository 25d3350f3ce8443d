namespace Headwater.Reports;

/// <summary>Sizes in pixels that the layout uses everywhere.</summary>
internal static class Sizes
{
    public const double Margin = 16;
    public const double Gap = 28;
    public const double FigureTitle = 16;
    public const double PanelTitle = 13.5;
    public const double Label = 12;
    public const double TickLabel = 11.5;
    public const double TickLength = 4;
    public const double Sample = 26;
}
