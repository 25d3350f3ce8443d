using System.Xml.Linq;

namespace Headwater.Reports.Tests;

public sealed class SvgBackEndTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Render_SmallFigure_IsAsApproved() => Approved.Equal("small.svg", SvgBackEnd.Render(Figures.Small()));

    [Fact]
    public void Render_EveryReportFigure_IsWellFormedAndComplete()
    {
        foreach (Figure figure in ReportFigures.Of(SyntheticAnalysis.Study(name => name + " <&\"'> \u0001\ud800 المزيج")))
        {
            XElement svg = XDocument.Parse(SvgBackEnd.Render(figure)).Root!;

            Assert.Equal(figure.Title, svg.Element(Svg + "title")!.Value);
            Assert.Equal(figure.Description, svg.Element(Svg + "desc")!.Value);
            Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Value.Contains("NaN", StringComparison.Ordinal) || a.Value.Contains("var(", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void RenderInline_Panel_TakesTheKeyboardOnceAndNamesEveryMark()
    {
        Figure figure = Figures.Small();

        XElement svg = XElement.Parse(SvgBackEnd.RenderInline(FigureLayout.Arrange(figure, figure.Panels[0])));

        XElement[] marks = [.. svg.Elements("g")];
        Assert.Equal(3, marks.Length);
        Assert.Equal(["0", "-1", "-1"], marks.Select(m => m.Attribute("tabindex")!.Value));
        Assert.All(marks, m => Assert.NotEmpty(m.Element("title")!.Value));
        Assert.Equal("en & <de> at 1M: 10.0", marks[0].Element("title")!.Value);
        Assert.Equal(figure.Title, svg.Attribute("aria-label")!.Value);
    }

    [Fact]
    public void RenderInline_Panel_HasNoColourOfItsOwn()
    {
        Figure figure = Figures.Small();

        string svg = SvgBackEnd.RenderInline(FigureLayout.Arrange(figure, figure.Panels[0]));

        Assert.DoesNotContain("=\"#", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void StyleSheet_EveryInk_HasAColourInBothThemes()
    {
        string css = SvgBackEnd.StyleSheet();

        foreach (Ink ink in Enum.GetValues<Ink>())
        {
            string name = ink.ToString().ToLowerInvariant();
            Assert.Contains($"--{name}:{Theme.Light[ink]};", css, StringComparison.Ordinal);
            Assert.Contains($"--{name}:{Theme.Dark[ink]};", css, StringComparison.Ordinal);
            Assert.Contains($".f-{name}{{fill:var(--{name})}}", css, StringComparison.Ordinal);
        }
    }
}
