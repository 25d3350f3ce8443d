using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>One way to continue a curve, with its share of the prior weight. Exactly one of the ways is set.</summary>
internal sealed record Method(MethodKind Kind, double Prior)
{
    /// <summary>The window whose level is forecast to stay.</summary>
    public LineWindow? Level { get; init; }

    /// <summary>The line to follow.</summary>
    public DampedLine? Line { get; init; }

    /// <summary>Whether the line's slope is drawn towards those of the group.</summary>
    public bool IsPooled { get; init; }

    /// <summary>The law to follow.</summary>
    public ITailLaw? Law { get; init; }
}

/// <summary>What kind of forecast a method makes: what a reader is told of an average.</summary>
internal enum MethodKind
{
    LastValue,
    Level,
    Line,
    Law,
}

/// <summary>All methods that are averaged. Their order is that of every array of forecasts.</summary>
internal static class Methods
{
    // Dampings of lines and their prior weights: mild bends are likelier than none and than sudden ones.
    private static readonly (double Damping, double Prior)[] Dampings = [(0, 0.5), (0.15, 1), (0.3, 2), (0.6, 2), (1.2, 1), (2.4, 0.3)];
    private const double LongPrior = 2;
    private const double LogLawPrior = 6;
    private static readonly LineWindow Recent = LineWindow.Fading(0.7);
    private static readonly LineWindow Long = LineWindow.Fading(2.5);
    private static readonly LineWindow[] Windows = [LineWindow.Last(2), LineWindow.Last(3), LineWindow.Last(4), Recent, Long];

    private static readonly ITailLaw[] Laws =
    [
        new TailParabola(3), new TailParabola(4), new TailParabola(5),
        new PowerTail(), new TailHalf(new PowerTail()),
        new BentPowerTail(), new TailHalf(new BentPowerTail()),
        new SigmoidTail(), new BrokenTail(),
    ];


    // Scores of pretrained models rise like logarithms or powers of them more often than anything else.
    private static readonly ITailLaw[] LogLaws = [new LogLawTail(0.5, Long), new LogLawTail(1, Long), new LogLawTail(2, Long), new LogLawTail(1, Recent)];


    public static ImmutableArray<Method> All { get; } =
    [
        new(MethodKind.LastValue, 2),
        new(MethodKind.Level, 0.5) { Level = Windows[1] },
        new(MethodKind.Level, 0.5) { Level = Recent },
        .. from window in Windows
           from damping in Dampings
           from isPooled in (bool[])[false, true]
           select new Method(MethodKind.Line, damping.Prior * (window == Long ? LongPrior : 1)) { Line = new DampedLine(window, damping.Damping), IsPooled = isPooled },
        .. Laws.Select(law => new Method(MethodKind.Law, 1) { Law = law }),
        .. LogLaws.Select(law => new Method(MethodKind.Law, LogLawPrior) { Law = law }),
    ];
}
