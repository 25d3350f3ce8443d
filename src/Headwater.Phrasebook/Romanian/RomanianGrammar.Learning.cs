using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(LanguageCourse m) => Sentence(
        $"de {Length(m.HowLong)} {Clause(m.Who, Learn)} {Name(m.What)} {At(m.Where)} în fiecare {Name(m.Day)} {Name(m.Part)}");

    public override string Say(Reading m) => Sentence(
        $"{When(m.When)} {Did(m.Who, "citit")} {RomanianNumbers.Count(m.Pages, Feminine, "pagini")} dintr-{A(m.What, m.How)}");

    private static readonly RomanianVerb Learn = new("învăț", "învață", "învățăm", "învață", "învețe");

    private static string At(ClassPlace place) => place switch
    {
        ClassPlace.School => "la școală",
        ClassPlace.University => "la universitate",
        ClassPlace.Library => "la bibliotecă",
        ClassPlace.TownHall => "la primărie",
        _ => "într-o cafenea",
    };

    private static string Name(Tongue tongue) => tongue switch
    {
        Tongue.English => "engleză",
        Tongue.German => "germană",
        Tongue.French => "franceză",
        Tongue.Italian => "italiană",
        Tongue.Spanish => "spaniolă",
        Tongue.Portuguese => "portugheză",
        Tongue.Polish => "poloneză",
        Tongue.Greek => "greacă",
        Tongue.Romanian => "română",
        Tongue.Russian => "rusă",
        Tongue.Chinese => "chineză",
        Tongue.Japanese => "japoneză",
        Tongue.Arabic => "arabă",
        Tongue.Turkish => "turcă",
        Tongue.Swedish => "suedeză",
        _ => "neerlandeză",
    };
}
