using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(Pain m) => Sentence(
        $"{Have(m.Who)} mal {To(Part(m.Where))} depuis {Length(m.HowLong)}, c'est pourquoi {Pronoun(m.Who)} {Finite(m.Who, Go)} chez le médecin " +
        $"{Name(m.Day)} {Name(m.Part)}");

    public override string Say(Medicine m) => Sentence(
        $"{Clause(m.Who, Must)} prendre {Words(m.Dose)} {Name(m.What)} {Words(m.TimesADay)} fois par jour {When(m.When)} pendant " +
        $"{Write(m.Days)} jours");

    public override string Say(SickLeave m) => Sentence(
        $"comme {Have(m.Who)} {Name(m.What)}, {Pronoun(m.Who)} ne {Finite(m.Who, Can)} pas aller {At(m.To)} avec {Who(m.With)} {When(m.When)}");

    private static readonly FrenchVerb Can = new("pouvoir", "peux", "peut", "pouvons", "peuvent");

    /// <summary>"le genou gauche", "l'épaule droite", "la tête"</summary>
    private static string Part(BodyPart part) => part.Side switch
    {
        Side.Left => $"{The(part.Part)} gauche",
        Side.Right => $"{The(part.Part)} {(IsFeminine(part.Part) ? "droite" : "droit")}",
        _ => The(part.Part),
    };

    private static string Name(Remedy remedy) => remedy switch
    {
        Remedy.Pills => "comprimés",
        Remedy.Drops => "gouttes",
        Remedy.SpoonsOfSyrup => "cuillerées de sirop",
        Remedy.Capsules => "gélules",
        _ => "pastilles",
    };

    private static string When(Mealtime time) => time switch
    {
        Mealtime.BeforeMeals => "avant les repas",
        Mealtime.AfterMeals => "après les repas",
        _ => "avec un verre d'eau",
    };

    private static string Name(Illness illness) => illness switch
    {
        Illness.Fever => "de la fièvre",
        Illness.Cold => "un rhume",
        Illness.Flu => "la grippe",
        Illness.Headache => "mal à la tête",
        Illness.StomachAche => "mal au ventre",
        Illness.SoreThroat => "mal à la gorge",
        Illness.Toothache => "mal aux dents",
        Illness.Backache => "mal au dos",
        Illness.Cough => "une toux",
        Illness.BrokenLeg => "une jambe cassée",
        _ => "un bras cassé",
    };
}
