namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(WeatherContrast m) => Sentence(
        $"{When(m.When)}, {Will(m.Skies.First)} à {Name(m.Where.First)}, mais {Will(m.Skies.Second)} à {Name(m.Where.Second)}");

    public override string Say(Temperatures m) => Sentence(
        $"{When(m.When)}, il faisait {Degrees(m.Degrees.First)} à {Name(m.Where.First)} et {Degrees(m.Degrees.Second)} à {Name(m.Where.Second)}");

    public override string Say(RainPlan m) => Sentence(
        $"{If(m.Sky)} {When(m.When)}, {Clause(m.Who, WillGo)} {At(m.To)} avec {Who(m.With)}");

    private static readonly FrenchVerb WillGo = new("aller", "irai", "ira", "irons", "iront");

    /// <summary>The plural begins at two.</summary>
    private static string Degrees(Quantity degrees) => $"{Write(degrees)} {(Math.Abs(degrees.Value) < 2 ? "degré" : "degrés")}";

    private static string If(Weather weather) => weather switch
    {
        Weather.Rain => "s'il pleut",
        Weather.Snow => "s'il neige",
        Weather.Sunshine => "si le soleil brille",
        Weather.Thunderstorm => "s'il y a un orage",
        Weather.Fog => "s'il y a du brouillard",
        Weather.Cold => "s'il fait froid",
        Weather.Warm => "s'il fait chaud",
        Weather.Windy => "s'il y a du vent",
        _ => "si le ciel est couvert",
    };

    private static string Will(Weather weather) => weather switch
    {
        Weather.Rain => "il pleuvra",
        Weather.Snow => "il neigera",
        Weather.Sunshine => "le soleil brillera",
        Weather.Thunderstorm => "il y aura un orage",
        Weather.Fog => "il y aura du brouillard",
        Weather.Cold => "il fera froid",
        Weather.Warm => "il fera chaud",
        Weather.Windy => "il y aura du vent",
        _ => "le ciel sera couvert",
    };
}
