using static Headwater.Phrasebook.FrenchSound;

namespace Headwater.Phrasebook;

internal sealed partial class FrenchGrammar
{
    public override string Say(Whereabouts m) => Sentence(
        $"{The(m.What, m.How)} se trouve {By(m.Side, The(m.By, m.ByHow))} {Of(The(m.Room))}");

    public override string Say(PutAway m) => Sentence(
        $"mets {The(m.What, m.How)} {By(m.Side, The(m.By, m.ByHow))} {Of(The(m.Room))}, s'il te plaît !");

    public override string Say(Chores m) => Sentence(
        $"{Name(m.Day)} {Name(m.Part)}, {Do(m.Who, m.Work.First)} pendant {Que(Do(m.Other, m.Work.Second))}");

    public override string Say(Preferences m) => Sentence(
        $"le {Name(m.Day)}, {Clause(m.Who, "aimer")} {Infinitive(m.Who, m.Pastimes.First)}, mais {Clause(m.Other, Prefer)} " +
        Infinitive(m.Other, m.Pastimes.Second));

    public override string Say(DutyFirst m) => Sentence(
        $"{When(m.When)}, {Clause(m.Who, Must)} {Infinitive(m.Who, m.Duty)} avant de pouvoir {Infinitive(m.Who, m.Pleasure)} avec {Who(m.With)}");

    public override string Say(RoomQuestion m) => Sentence(
        $"{The(m.What, m.How)} {Of(Who(m.Whose))} {(IsFeminine(m.What) ? "est-elle" : "est-il")} dans {The(m.Room)} ?");

    public override string Say(OwnThing m) => Sentence($"{When(m.When)}, {Have(m.Who)} {Participle(m.What)} {Possessive(m.Who, m.Thing, m.How)}");

    /// <summary>"son parapluie rouge", "sa clé", "son écharpe": the thing decides, not its owner.</summary>
    private static string Possessive(Person owner, Noun noun, Adjective how)
    {
        FrenchNoun entry = FrenchNouns.All[noun];
        string phrase = One(entry, how);
        bool feminine = entry.Feminine && !BeginsWithVowel(phrase);
        string possessive = People.FormOf(owner) switch
        {
            Form.I => feminine ? "ma" : "mon",
            Form.We => "notre",
            Form.They => "leur",
            _ => feminine ? "sa" : "son",
        };
        return $"{possessive} {phrase}";
    }

    private static readonly FrenchVerb Prefer = new("préférer", "préfère", "préfère", "préférons", "préfèrent");
}
