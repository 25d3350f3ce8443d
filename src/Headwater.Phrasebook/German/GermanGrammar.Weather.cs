using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(WeatherContrast m) => Sentence(
        $"{When(m.When)} {Will(m.Skies.First, $"in {Name(m.Where.First)}")}, aber in {Name(m.Where.Second)} {Will(m.Skies.Second, "")}");

    public override string Say(Temperatures m) => Sentence(
        $"{When(m.When)} lag die Temperatur in {Name(m.Where.First)} bei {Degrees(m.Degrees.First)} und in {Name(m.Where.Second)} bei " +
        $"{Degrees(m.Degrees.Second)}");

    public override string Say(RainPlan m) => Sentence(
        $"wenn {Sky(m.Sky, When(m.When))}, {Verb(m.Who, "gehen")} {Who(m.Who)} mit {Who(Dative, m.With)} {To(m.To)}");

    private static string Degrees(Quantity degrees) => degrees switch
    {
        { Spelled: true, Value: 1 } => "einem Grad",
        { Spelled: true, Value: -1 } => "minus einem Grad",
        _ => $"{Write(degrees)} Grad",
    };

    /// <summary>A subordinate clause: "es morgen regnet", but "morgen die Sonne scheint".</summary>
    private static string Sky(Weather weather, string when) => weather switch
    {
        Weather.Rain => $"es {when} regnet",
        Weather.Snow => $"es {when} schneit",
        Weather.Sunshine => $"{when} die Sonne scheint",
        Weather.Thunderstorm => $"es {when} ein Gewitter gibt",
        _ => $"es {when} {Describe(weather)} ist",
    };

    /// <summary>What follows the first place of a main clause in the future: "wird es in Wien regnen".</summary>
    private static string Will(Weather weather, string where) => weather switch
    {
        Weather.Rain => Spaced("wird es", where, "regnen"),
        Weather.Snow => Spaced("wird es", where, "schneien"),
        Weather.Sunshine => Spaced("wird", where, "die Sonne scheinen"),
        Weather.Thunderstorm => Spaced("wird es", where, "ein Gewitter geben"),
        _ => Spaced("wird es", where, Describe(weather), "sein"),
    };

    private static string Describe(Weather weather) => weather switch
    {
        Weather.Fog => "neblig",
        Weather.Cold => "kalt",
        Weather.Warm => "warm",
        Weather.Windy => "windig",
        _ => "bewölkt",
    };
}
