using static Headwater.Phrasebook.FrenchNoun;

namespace Headwater.Phrasebook;

/// <summary>The words of French other than nouns.</summary>
internal static class FrenchLexicon
{
    public static readonly Lexicon<Adjective, FrenchAdjective> Adjectives = new(new()
    {
        [Adjective.Red] = "rouge", [Adjective.Blue] = "bleu", [Adjective.Green] = "vert", [Adjective.Yellow] = "jaune",
        [Adjective.White] = FrenchAdjective.Of("blanc", "blanche"), [Adjective.Black] = "noir", [Adjective.Brown] = "brun", [Adjective.Grey] = "gris",

        [Adjective.Big] = new("grand", "grande", "grands", Before: true), [Adjective.Small] = new("petit", "petite", "petits", Before: true),
        [Adjective.Old] = new("vieux", "vieille", "vieux", Before: true, BeforeVowel: "vieil"),
        [Adjective.New] = new("nouveau", "nouvelle", "nouveaux", Before: true, BeforeVowel: "nouvel"),
        [Adjective.Beautiful] = new("beau", "belle", "beaux", Before: true, BeforeVowel: "bel"),
        [Adjective.Pretty] = new("joli", "jolie", "jolis", Before: true), [Adjective.Cheap] = FrenchAdjective.Invariable("bon marché"),
        [Adjective.Expensive] = FrenchAdjective.Of("cher", "chère"), [Adjective.Heavy] = "lourd",
        [Adjective.Light] = FrenchAdjective.Of("léger", "légère"), [Adjective.Long] = new("long", "longue", "longs", Before: true),
        [Adjective.Short] = "court", [Adjective.Thick] = FrenchAdjective.Of("épais", "épaisse"), [Adjective.Thin] = "mince",
        [Adjective.Modern] = "moderne", [Adjective.Simple] = "simple", [Adjective.Practical] = "pratique", [Adjective.Elegant] = "élégant",
        [Adjective.Warm] = "chaud", [Adjective.Quiet] = "calme", [Adjective.Bright] = "clair",
        [Adjective.Famous] = new("célèbre", "célèbre", "célèbres", Before: true),

        [Adjective.Fresh] = FrenchAdjective.Of("frais", "fraîche"), [Adjective.Sweet] = "sucré",
        [Adjective.Good] = new("bon", "bonne", "bons", Before: true), [Adjective.Ripe] = "mûr",

        [Adjective.Interesting] = "intéressant", [Adjective.Boring] = FrenchAdjective.Of("ennuyeux", "ennuyeuse"), [Adjective.Funny] = "drôle",
        [Adjective.Sad] = "triste",

        [Adjective.Young] = new("jeune", "jeune", "jeunes", Before: true), [Adjective.Lazy] = FrenchAdjective.Of("paresseux", "paresseuse"),
        [Adjective.Tired] = "fatigué", [Adjective.Fat] = new("gros", "grosse", "gros", Before: true), [Adjective.Dark] = "foncé",
    });

    public static readonly Lexicon<Person, string> People = new(new()
    {
        [Person.I] = "je", [Person.We] = "nous", [Person.He] = "il", [Person.She] = "elle", [Person.They] = "ils", [Person.Father] = "mon père",
        [Person.Mother] = "ma mère", [Person.Brother] = "mon frère", [Person.Sister] = "ma sœur", [Person.Grandfather] = "mon grand-père",
        [Person.Grandmother] = "ma grand-mère", [Person.Uncle] = "mon oncle", [Person.Aunt] = "ma tante", [Person.Husband] = "mon mari",
        [Person.Wife] = "ma femme", [Person.Son] = "mon fils", [Person.Daughter] = "ma fille", [Person.Nephew] = "mon neveu",
        [Person.Niece] = "ma nièce", [Person.Neighbour] = "notre voisin", [Person.Boss] = "mon chef", [Person.Colleague] = "mon collègue",
        [Person.Teacher] = "le professeur", [Person.Anna] = "Anna", [Person.Paul] = "Paul", [Person.Parents] = "mes parents",
        [Person.Grandparents] = "mes grands-parents", [Person.Children] = "mes enfants", [Person.Brothers] = "mes frères",
        [Person.Friends] = "mes amis", [Person.Neighbours] = "nos voisins",
    });

