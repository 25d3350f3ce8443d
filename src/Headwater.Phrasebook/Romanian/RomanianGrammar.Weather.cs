using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(WeatherContrast m) => Sentence(
        $"{When(m.When)} va {Happen(m.Skies.First)} la {Name(m.Where.First)}, dar la {Name(m.Where.Second)} va {Happen(m.Skies.Second)}");

    public override string Say(Temperatures m) => Sentence(
        $"{When(m.When)} {(Math.Abs(m.Degrees.First.Value) == 1 ? "a fost" : "au fost")} {Degrees(m.Degrees.First)} la {Name(m.Where.First)} și " +
        $"{Degrees(m.Degrees.Second)} la {Name(m.Where.Second)}");

    public override string Say(RainPlan m) => Sentence(
        $"dacă {Happens(m.Sky)} {When(m.When)}, {Who(m.Who)} {Will(m.Who)} merge {At(m.To)} cu {Who(m.With)}");

    private static string Degrees(Quantity degrees) => RomanianNumbers.Count(degrees, Neuter, "grad", "grade");

    private static string Will(Person who) => People.FormOf(who) switch
    {
        Form.I => "voi",
        Form.We => "vom",
        Form.They => "vor",
        _ => "va",
    };

    private static string Happens(Weather weather) => weather switch
    {
        Weather.Rain => "plouă",
        Weather.Snow => "ninge",
        Weather.Windy => "bate vântul",
        _ => $"este {Sky(weather)}",
    };

    private static string Happen(Weather weather) => weather switch
    {
        Weather.Rain => "ploua",
        Weather.Snow => "ninge",
        Weather.Windy => "bate vântul",
        _ => $"fi {Sky(weather)}",
    };

    private static string Sky(Weather weather) => weather switch
    {
        Weather.Sunshine => "soare",
        Weather.Thunderstorm => "furtună",
        Weather.Fog => "ceață",
        Weather.Cold => "frig",
        Weather.Warm => "cald",
        _ => "înnorat",
    };
}
