namespace Headwater.Phrasebook;

/// <summary>English: subject, verb, object; the time mostly last.</summary>
internal sealed partial class EnglishGrammar : Grammar
{
    public override string Language => "en";

    private static string The(Noun noun, Adjective how) => $"the {Adjective(how)} {One(noun)}";

    private static string The(Noun noun) => $"the {One(noun)}";

    private static string A(Noun noun, Adjective how) => Indefinite($"{Adjective(how)} {One(noun)}");

    private static string A(Noun noun) => Indefinite(One(noun));

    private static string Indefinite(string phrase) => phrase[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? $"an {phrase}" : $"a {phrase}";

    private static string One(Noun noun) => EnglishNouns.All[noun].Singular;

    private static string Many(Noun noun) => EnglishNouns.All[noun].Plural;

    private static string Adjective(Adjective adjective) => EnglishLexicon.Adjectives[adjective].Text;

    private static string Comparative(Adjective adjective) => EnglishLexicon.Adjectives[adjective].Comparative;

    private static string Write(Quantity quantity) => EnglishNumbers.Write(quantity);

    private static string Words(int number) => EnglishNumbers.Words(number);

    private static string Who(Person person) => EnglishLexicon.People[person].Subject;

    private static string Whom(Person person) => EnglishLexicon.People[person].Object;

    private static string Whose(Person person) => EnglishLexicon.People[person].Possessive;

    /// <summary>The pronoun for somebody already named.</summary>
    private static string Pronoun(Person person) => EnglishLexicon.People[People.PronounOf(person)].Subject;

    private static string ObjectPronoun(Person person) => EnglishLexicon.People[People.PronounOf(person)].Object;

    private static string PossessivePronoun(Person person) => EnglishLexicon.People[People.PronounOf(person)].Possessive;

    private static bool IsThird(Person person) => People.FormOf(person) is Form.He or Form.She;

    private static string Verb(Person person, string plain, string third) => IsThird(person) ? third : plain;

    private static string Have(Person person) => Verb(person, "have", "has");

    private static string Be(Person person) => person == Person.I ? "am" : Verb(person, "are", "is");

    private static string Do(Person person, Activity activity)
    {
        EnglishAction action = EnglishLexicon.Activities[activity];
        return Verb(person, action.Base, action.Third);
    }

    private static string Infinitive(Activity activity) => EnglishLexicon.Activities[activity].Base;

    private static string Name(Place place) => EnglishLexicon.Places[place];

    private static string The(Place place) => $"the {Name(place)}";

    private static string The(Place place, Adjective how) => $"the {Adjective(how)} {Name(place)}";

    /// <summary>Where something takes place.</summary>
    private static string At(Place place) => place switch
    {
        Place.Park or Place.Forest or Place.Library => $"in the {Name(place)}",
        Place.Beach => "on the beach",
        _ => $"at the {Name(place)}",
    };

    private static string Name(City city) => EnglishLexicon.Cities[city];

    private static string Name(Country country) => EnglishLexicon.Countries[country];

    private static string Preposition(Preposition preposition) => preposition switch
    {
        Phrasebook.Preposition.On => "on",
        Phrasebook.Preposition.Under => "under",
        Phrasebook.Preposition.Behind => "behind",
        Phrasebook.Preposition.Beside => "next to",
        _ => "in front of",
    };

    private static string Name(Vehicle vehicle) => vehicle switch
    {
        Vehicle.Train => "train",
        Vehicle.Bus => "bus",
        Vehicle.Flight => "flight",
        _ => "night train",
    };

    private static string Euros(Quantity amount) => $"{Write(amount)} euros";

    /// <summary>"twelve euros and fifty cents" or "12.50 euros".</summary>
    private static string Euros(Money amount) => amount switch
    {
        { Spelled: false, Cents: 0 } => $"{Numeral.Of(amount.Euros)} euros",
        { Spelled: false } => $"{Numeral.Of(amount.Euros)}.{Numeral.Of(amount.Cents, 2)} euros",
        { Cents: 0 } => $"{Words(amount.Euros)} euros",
        _ => $"{Words(amount.Euros)} euros and {Words(amount.Cents)} cents",
    };
}
