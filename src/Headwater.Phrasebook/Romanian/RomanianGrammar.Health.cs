using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(Pain m) => Sentence(
        $"pe {Sufferer(m.Who)} doare {Part(m.Where)} de {Length(m.HowLong)}, așa că {Finite(m.Who, RomanianActivities.Go)} la doctor " +
        $"{Name(m.Day)} {Name(m.Part)}");

    public override string Say(Medicine m) => Sentence(
        $"{Who(m.Who)} trebuie să {Subjunctive(m.Who, Take)} {Count(m.Dose, Feminine, Name(m.What))} de {Count(m.TimesADay, Feminine, "ori")} pe zi " +
        $"{When(m.When)} timp de {RomanianNumbers.Count(m.Days, Feminine, "zile")}");

    public override string Say(SickLeave m) => Sentence(
        $"deoarece {Have(m.Who)} {Name(m.What)}, nu {Finite(m.Who, Can)} merge {At(m.To)} cu {Who(m.With)} {When(m.When)}");

    private static readonly RomanianVerb Take = new("iau", "ia", "luăm", "iau", "ia");

    /// <summary>"mine mă", "ea o", "bunicul meu îl": who feels it, and the pronoun that repeats it.</summary>
    private static string Sufferer(Person who)
    {
        string pronoun = People.FormOf(who) switch
        {
            Form.I => "mă",
            Form.She => "o",
            _ => "îl",
        };
        return $"{(who == Person.I ? "mine" : Who(who))} {pronoun}";
    }

    /// <summary>"genunchiul stâng", "urechea dreaptă", "capul"</summary>
    private static string Part(BodyPart part) => (part.Side, IsFeminine(part.Part)) switch
    {
        (Side.Left, false) => $"{The(part.Part)} stâng",
        (Side.Left, true) => $"{The(part.Part)} stângă",
        (Side.Right, false) => $"{The(part.Part)} drept",
        (Side.Right, true) => $"{The(part.Part)} dreaptă",
        _ => The(part.Part),
    };

    /// <summary>All of them feminine or neuter.</summary>
    private static string Name(Remedy remedy) => remedy switch
    {
        Remedy.Pills => "pastile",
        Remedy.Drops => "picături",
        Remedy.SpoonsOfSyrup => "linguri de sirop",
        Remedy.Capsules => "capsule",
        _ => "drajeuri",
    };

    private static string When(Mealtime time) => time switch
    {
        Mealtime.BeforeMeals => "înainte de masă",
        Mealtime.AfterMeals => "după masă",
        _ => "cu un pahar cu apă",
    };

    private static string Name(Illness illness) => illness switch
    {
        Illness.Fever => "febră",
        Illness.Cold => "o răceală",
        Illness.Flu => "gripă",
        Illness.Headache => "dureri de cap",
        Illness.StomachAche => "dureri de stomac",
        Illness.SoreThroat => "dureri în gât",
        Illness.Toothache => "dureri de dinți",
        Illness.Backache => "dureri de spate",
        Illness.Cough => "tuse",
        Illness.BrokenLeg => "un picior rupt",
        _ => "un braț rupt",
    };
}
