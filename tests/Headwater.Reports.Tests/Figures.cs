namespace Headwater.Reports.Tests;

internal static class Figures
{
    /// <summary>One panel with one of everything.</summary>
    public static Figure Small() => new()
    {
        Name = "small",
        Title = "A small figure",
        Description = "Three points, a line, a band, a rule and a zone.",
        PanelWidth = 320,
        PanelHeight = 220,
        Panels =
        [
            new Panel
            {
                X = new Axis { Label = "Pretraining tokens", Scale = AxisScale.Logarithmic, Landmarks = [1e6, 4e6, 16e6] },
                Y = new Axis { Label = "Score", Unit = "points" },
                Layers =
                [
                    new ZoneLayer(4e6, null) { Label = "beyond", Legend = "beyond" },
                    new BandLayer([new(1e6, 9, 11), new(16e6, 18, 26)]),
                    new RuleLayer(8) { HalfWidth = 0.5, Legend = "from scratch", Style = new LayerStyle { Ink = Ink.Baseline, Dash = Dash.Dashed }, Words = "From scratch: 8.0" },
                    new LineLayer([new(1e6, 10), new(16e6, 22)]) { Legend = "en & <de>" },
                    new MarkerLayer([new Mark(1e6, 10) { Low = 9.5, High = 10.5, Words = "en & <de> at 1M: 10.0" }, new Mark(4e6, 16) { Words = "en & <de> at 4M: 16.0" }]) { Legend = "en & <de>" },
                    new MarkerLayer([new Mark(16e6, 22) { Words = "forecast" }]) { Style = new LayerStyle { Marker = MarkerShape.Diamond, Hollow = true } },
                ],
            },
        ],
    };
}