    // Irregular verbs of more than one phrase. They come before the tables that use them.
    public static readonly FrenchVerb Write = new("écrire", "écris", "écrit", "écrivons", "écrivent");
    public static readonly FrenchVerb Drink = new("boire", "bois", "boit", "buvons", "boivent");
    private static readonly FrenchVerb Do = new("faire", "fais", "fait", "faisons", "font");
    public static readonly FrenchVerb Paint = new("peindre", "peins", "peint", "peignons", "peignent");

    public static readonly Lexicon<Activity, FrenchAction> Activities = new(new()
    {
        [Activity.CleanTheWindows] = new(new FrenchVerb("nettoyer", "nettoie", "nettoie", "nettoyons", "nettoient"), "les fenêtres"),
        [Activity.TidyTheCellar] = new("ranger", "la cave"),
        [Activity.WaterTheFlowers] = new("arroser", "les fleurs"),
        [Activity.WashTheDishes] = new(Do, "la vaisselle"),
        [Activity.MowTheLawn] = new(new FrenchVerb("tondre", "tonds", "tond", "tondons", "tondent"), "la pelouse"),
        [Activity.RepairTheRoof] = new("réparer", "le toit"),
        [Activity.PaintTheFence] = new(Paint, "la clôture"),
        [Activity.IronTheShirts] = new("repasser", "les chemises"),
        [Activity.TakeOutTheRubbish] = new(new FrenchVerb("sortir", "sors", "sort", "sortons", "sortent"), "les poubelles"),
        [Activity.HangUpTheWashing] = new(new FrenchVerb("étendre", "étends", "étend", "étendons", "étendent"), "le linge"),
        [Activity.PeelThePotatoes] = new("éplucher", "les pommes de terre"),
        [Activity.SweepTheStairs] = new(new FrenchVerb("balayer", "balaie", "balaie", "balayons", "balaient"), "l'escalier"),
        [Activity.LayTheTable] = new(new FrenchVerb("mettre", "mets", "met", "mettons", "mettent"), "la table"),
        [Activity.BakeABread] = new(Do, "du pain"),
        [Activity.MakeTheBeds] = new(Do, "les lits"),
        [Activity.WashTheCar] = new("laver", "la voiture"),
        [Activity.PickTheApples] = new(new FrenchVerb("cueillir", "cueille", "cueille", "cueillons", "cueillent"), "les pommes"),
        [Activity.FeedTheHens] = new(new FrenchVerb("nourrir", "nourris", "nourrit", "nourrissons", "nourrissent"), "les poules"),

        [Activity.ReadABook] = new(new FrenchVerb("lire", "lis", "lit", "lisons", "lisent"), "un livre"),
        [Activity.GoForAWalk] = new(new FrenchVerb("promener", "promène", "promène", "promenons", "promènent", Reflexive: true), ""),
        [Activity.PlayThePiano] = new("jouer", "du piano"),
        [Activity.PlayFootball] = new("jouer", "au football"),
        [Activity.PlayChess] = new("jouer", "aux échecs"),
        [Activity.SwimInTheLake] = new("nager", "dans le lac"),
        [Activity.ListenToMusic] = new("écouter", "de la musique"),
        [Activity.WatchTelevision] = new("regarder", "la télévision"),
        [Activity.Cycle] = new(Do, "du vélo"),
        [Activity.PaintAPicture] = new(Paint, "un tableau"),
        [Activity.Dance] = new("danser", ""),
        [Activity.Sing] = new("chanter", ""),
        [Activity.CookASoup] = new("préparer", "une soupe"),
        [Activity.WriteALetter] = new(Write, "une lettre"),
        [Activity.DrinkATea] = new(Drink, "une tasse de thé"),
        [Activity.GoFishing] = new("pêcher", ""),
        [Activity.WorkInTheGarden] = new("travailler", "dans le jardin"),
        [Activity.RestABit] = new(new FrenchVerb("reposer", "repose", "repose", "reposons", "reposent", Reflexive: true), "un peu"),
    });

