using static Headwater.Data.FrenchSound;

namespace Headwater.Data;

internal sealed partial class FrenchGrammar
{
    public override string Say(OpeningHours m)
    {
        bool feminine = FrenchLexicon.Places[m.What].Feminine;
        return Sentence(
            $"{The(m.What)} {From(m.Where)} est {(feminine ? "ouverte" : "ouvert")} de {Clock(m.From)} à {Clock(m.To)}, mais {(feminine ? "elle" : "il")} est " +
            $"{(feminine ? "fermée" : "fermé")} le {Name(m.Closed)}");
    }

    public override string Say(Construction m) => Sentence(
        $"{The(m.What, m.How)} {From(m.Where)} a été {(FrenchLexicon.Places[m.What].Feminine ? "construite" : "construit")} en {FrenchNumbers.Year(m.Year)}");

    public override string Say(Village m) => Sentence(
        $"{FrenchLexicon.Countries[m.Where].In}, il y a {A(Hamlet, m.How)} de {Write(m.Inhabitants)} habitants");

    public override string Say(Audience m) => Sentence(
        $"{Name(m.Day)} {Name(m.Part)}, {Write(m.People)} personnes sont venues {To(The(m.What))} {At(m.Where)}");

    public override string Say(Sight m) => Sentence(
        $"{By(m.Side, The(m.Where, m.How))}, il y a {Count(m.Counts.First, m.Plants.First, m.PlantHow)} et {Count(m.Counts.Second, m.Plants.Second)}");

    private static readonly FrenchNoun Hamlet = FrenchNoun.Le("village");
}
