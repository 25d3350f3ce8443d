namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(WeatherContrast m) => Sentence(
        $"{When(m.When)} {Will(m.Skies.First)} in {Name(m.Where.First)}, but in {Name(m.Where.Second)} {Will(m.Skies.Second)}");

    public override string Say(Temperatures m) => Sentence(
        $"{When(m.When)} it was {Degrees(m.Degrees.First)} in {Name(m.Where.First)} and {Degrees(m.Degrees.Second)} in {Name(m.Where.Second)}");

    public override string Say(RainPlan m) => Sentence(
        $"if {Sky(m.Sky)} {When(m.When)}, {Who(m.Who)} will go to {The(m.To)} with {Whom(m.With)}");

    private static string Degrees(Quantity degrees) => $"{Write(degrees)} {(Math.Abs(degrees.Value) == 1 ? "degree" : "degrees")}";

    private static string Sky(Weather weather) => weather switch
    {
        Weather.Rain => "it rains",
        Weather.Snow => "it snows",
        Weather.Sunshine => "the sun shines",
        Weather.Thunderstorm => "there is a thunderstorm",
        _ => $"it is {Describe(weather)}",
    };

    private static string Will(Weather weather) => weather switch
    {
        Weather.Rain => "it will rain",
        Weather.Snow => "it will snow",
        Weather.Sunshine => "the sun will shine",
        Weather.Thunderstorm => "there will be a thunderstorm",
        _ => $"it will be {Describe(weather)}",
    };

    private static string Describe(Weather weather) => weather == Weather.Fog ? "foggy" : Label.Lower(weather);
}