    public static readonly Lexicon<Place, FrenchNoun> Places = new(new()
    {
        [Place.Station] = La("gare"), [Place.School] = La("école"), [Place.Museum] = Le("musée"), [Place.Church] = La("église"),
        [Place.Market] = Le("marché"), [Place.Bakery] = La("boulangerie"), [Place.Pharmacy] = La("pharmacie"),
        [Place.Hospital] = Le("hôpital", "hôpitaux"), [Place.Library] = La("bibliothèque"), [Place.PostOffice] = La("poste"),
        [Place.Bank] = La("banque"), [Place.Cinema] = Le("cinéma"), [Place.Theatre] = Le("théâtre"), [Place.Park] = Le("parc"),
        [Place.Zoo] = Le("zoo"), [Place.Beach] = La("plage"), [Place.Harbour] = Le("port"), [Place.Airport] = Le("aéroport"),
        [Place.TownHall] = La("mairie"), [Place.Castle] = Le("château", "châteaux"), [Place.SwimmingPool] = La("piscine"),
        [Place.Restaurant] = Le("restaurant"), [Place.Cafe] = Le("café"), [Place.Supermarket] = Le("supermarché"),
        [Place.University] = La("université"), [Place.Lake] = Le("lac"), [Place.Forest] = La("forêt"), [Place.Farm] = La("ferme"),
        [Place.Stadium] = Le("stade"), [Place.Factory] = La("usine"), [Place.Mill] = Le("moulin"), [Place.Bridge] = Le("pont"),
        [Place.Tower] = La("tour"), [Place.Fountain] = La("fontaine"), [Place.Bookshop] = La("librairie"), [Place.Opera] = Le("opéra"),
        [Place.Hotel] = Le("hôtel"),
    });

    public static readonly Lexicon<City, string> Cities = new(new()
    {
        [City.Vienna] = "Vienne", [City.Munich] = "Munich", [City.Cologne] = "Cologne", [City.Geneva] = "Genève", [City.Brussels] = "Bruxelles",
        [City.Rome] = "Rome", [City.Venice] = "Venise", [City.Lisbon] = "Lisbonne", [City.Warsaw] = "Varsovie", [City.Prague] = "Prague",
        [City.Copenhagen] = "Copenhague", [City.Athens] = "Athènes", [City.London] = "Londres", [City.Naples] = "Naples",
        [City.Florence] = "Florence", [City.Milan] = "Milan", [City.Zurich] = "Zurich", [City.Strasbourg] = "Strasbourg", [City.Nice] = "Nice",
        [City.Cracow] = "Cracovie", [City.Bucharest] = "Bucarest", [City.Berne] = "Berne", [City.Basel] = "Bâle", [City.Seville] = "Séville",
        [City.Antwerp] = "Anvers", [City.Dresden] = "Dresde", [City.Hamburg] = "Hambourg", [City.Nuremberg] = "Nuremberg", [City.Turin] = "Turin",
        [City.Paris] = "Paris", [City.Berlin] = "Berlin", [City.Lyon] = "Lyon",
    });

    /// <summary>Countries with their articles.</summary>
    public static readonly Lexicon<Country, FrenchCountry> Countries = new(new()
    {
        [Country.Germany] = "Allemagne", [Country.France] = "France", [Country.Italy] = "Italie", [Country.Spain] = "Espagne",
        [Country.Portugal] = new("au Portugal", "du Portugal"), [Country.Switzerland] = "Suisse", [Country.Austria] = "Autriche",
        [Country.Poland] = "Pologne", [Country.Greece] = "Grèce", [Country.Sweden] = "Suède", [Country.Norway] = "Norvège",
        [Country.Denmark] = new("au Danemark", "du Danemark"), [Country.Hungary] = "Hongrie", [Country.Romania] = "Roumanie",
        [Country.Belgium] = "Belgique", [Country.Netherlands] = new("aux Pays-Bas", "des Pays-Bas"), [Country.Ireland] = "Irlande",
        [Country.England] = "Angleterre", [Country.Scotland] = "Écosse", [Country.Turkey] = "Turquie", [Country.Japan] = new("au Japon", "du Japon"),
        [Country.Canada] = new("au Canada", "du Canada"), [Country.Brazil] = new("au Brésil", "du Brésil"), [Country.China] = "Chine",
        [Country.India] = "Inde", [Country.Egypt] = "Égypte", [Country.Morocco] = new("au Maroc", "du Maroc"), [Country.Finland] = "Finlande",
    });
}

/// <summary>A country behind "in" or "to", and behind "from"; feminine names take "en" and "de".</summary>
internal sealed record FrenchCountry(string In, string From)
{
    public static implicit operator FrenchCountry(string feminine) => new($"en {feminine}", FrenchSound.Elide("de", feminine));
}
