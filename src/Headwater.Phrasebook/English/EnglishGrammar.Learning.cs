namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(LanguageCourse m) => Sentence(
        $"{Who(m.Who)} {Have(m.Who)} been learning {Label.Of(m.What)} {At(m.Where)} every {Label.Of(m.Day)} {Name(m.Part)} for {Length(m.HowLong)}");

    public override string Say(Reading m) => Sentence(
        $"{Who(m.Who)} read {Write(m.Pages)} pages of {A(m.What, m.How)} {When(m.When)}");

    private static string At(ClassPlace place) => place switch
    {
        ClassPlace.School => "at school",
        ClassPlace.University => "at the university",
        ClassPlace.Library => "in the library",
        ClassPlace.TownHall => "at the town hall",
        _ => "in a café",
    };
}
