using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(LanguageCourse m) => Sentence(
        $"seit {Length(Dative, m.HowLong)} {Verb(m.Who, "lernen")} {Who(m.Who)} jeden {Name(m.Day)}{Name(m.Part)} {At(m.Where)} {Name(m.What)}");

    public override string Say(Reading m) => Sentence(
        $"{When(m.When)} {Haben(m.Who)} {Who(m.Who)} {Write(m.Pages)} Seiten {A(Genitive, m.What, m.How)} gelesen");

    private static string At(ClassPlace place) => place switch
    {
        ClassPlace.School => "in der Schule",
        ClassPlace.University => "an der Universität",
        ClassPlace.Library => "in der Bibliothek",
        ClassPlace.TownHall => "im Rathaus",
        _ => "in einem Café",
    };

    private static string Name(Tongue tongue) => tongue switch
    {
        Tongue.English => "Englisch",
        Tongue.German => "Deutsch",
        Tongue.French => "Französisch",
        Tongue.Italian => "Italienisch",
        Tongue.Spanish => "Spanisch",
        Tongue.Portuguese => "Portugiesisch",
        Tongue.Polish => "Polnisch",
        Tongue.Greek => "Griechisch",
        Tongue.Romanian => "Rumänisch",
        Tongue.Russian => "Russisch",
        Tongue.Chinese => "Chinesisch",
        Tongue.Japanese => "Japanisch",
        Tongue.Arabic => "Arabisch",
        Tongue.Turkish => "Türkisch",
        Tongue.Swedish => "Schwedisch",
        _ => "Niederländisch",
    };
}
