using static Headwater.Data.FrenchSound;

namespace Headwater.Data;

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

    private static readonly FrenchVerb Prefer = new("préférer", "préfère", "préfère", "préférons", "préfèrent");
}
