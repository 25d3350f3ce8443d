namespace Headwater.Reports;

/// <summary>
/// The colours of inks on one background, as #RRGGBB. Categories follow the colour-blind-safe set of Okabe and Ito (2008), darkened on white
/// (lightened on black) until each has at least three times the background's luminance contrast; levels are one hue from light to dark.
/// </summary>
public sealed class Theme
{
    private readonly string[] _colors;

    private Theme(string name, params string[] colors)
    {
        Name = name;
        _colors = colors;
    }

    public static Theme Light { get; } = new("light",
        "#1c2430", "#5b6675", "#e3e7ec", "#f1f3f6", "#ffffff", "#5f6773",
        "#0072b2", "#d15a00", "#00875f", "#b3528a", "#a87400", "#2f8fc4", "#7a4fb5", "#8a5a33",
        "#6fa8cf", "#3480b3", "#155a8a", "#0a3557");

    public static Theme Dark { get; } = new("dark",
        "#e6eaf0", "#a3aebb", "#2c3440", "#1d242e", "#12171e", "#a7b0bc",
        "#58b0ee", "#ff8f4d", "#34c79a", "#e692c4", "#e8b13a", "#8fd0f5", "#b79af0", "#d0a27c",
        "#3f7fae", "#68a9d8", "#9bcdf0", "#d6ebfb");

    public string Name { get; }

    public string this[Ink ink] => _colors[(int)ink];

    /// <summary>The ink of the <paramref name="index"/>-th of several unordered things; after eight the colours repeat and the shapes continue.</summary>
    public static Ink Category(int index) => Ink.Category0 + index % 8;

    /// <summary>The ink of the <paramref name="index"/>-th of <paramref name="count"/> ordered things: the last is always the strongest.</summary>
    public static Ink Level(int index, int count) =>
        count <= 1 ? Ink.Level2 : Ink.Level0 + (int)Math.Round(3.0 * index / (count - 1), MidpointRounding.AwayFromZero);
}
