using System.Collections.Immutable;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// Models of the shape of a study's own: widths in whole heads of the largest model's width, layers that grow with the width as they do in the study (a line in logs), and the largest model's ratios for
/// everything else. Where all models are equally wide, layers alone grow.
/// </summary>
internal sealed class ModelShapes
{
    // So many heads, or layers, more than any size that a study of its sizes may be extrapolated to.
    private const int Most = 4096;

    private readonly ImmutableArray<ModelSpec> _models;
    private readonly int _vocabulary;
    private readonly Shape _largest;
    private readonly bool _hasDefaultFeedForward;
    private readonly double _slope;

    private ModelShapes(ImmutableArray<ModelSpec> models, int vocabulary)
    {
        (_models, _vocabulary) = (models, vocabulary);
        (ModelSpec Spec, Shape Shape, long Size)[] known = [.. models.Select(model => (model, Shape.Of(ModelConfig.Of(model, vocabulary)), ModelConfig.Of(model, vocabulary).ParameterCount)).OrderBy(model => model.Item3)];
        Template = known[^1].Spec;
        _largest = known[^1].Shape;
        _hasDefaultFeedForward = Template.IsDecoder && known.Where(model => model.Spec.Family == Template.Family).All(model => model.Shape.FeedForward == DefaultFeedForward(model.Shape.Width));
        _slope = SlopeOf([.. known.Select(model => (Math.Log(model.Shape.Width), Math.Log(model.Shape.Layers)))]);
    }

    public static ModelShapes Of(ImmutableArray<ModelSpec> models, int vocabulary) => new(models, vocabulary);

    private ModelSpec Template { get; }

    /// <summary>The model whose parameter count is nearest, in logs: one of the study's where no other is nearer.</summary>
    public ModelSpec Nearest(double parameters)
    {
        (ModelSpec Model, double Distance) nearest = _models.Select(model => (model, DistanceOf(model, parameters))).MinBy(model => model.Item2);
        for (int place = 1; place <= Most; place++)
        {
            if (At(place) is not { } model)
                continue;
            double distance = DistanceOf(model, parameters);
            if (distance < nearest.Distance)
                nearest = (model, distance);
            if (ModelConfig.Of(model, _vocabulary).ParameterCount > 2 * parameters)
                break;
        }

        return nearest.Model;
    }

    private double DistanceOf(ModelSpec model, double parameters) => Math.Abs(Math.Log(ModelConfig.Of(model, _vocabulary).ParameterCount / parameters));

    // Null where the heads of keys cannot be as few for each head of queries.
    private ModelSpec? At(int place)
    {
        bool isWider = !double.IsPositiveInfinity(_slope);
        int width = isWider ? place * _largest.HeadWidth : _largest.Width;
        int layers = isWider ? Math.Max(1, Round(_largest.Layers * Math.Pow((double)width / _largest.Width, _slope))) : place;
        int heads = Math.Max(1, Round((double)_largest.Heads * width / _largest.Width));
        int shared = _largest.Heads / _largest.KeyValueHeads;
        if (heads % shared != 0)
            return null;
        ModelSpec model = new()
        {
            Name = "", Family = Template.Family, Activation = Template.Activation, Tied = Template.Tied, PrefixAttention = Template.PrefixAttention,
            Layers = layers, DecoderLayers = Math.Max(1, Round((double)layers * _largest.DecoderLayers / _largest.Layers)), Width = width, Heads = heads, HeadWidth = _largest.HeadWidth,
            FeedForward = _hasDefaultFeedForward ? DefaultFeedForward(width) : Math.Max(1, Round((double)_largest.FeedForward * width / _largest.Width)),
            KeyValueHeads = shared == 1 ? null : heads / shared,
        };
        return model with { Name = NameOf(model) };
    }

    private string NameOf(ModelSpec model)
    {
        string name = model.Family is { } family ? $"{family}-{model.Layers}x{model.Width}" : $"{model.Layers}x{model.Width}";
        return _models.Any(known => known.Name == name) ? $"{name}-larger" : name;
    }

    private int DefaultFeedForward(int width) => DecoderConfig.FeedForwardWidth(width, Template.Family == DecoderFamilies.GptNeoX);

    // The slope of ln layers over ln width by least squares; infinite where all are equally wide.
    private static double SlopeOf((double X, double Y)[] points)
    {
        (double x, double y) = (points.Average(point => point.X), points.Average(point => point.Y));
        double squares = points.Sum(point => (point.X - x) * (point.X - x));
        return squares < 1e-12 ? double.PositiveInfinity : points.Sum(point => (point.X - x) * (point.Y - y)) / squares;
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    private sealed record Shape(int Layers, int DecoderLayers, int Width, int Heads, int HeadWidth, int FeedForward, int KeyValueHeads)
    {
        public static Shape Of(LanguageModelConfig config) => config switch
        {
            DecoderConfig decoder => new(decoder.NumHiddenLayers, decoder.NumHiddenLayers, decoder.HiddenSize, decoder.NumAttentionHeads, decoder.HeadDim, decoder.IntermediateSize, decoder.NumKeyValueHeads),
            T5Config t5 => new(t5.NumLayers, t5.NumDecoderLayers, t5.DModel, t5.NumHeads, t5.DKv, t5.DFf, t5.NumHeads),
            _ => throw new ArgumentException($"{config.GetType().Name} has no shape that is known; expected T5 or a decoder-only model.", nameof(config)),
        };
    }
}
