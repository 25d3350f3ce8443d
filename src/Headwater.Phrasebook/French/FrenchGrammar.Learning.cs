using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    private static readonly FrenchVerb Learn = new("apprendre", "apprends", "apprend", "apprenons", "apprennent");

    public override string Say(LanguageCourse m) => Sentence(
        $"{Clause(m.Who, Learn)} {Elide("le", Name(m.What))} {At(m.Where)} tous les {Name(m.Day)}s {Name(m.Part)} depuis {Length(m.HowLong)}");

    public override string Say(Reading m) => Sentence(
        $"{When(m.When)}, {Have(m.Who)} lu {FrenchNumbers.Write(m.Pages, feminine: true)} pages {Of(A(m.What, m.How))}");

    private static string At(ClassPlace place) => place switch
    {
        ClassPlace.School => "à l'école",
        ClassPlace.University => "à l'université",
        ClassPlace.Library => "à la bibliothèque",
        ClassPlace.TownHall => "à la mairie",
        _ => "dans un café",
    };

    private static string Name(Tongue tongue) => tongue switch
    {
        Tongue.English => "anglais",
        Tongue.German => "allemand",
        Tongue.French => "français",
        Tongue.Italian => "italien",
        Tongue.Spanish => "espagnol",
        Tongue.Portuguese => "portugais",
        Tongue.Polish => "polonais",
        Tongue.Greek => "grec",
        Tongue.Romanian => "roumain",
        Tongue.Russian => "russe",
        Tongue.Chinese => "chinois",
        Tongue.Japanese => "japonais",
        Tongue.Arabic => "arabe",
        Tongue.Turkish => "turc",
        Tongue.Swedish => "suédois",
        _ => "néerlandais",
    };
}
