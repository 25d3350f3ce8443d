namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(Pain m) => Sentence(
        $"{Whose(m.Who)} {Part(m.Where)} has been hurting for {Length(m.HowLong)}, so {Pronoun(m.Who)} {Be(m.Who)} going to the doctor " +
        $"on {Label.Of(m.Day)} {Name(m.Part)}");

    public override string Say(Medicine m) => Sentence(
        $"{Who(m.Who)} {Have(m.Who)} to take {Words(m.Dose)} {Name(m.What)} {Words(m.TimesADay)} times a day {When(m.When)} for " +
        $"{Write(m.Days)} days");

    public override string Say(SickLeave m) => Sentence(
        $"because {Who(m.Who)} {Have(m.Who)} {Name(m.What)}, {Pronoun(m.Who)} cannot go to {The(m.To)} with {Whom(m.With)} {When(m.When)}");

    private static string Part(BodyPart part) => part.Side is { } side ? $"{Name(side)} {One(part.Part)}" : One(part.Part);

    private static string Name(Remedy remedy) => remedy switch
    {
        Remedy.Pills => "pills",
        Remedy.Drops => "drops",
        Remedy.SpoonsOfSyrup => "spoonfuls of cough syrup",
        Remedy.Capsules => "capsules",
        _ => "lozenges",
    };

    private static string When(Mealtime time) => time switch
    {
        Mealtime.BeforeMeals => "before meals",
        Mealtime.AfterMeals => "after meals",
        _ => "with a glass of water",
    };

    private static string Name(Illness illness) => illness switch
    {
        Illness.Fever => "a fever",
        Illness.Cold => "a cold",
        Illness.Flu => "the flu",
        Illness.Headache => "a headache",
        Illness.StomachAche => "a stomach ache",
        Illness.SoreThroat => "a sore throat",
        Illness.Toothache => "toothache",
        Illness.Backache => "backache",
        Illness.Cough => "a cough",
        Illness.BrokenLeg => "a broken leg",
        _ => "a broken arm",
    };
}
