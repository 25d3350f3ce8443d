using static Headwater.Phrasebook.GermanCase;

namespace Headwater.Phrasebook;

internal sealed partial class GermanGrammar
{
    public override string Say(Pain m) => Sentence(
        $"{Who(Dative, m.Who)} tut seit {Length(Dative, m.HowLong)} {Part(m.Where)} weh, deshalb {Verb(m.Who, "gehen")} {Pronoun(m.Who)} am " +
        $"{Name(m.Day)}{Name(m.Part)} zum Arzt");

    public override string Say(Medicine m) => Sentence(
        $"{Who(m.Who)} {Muss(m.Who)} {Write(m.Days)} Tage lang {Words(m.TimesADay)}mal täglich {When(m.When)} " +
        $"{Words(m.Dose)} {Name(m.What)} einnehmen");

    public override string Say(SickLeave m) => Sentence(
        $"weil {Who(m.Who)} {Name(m.What)} {Haben(m.Who)}, {Pick(m.Who, "kann", "kann", "können")} {Pronoun(m.Who)} {When(m.When)} nicht mit " +
        $"{Who(Dative, m.With)} {To(m.To)} gehen");

    /// <summary>"das linke Knie", "der Rücken"</summary>
    private static string Part(BodyPart part)
    {
        GermanNoun noun = GermanNouns.All[part.Part];
        string side = part.Side switch
        {
            Side.Left => "linke ",
            Side.Right => "rechte ",
            _ => "",
        };
        return $"{GermanEndings.Article(GermanArticle.Definite, Nominative, noun.Gender, plural: false)} {side}{noun.Singular}";
    }

    private static string Name(Remedy remedy) => remedy switch
    {
        Remedy.Pills => "Tabletten",
        Remedy.Drops => "Tropfen",
        Remedy.SpoonsOfSyrup => "Löffel Hustensaft",
        Remedy.Capsules => "Kapseln",
        _ => "Lutschtabletten",
    };

    private static string When(Mealtime time) => time switch
    {
        Mealtime.BeforeMeals => "vor dem Essen",
        Mealtime.AfterMeals => "nach dem Essen",
        _ => "mit einem Glas Wasser",
    };

    private static string Name(Illness illness) => illness switch
    {
        Illness.Fever => "Fieber",
        Illness.Cold => "eine Erkältung",
        Illness.Flu => "die Grippe",
        Illness.Headache => "Kopfschmerzen",
        Illness.StomachAche => "Bauchschmerzen",
        Illness.SoreThroat => "Halsschmerzen",
        Illness.Toothache => "Zahnschmerzen",
        Illness.Backache => "Rückenschmerzen",
        Illness.Cough => "Husten",
        Illness.BrokenLeg => "ein gebrochenes Bein",
        _ => "einen gebrochenen Arm",
    };
}
