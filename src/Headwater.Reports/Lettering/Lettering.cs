namespace Headwater.Reports;

/// <summary>
/// How much room words take. Widths are those of the built-in <see cref="StrokeFont"/>, which are close to the common sans-serif faces; a browser
/// may choose a wider face, so what must not collide asks for <see cref="SafeWidth"/>.
/// </summary>
internal static class Lettering
{
    /// <summary>The widest common fallback (DejaVu Sans) is about this much wider than the built-in font.</summary>
    private const double WidestFace = 1.16;

    public static double Width(string text, double size)
    {
        double units = 0;
        foreach (char c in text) units += StrokeFont.Advance(c);
        return units * size / StrokeFont.Em;
    }

    public static double SafeWidth(string text, double size) => Width(text, size) * WidestFace;

    /// <summary>The text, cut with an ellipsis where it is wider than the room.</summary>
    public static string Fit(string text, double size, double room)
    {
        if (SafeWidth(text, size) <= room) return text;
        int length = text.Length;
        while (length > 1 && SafeWidth(text[..length] + "…", size) > room) length--;
        // Half a surrogate pair is no character.
        if (char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length].TrimEnd() + "…";
    }
}
