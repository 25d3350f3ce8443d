using System.Collections.Frozen;

namespace Headwater.Reports;

/// <summary>
/// A small single-stroke sans-serif, drawn for this project, so that PNG files have the same letters and the same bytes on a machine without any font.
/// A glyph is path data (SVG's M, L, H, V, C, A, Z) in units of which <see cref="Em"/> make the font size: capitals stand from y = 0 to the base line
/// at y = 20, small letters start at y = 6, descenders end at y = 26. Letters with accents are put together from their parts; a character the font
/// lacks is an empty box.
/// </summary>
internal static partial class StrokeFont
{
    public const double Em = 28;

    public const double BaseLine = 20;

    /// <summary>Stroke width of the regular weight.</summary>
    public const double Regular = 2.3;

    /// <summary>Stroke width of the bold weight.</summary>
    public const double Bold = 3.5;

    private const double SideBearing = 2.6;
    private const double DigitAdvance = 15.8;
    private const double SpaceAdvance = 7.8;

    // The caron of ď and ť stands beside the letter's stem.
    private const char Beside = 'ʼ';

    private static readonly Glyph Missing = new(10, "M0 0H10V20H0Z");

    private static readonly FrozenDictionary<char, Glyph> Glyphs = Drawn.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, (char Letter, char Accent)> Composed = Compose().ToFrozenDictionary();

    /// <summary>Distance to the next character, in units.</summary>
    public static double Advance(char c)
    {
        if (IsInvisible(c)) return 0;
        if (c is ' ' or '\u00a0' or '\t') return SpaceAdvance;
        if (char.IsAsciiDigit(c)) return DigitAdvance;
        return Find(Base(c)).Width + 2 * SideBearing;
    }

    /// <summary>The strokes of a text: path data and where each starts, in units from the start of the text.</summary>
    public static IEnumerable<(double X, double Y, string Path)> Strokes(string text)
    {
        double pen = 0;
        foreach (char c in text)
        {
            double advance = Advance(c);
            if (advance > 0 && !char.IsWhiteSpace(c))
            {
                Glyph glyph = Find(Base(c));
                double left = pen + (advance - glyph.Width) / 2;
                yield return (left, 0, glyph.Path);
                if (Composed.TryGetValue(c, out (char Letter, char Accent) parts))
                {
                    // Accents are drawn for small letters and stand higher over capitals.
                    Glyph accent = Accents[parts.Accent];
                    double x = parts.Accent == Beside ? left + glyph.Width + 1.5 : left + (glyph.Width - accent.Width) / 2;
                    yield return (x, char.IsUpper(parts.Letter) && parts.Accent is not ('¸' or '˛') ? -6 : 0, accent.Path);
                }
            }

            pen += advance;
        }
    }

    private static Glyph Find(char c) => Glyphs.TryGetValue(c, out Glyph glyph) ? glyph : Missing;

    // A dotless i carries the accent of í.
    private static char Base(char c) => !Composed.TryGetValue(c, out (char Letter, char Accent) parts) ? c : parts.Letter == 'i' ? 'ı' : parts.Letter;

    // Control characters, joiners, direction marks, and the second half of a surrogate pair (one box for one character).
    private static bool IsInvisible(char c) =>
        (char.IsControl(c) && c != '\t') || char.IsLowSurrogate(c) || c is (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';

    private static IEnumerable<KeyValuePair<char, (char, char)>> Compose()
    {
        foreach ((char accent, string pairs) in Pairs)
        {
            for (int i = 0; i < pairs.Length; i += 2) yield return new(pairs[i], (pairs[i + 1], accent));
        }
    }

    private readonly record struct Glyph(double Width, string Path);
}
