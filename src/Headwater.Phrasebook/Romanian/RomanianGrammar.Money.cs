using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

internal sealed partial class RomanianGrammar
{
    public override string Say(Price m) => Sentence($"{The(m.What, m.How)} costă {Euros(m.Cost)}");

    public override string Say(Payment m) => Sentence($"{Did(m.Who, "plătit")} {Euros(m.Cost)} pentru {Count(m.Count, m.What, m.Colour)}");

    public override string Say(Sum m) =>
        Sentence($"{Words(m.First)} {(m.Operation == Operation.Plus ? "plus" : "minus")} {Words(m.Second)} fac {Words(m.Result)}");

    public override string Say(Salary m) => Sentence(
        $"{Clause(m.Who, RomanianActivities.Work)} {As(Title(m.Occupation, m.Who))} la {Name(m.Where)} și {Finite(m.Who, Earn)} " +
        $"{Euros(m.Euros)} pe lună");

    public override string Say(Rent m) => Sentence(
        $"{Clause(m.Who, Hire)} la {Name(m.Where)} un apartament {Quality(m.How).Masculine} cu {Count(m.Rooms, Feminine, "camere")} pentru " +
        $"{Euros(m.Euros)} pe lună");

    private static readonly RomanianVerb Earn = new("câștig", "câștigă", "câștigăm", "câștigă", "câștige");
    private static readonly RomanianVerb Hire = new("închiriez", "închiriază", "închiriem", "închiriază", "închirieze");

    /// <summary>"ca profesor", but "drept contabil": "ca con…" does not sound well.</summary>
    private static string As(string title) => $"{(title[0] == 'c' ? "drept" : "ca")} {title}";

    private static string Title(Occupation occupation, Person who)
    {
        bool woman = People.IsWoman(who);
        return occupation switch
        {
            Occupation.Gardener => woman ? "grădinăreasă" : "grădinar",
            Occupation.Teacher => woman ? "profesoară" : "profesor",
            Occupation.Baker => woman ? "brutăreasă" : "brutar",
            Occupation.Cook => woman ? "bucătăreasă" : "bucătar",
            Occupation.Nurse => woman ? "asistentă medicală" : "asistent medical",
            Occupation.Waiter => woman ? "chelneriță" : "chelner",
            Occupation.Engineer => woman ? "ingineră" : "inginer",
            Occupation.Journalist => woman ? "jurnalistă" : "jurnalist",
            Occupation.Librarian => woman ? "bibliotecară" : "bibliotecar",
            Occupation.BusDriver => woman ? "șoferiță de autobuz" : "șofer de autobuz",
            Occupation.ShopAssistant => woman ? "vânzătoare" : "vânzător",
            Occupation.Musician => woman ? "muziciană" : "muzician",
            Occupation.Painter => woman ? "pictoriță" : "pictor",
            Occupation.Carpenter => "tâmplar",
            Occupation.Pharmacist => woman ? "farmacistă" : "farmacist",
            Occupation.Translator => woman ? "traducătoare" : "traducător",
            Occupation.Photographer => "fotograf",
            Occupation.Mechanic => "mecanic",
            Occupation.Accountant => woman ? "contabilă" : "contabil",
            _ => woman ? "coafeză" : "frizer",
        };
    }
}
