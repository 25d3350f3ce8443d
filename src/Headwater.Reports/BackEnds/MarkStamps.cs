using System.Globalization;
using System.Text;

namespace Headwater.Reports;

/// <summary>
/// The marks of one figure in a page, each drawn once: a line with many corners then names its mark, and every corner shows it. Thousands of marks
/// take a few bytes each in this way.
/// </summary>
/// <param name="prefix">What names begin with, so that no two figures of a page share one.</param>
internal sealed class MarkStamps(string prefix)
{
    private readonly Dictionary<(Ink, MarkerShape, double, bool), string> _names = [];
    private readonly StringBuilder _stamps = new();

    /// <summary>The name of the stamp for a mark.</summary>
    public string NameOf(MarkerPrimitive mark)
    {
        var look = (mark.Ink, mark.Shape, mark.Radius, mark.Hollow);
        if (_names.TryGetValue(look, out string? known)) return known;
        string name = $"{prefix}-m{_names.Count.ToString(CultureInfo.InvariantCulture)}";
        string drawn = SvgBackEnd.RenderBare([mark with { Center = new Vertex(0, 0), Words = "" }]);
        _stamps.Append(CultureInfo.InvariantCulture, $"<marker id=\"{name}\" viewBox=\"-12 -12 24 24\" markerWidth=\"24\" markerHeight=\"24\" markerUnits=\"userSpaceOnUse\">{drawn}</marker>\n");
        return _names[look] = name;
    }

    /// <summary>The stamps that were asked for, as a picture of no size; empty where none was.</summary>
    public string Render() => _stamps.Length == 0 ? "" : $"<svg class=\"stamps\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n{_stamps}</defs></svg>\n";
}
