namespace Headwater.Phrasebook;

internal sealed partial class EnglishGrammar
{
    public override string Say(Whereabouts m) => Sentence(
        $"{The(m.What, m.How)} is {Preposition(m.Side)} {The(m.By, m.ByHow)} in {The(m.Room)}");

    public override string Say(PutAway m) => Sentence(
        $"please put {The(m.What, m.How)} {Preposition(m.Side)} {The(m.By, m.ByHow)} in {The(m.Room)}!");

    public override string Say(Chores m) => Sentence(
        $"on {Label.Of(m.Day)} {Name(m.Part)} {Who(m.Who)} {Do(m.Who, m.Work.First)} while {Who(m.Other)} {Do(m.Other, m.Work.Second)}");

    public override string Say(Preferences m) => Sentence(
        $"on {Label.Of(m.Day)}s {Who(m.Who)} {Verb(m.Who, "like", "likes")} to {Infinitive(m.Pastimes.First)}, but {Who(m.Other)} " +
        $"{Verb(m.Other, "prefer", "prefers")} to {Infinitive(m.Pastimes.Second)}");

    public override string Say(DutyFirst m) => Sentence(
        $"{When(m.When)} {Who(m.Who)} {Have(m.Who)} to {Infinitive(m.Duty)} before {Pronoun(m.Who)} can {Infinitive(m.Pleasure)} " +
        $"with {Whom(m.With)}");

    public override string Say(RoomQuestion m) => Sentence(
        $"is {Whose(m.Whose)} {Adjective(m.How)} {One(m.What)} in {The(m.Room)}?");

    public override string Say(OwnThing m) => Sentence(
        $"{Who(m.Who)} {Past(m.What)} {PossessivePronoun(m.Who)} {Adjective(m.How)} {One(m.Thing)} {When(m.When)}");
}
