using System.Collections.Immutable;
using SkiaSharp;

namespace Headwater.Reports;

/// <summary>Draws scenes as PNG. Letters are strokes of the built-in font, so that no font is needed and equal scenes give equal bytes.</summary>
public static class PngBackEnd
{
    // The files are as small as with Skia's own choice, which tries every filter on every row, and take a third of the time.
    private static readonly SKPngEncoderOptions Compression = new(SKPngEncoderFilterFlags.Sub, zLibLevel: 6);

    /// <summary>A whole figure, <paramref name="scale"/> pixels of the file to one of the layout.</summary>
    public static byte[] Render(Figure figure, double scale = 2) => Render(FigureLayout.Arrange(figure), scale);

    /// <summary>A scene on the background of the light theme.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not between 0.25 and 8.</exception>
    public static byte[] Render(Scene scene, double scale = 2)
    {
        if (scale is not (>= 0.25 and <= 8)) throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale of a PNG must be between 0.25 and 8.");
        var size = new SKImageInfo((int)Math.Ceiling(scene.Width * scale), (int)Math.Ceiling(scene.Height * scale), SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKSurface surface = SKSurface.Create(size);
        surface.Canvas.Clear(Color(Ink.Paper));
        surface.Canvas.Scale((float)scale);
        foreach (Primitive primitive in scene.Primitives) Draw(primitive, surface.Canvas);
        using SKPixmap pixels = surface.PeekPixels();
        using SKData png = pixels.Encode(Compression) ?? throw new InvalidOperationException("Skia did not encode the picture.");
        return png.ToArray();
    }

    private static void Draw(Primitive primitive, SKCanvas canvas)
    {
        switch (primitive)
        {
            case LinePrimitive line:
                Line(line, canvas);
                break;
            case PolygonPrimitive polygon:
                using (SKPath path = Path(polygon.Vertices, close: true))
                using (SKPaint paint = Filled(polygon.Ink, polygon.Opacity))
                    canvas.DrawPath(path, paint);
                break;
            case MarkerPrimitive marker:
                Marker(marker, canvas);
                break;
            case TextPrimitive text:
                Text(text, canvas);
                break;
        }
    }

    private static void Line(LinePrimitive line, SKCanvas canvas)
    {
        using SKPath path = Path(line.Vertices, close: false);
        using SKPaint paint = Stroked(line.Ink, line.Width);
        using SKPathEffect? dash = Pattern(line.Dash) is { } pattern ? SKPathEffect.CreateDash(pattern, 0) : null;
        paint.PathEffect = dash;
        canvas.DrawPath(path, paint);
    }

    private static void Marker(MarkerPrimitive marker, SKCanvas canvas)
    {
        using SKPath path = Path(MarkerOutline.Of(marker), close: true);
        if (marker.Shape == MarkerShape.Circle) path.AddCircle((float)marker.Center.X, (float)marker.Center.Y, (float)marker.Radius);
        using SKPaint fill = Filled(marker.Hollow ? Ink.Paper : marker.Ink, opacity: 1);
        using SKPaint outline = Stroked(marker.Hollow ? marker.Ink : Ink.Paper, marker.Hollow ? 1.8 : 0.8);
        canvas.DrawPath(path, fill);
        canvas.DrawPath(path, outline);
    }

    private static void Text(TextPrimitive text, SKCanvas canvas)
    {
        double unit = text.Size / StrokeFont.Em, width = Lettering.Width(text.Text, text.Size);
        double left = text.Anchor switch { TextAnchor.Middle => text.At.X - width / 2, TextAnchor.End => text.At.X - width, _ => text.At.X };
        using SKPaint paint = Stroked(text.Ink, text.Bold ? StrokeFont.Bold : StrokeFont.Regular);
        paint.StrokeCap = SKStrokeCap.Round;
        canvas.Save();
        canvas.Translate((float)left, (float)(text.At.Y - StrokeFont.BaseLine * unit));
        canvas.Scale((float)unit);
        foreach ((double x, double y, string strokes) in StrokeFont.Strokes(text.Text))
        {
            using SKPath glyph = SKPath.ParseSvgPathData(strokes);
            glyph.Offset((float)x, (float)y);
            canvas.DrawPath(glyph, paint);
        }

        canvas.Restore();
    }

    private static SKPath Path(ImmutableArray<Vertex> vertices, bool close)
    {
        var path = new SKPath();
        if (!vertices.IsEmpty) path.AddPoly([.. vertices.Select(v => new SKPoint((float)v.X, (float)v.Y))], close);
        return path;
    }

    private static SKPaint Filled(Ink ink, double opacity) =>
        new() { Color = Color(ink).WithAlpha((byte)Math.Round(255 * opacity)), IsAntialias = true, Style = SKPaintStyle.Fill };

    private static SKPaint Stroked(Ink ink, double width) =>
        new() { Color = Color(ink), IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = (float)width, StrokeJoin = SKStrokeJoin.Round };

    private static SKColor Color(Ink ink) => SKColor.Parse(Theme.Light[ink]);

    private static float[]? Pattern(Dash dash) => DashPattern.Of(dash) is { IsEmpty: false } pattern ? [.. pattern.Select(p => (float)p)] : null;
}
