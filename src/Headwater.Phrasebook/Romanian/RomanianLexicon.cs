using static Headwater.Phrasebook.RomanianNoun;

namespace Headwater.Phrasebook;

/// <summary>The words of Romanian other than nouns and verbs.</summary>
internal static class RomanianLexicon
{
    public static readonly Lexicon<Adjective, RomanianAdjective> Adjectives = new(new()
    {
        [Adjective.Red] = RomanianAdjective.Of("roșu", "roșie", "roșii"), [Adjective.Blue] = new("albastru", "albastră", "albaștri", "albastre"),
        [Adjective.Green] = RomanianAdjective.Of("verde", "verde", "verzi"), [Adjective.Yellow] = "galben", [Adjective.White] = "alb",
        [Adjective.Black] = new("negru", "neagră", "negri", "negre"), [Adjective.Brown] = RomanianAdjective.Invariable("maro"),
        [Adjective.Grey] = RomanianAdjective.Invariable("gri"),

        [Adjective.Big] = RomanianAdjective.Of("mare", "mare", "mari"), [Adjective.Small] = RomanianAdjective.Of("mic", "mică", "mici"),
        [Adjective.Old] = RomanianAdjective.Of("vechi", "veche", "vechi"), [Adjective.New] = RomanianAdjective.Of("nou", "nouă", "noi"),
        [Adjective.Beautiful] = new("frumos", "frumoasă", "frumoși", "frumoase"), [Adjective.Pretty] = new("drăguț", "drăguță", "drăguți", "drăguțe"),
        [Adjective.Cheap] = "ieftin", [Adjective.Expensive] = "scump", [Adjective.Heavy] = new("greu", "grea", "grei", "grele"),
        [Adjective.Light] = new("ușor", "ușoară", "ușori", "ușoare"), [Adjective.Long] = RomanianAdjective.Of("lung", "lungă", "lungi"),
        [Adjective.Short] = new("scurt", "scurtă", "scurți", "scurte"), [Adjective.Thick] = new("gros", "groasă", "groși", "groase"),
        [Adjective.Thin] = RomanianAdjective.Of("subțire", "subțire", "subțiri"), [Adjective.Modern] = "modern",
        [Adjective.Simple] = new("simplu", "simplă", "simpli", "simple"), [Adjective.Practical] = new("practic", "practică", "practici", "practice"),
        [Adjective.Elegant] = new("elegant", "elegantă", "eleganți", "elegante"),
        [Adjective.Warm] = new("călduros", "călduroasă", "călduroși", "călduroase"),
        [Adjective.Quiet] = new("liniștit", "liniștită", "liniștiți", "liniștite"),
        [Adjective.Bright] = new("luminos", "luminoasă", "luminoși", "luminoase"), [Adjective.Famous] = new("celebru", "celebră", "celebri", "celebre"),

        [Adjective.Fresh] = new("proaspăt", "proaspătă", "proaspeți", "proaspete"), [Adjective.Sweet] = RomanianAdjective.Of("dulce", "dulce", "dulci"),
        [Adjective.Good] = "bun", [Adjective.Ripe] = new("copt", "coaptă", "copți", "coapte"),

        [Adjective.Interesting] = new("interesant", "interesantă", "interesanți", "interesante"),
        [Adjective.Boring] = new("plictisitor", "plictisitoare", "plictisitori", "plictisitoare"),
        [Adjective.Funny] = new("amuzant", "amuzantă", "amuzanți", "amuzante"), [Adjective.Sad] = new("trist", "tristă", "triști", "triste"),

        [Adjective.Young] = new("tânăr", "tânără", "tineri", "tinere"), [Adjective.Lazy] = new("leneș", "leneșă", "leneși", "leneșe"),
        [Adjective.Tired] = new("obosit", "obosită", "obosiți", "obosite"), [Adjective.Fat] = new("gras", "grasă", "grași", "grase"),
        [Adjective.Dark] = new("închis", "închisă", "închiși", "închise"),
    });

    /// <summary>"Old" of animals and plants; things are "vechi".</summary>
    public static readonly RomanianAdjective Aged = new("bătrân", "bătrână", "bătrâni", "bătrâne");

    public static readonly Lexicon<Person, RomanianPerson> People = new(new()
    {
        [Person.I] = new("eu", "mie"), [Person.We] = new("noi", "nouă"), [Person.He] = new("el", "lui"), [Person.She] = new("ea", "ei"),
        [Person.They] = new("ei", "lor"), [Person.Father] = new("tatăl meu", "tatălui meu"), [Person.Mother] = new("mama mea", "mamei mele"),
        [Person.Brother] = new("fratele meu", "fratelui meu"), [Person.Sister] = new("sora mea", "surorii mele"),
        [Person.Grandfather] = new("bunicul meu", "bunicului meu"), [Person.Grandmother] = new("bunica mea", "bunicii mele"),
        [Person.Uncle] = new("unchiul meu", "unchiului meu"), [Person.Aunt] = new("mătușa mea", "mătușii mele"),
        [Person.Husband] = new("soțul meu", "soțului meu"), [Person.Wife] = new("soția mea", "soției mele"),
        [Person.Son] = new("fiul meu", "fiului meu"), [Person.Daughter] = new("fiica mea", "fiicei mele"),
        [Person.Nephew] = new("nepotul meu", "nepotului meu"), [Person.Niece] = new("nepoata mea", "nepoatei mele"),
        [Person.Neighbour] = new("vecinul nostru", "vecinului nostru"), [Person.Boss] = new("șeful meu", "șefului meu"),
        [Person.Colleague] = new("colegul meu", "colegului meu"), [Person.Teacher] = new("profesorul", "profesorului"),
        [Person.Anna] = new("Ana", "Anei"), [Person.Paul] = new("Paul", "lui Paul"), [Person.Parents] = new("părinții mei", "părinților mei"),
        [Person.Grandparents] = new("bunicii mei", "bunicilor mei"), [Person.Children] = new("copiii mei", "copiilor mei"),
        [Person.Brothers] = new("frații mei", "fraților mei"), [Person.Friends] = new("prietenii mei", "prietenilor mei"),
        [Person.Neighbours] = new("vecinii noștri", "vecinilor noștri"),
    });

    public static readonly Lexicon<Place, RomanianNoun> Places = new(new()
    {
        [Place.Station] = Feminine("gară", "gări"), [Place.School] = Feminine("școală", "școli"), [Place.Museum] = Neuter("muzeu", "muzee"),
        [Place.Church] = Feminine("biserică", "biserici"), [Place.Market] = Feminine("piață", "piețe"),
        [Place.Bakery] = Feminine("brutărie", "brutării"), [Place.Pharmacy] = Feminine("farmacie", "farmacii"),
        [Place.Hospital] = Neuter("spital", "spitale"), [Place.Library] = Feminine("bibliotecă", "biblioteci"),
        [Place.PostOffice] = Feminine("poștă", "poște"), [Place.Bank] = Feminine("bancă", "bănci"),
        [Place.Cinema] = Neuter("cinematograf", "cinematografe"), [Place.Theatre] = Neuter("teatru", "teatre"), [Place.Park] = Neuter("parc", "parcuri"),
        [Place.Zoo] = Feminine("grădină", "grădini").Of("zoologică", "zoologice"), [Place.Beach] = Feminine("plajă", "plaje"),
        [Place.Harbour] = Neuter("port", "porturi"), [Place.Airport] = Neuter("aeroport", "aeroporturi"),
        [Place.TownHall] = Feminine("primărie", "primării"), [Place.Castle] = Neuter("castel", "castele"),
        [Place.SwimmingPool] = Feminine("piscină", "piscine"), [Place.Restaurant] = Neuter("restaurant", "restaurante"),
        [Place.Cafe] = Feminine("cafenea", "cafenele"), [Place.Supermarket] = Neuter("supermarket", "supermarketuri"),
        [Place.University] = Feminine("universitate", "universități"), [Place.Lake] = Neuter("lac", "lacuri"),
        [Place.Forest] = Feminine("pădure", "păduri"), [Place.Farm] = Feminine("fermă", "ferme"), [Place.Stadium] = Neuter("stadion", "stadioane"),
        [Place.Factory] = Feminine("fabrică", "fabrici"), [Place.Mill] = Feminine("moară", "mori"), [Place.Bridge] = Neuter("pod", "poduri"),
        [Place.Tower] = Neuter("turn", "turnuri"), [Place.Fountain] = Feminine("fântână", "fântâni"),
        [Place.Bookshop] = Feminine("librărie", "librării"), [Place.Opera] = Feminine("operă", "opere"), [Place.Hotel] = Neuter("hotel", "hoteluri"),
    });

    public static readonly Lexicon<City, string> Cities = new(new()
    {
        [City.Vienna] = "Viena", [City.Munich] = "München", [City.Cologne] = "Köln", [City.Geneva] = "Geneva", [City.Brussels] = "Bruxelles",
        [City.Rome] = "Roma", [City.Venice] = "Veneția", [City.Lisbon] = "Lisabona", [City.Warsaw] = "Varșovia", [City.Prague] = "Praga",
        [City.Copenhagen] = "Copenhaga", [City.Athens] = "Atena", [City.London] = "Londra", [City.Naples] = "Napoli", [City.Florence] = "Florența",
        [City.Milan] = "Milano", [City.Zurich] = "Zürich", [City.Strasbourg] = "Strasbourg", [City.Nice] = "Nisa", [City.Cracow] = "Cracovia",
        [City.Bucharest] = "București", [City.Berne] = "Berna", [City.Basel] = "Basel", [City.Seville] = "Sevilla", [City.Antwerp] = "Anvers",
        [City.Dresden] = "Dresda", [City.Hamburg] = "Hamburg", [City.Nuremberg] = "Nürnberg", [City.Turin] = "Torino", [City.Paris] = "Paris",
        [City.Berlin] = "Berlin", [City.Lyon] = "Lyon",
    });

    public static readonly Lexicon<Country, string> Countries = new(new()
    {
        [Country.Germany] = "Germania", [Country.France] = "Franța", [Country.Italy] = "Italia", [Country.Spain] = "Spania",
        [Country.Portugal] = "Portugalia", [Country.Switzerland] = "Elveția", [Country.Austria] = "Austria", [Country.Poland] = "Polonia",
        [Country.Greece] = "Grecia", [Country.Sweden] = "Suedia", [Country.Norway] = "Norvegia", [Country.Denmark] = "Danemarca",
        [Country.Hungary] = "Ungaria", [Country.Romania] = "România", [Country.Belgium] = "Belgia", [Country.Netherlands] = "Țările de Jos",
        [Country.Ireland] = "Irlanda", [Country.England] = "Anglia", [Country.Scotland] = "Scoția", [Country.Turkey] = "Turcia",
        [Country.Japan] = "Japonia", [Country.Canada] = "Canada", [Country.Brazil] = "Brazilia", [Country.China] = "China", [Country.India] = "India",
        [Country.Egypt] = "Egipt", [Country.Morocco] = "Maroc", [Country.Finland] = "Finlanda",
    });
}
