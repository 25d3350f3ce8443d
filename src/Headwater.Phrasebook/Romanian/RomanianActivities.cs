namespace Headwater.Phrasebook;

/// <summary>What people do, in Romanian, and the verbs of more than one phrase.</summary>
internal static class RomanianActivities
{
    public static readonly RomanianVerb Write = new("scriu", "scrie", "scriem", "scriu", "scrie");
    public static readonly RomanianVerb Drink = new("beau", "bea", "bem", "beau", "bea");
    public static readonly RomanianVerb Go = new("merg", "merge", "mergem", "merg", "meargă");
    public static readonly RomanianVerb Work = new("lucrez", "lucrează", "lucrăm", "lucrează", "lucreze");
    public static readonly RomanianVerb Paint = new("pictez", "pictează", "pictăm", "pictează", "picteze");
    public static readonly RomanianVerb Cook = new("gătesc", "gătește", "gătim", "gătesc", "gătească");
    private static readonly RomanianVerb Clean = new("curăț", "curăță", "curățăm", "curăță", "curețe");
    private static readonly RomanianVerb Make = new("fac", "face", "facem", "fac", "facă");
    private static readonly RomanianVerb Wash = new("spăl", "spală", "spălăm", "spală", "spele");
    private static readonly RomanianVerb Play = new("joc", "joacă", "jucăm", "joacă", "joace");
    private static readonly RomanianVerb Sing = new("cânt", "cântă", "cântăm", "cântă", "cânte");

    public static readonly Lexicon<Activity, RomanianAction> All = new(new()
    {
        [Activity.CleanTheWindows] = new(Clean, "geamurile"),
        [Activity.TidyTheCellar] = new(Make, "ordine în pivniță"),
        [Activity.WaterTheFlowers] = new(new("ud", "udă", "udăm", "udă", "ude"), "florile"),
        [Activity.WashTheDishes] = new(Wash, "vasele"),
        [Activity.MowTheLawn] = new(new("tund", "tunde", "tundem", "tund", "tundă"), "gazonul"),
        [Activity.RepairTheRoof] = new(new("repar", "repară", "reparăm", "repară", "repare"), "acoperișul"),
        [Activity.PaintTheFence] = new(new("vopsesc", "vopsește", "vopsim", "vopsesc", "vopsească"), "gardul"),
        [Activity.IronTheShirts] = new(new("calc", "calcă", "călcăm", "calcă", "calce"), "cămășile"),
        [Activity.TakeOutTheRubbish] = new(new("duc", "duce", "ducem", "duc", "ducă"), "gunoiul"),
        [Activity.HangUpTheWashing] = new(new("întind", "întinde", "întindem", "întind", "întindă"), "rufele"),
        [Activity.PeelThePotatoes] = new(Clean, "cartofii"),
        [Activity.SweepTheStairs] = new(new("mătur", "mătură", "măturăm", "mătură", "măture"), "scările"),
        [Activity.LayTheTable] = new(new("pun", "pune", "punem", "pun", "pună"), "masa"),
        [Activity.BakeABread] = new(new("coc", "coace", "coacem", "coc", "coacă"), "pâine"),
        [Activity.MakeTheBeds] = new(Make, "paturile"),
        [Activity.WashTheCar] = new(Wash, "mașina"),
        [Activity.PickTheApples] = new(new("culeg", "culege", "culegem", "culeg", "culeagă"), "merele"),
        [Activity.FeedTheHens] = new(new("hrănesc", "hrănește", "hrănim", "hrănesc", "hrănească"), "găinile"),

        [Activity.ReadABook] = new(new("citesc", "citește", "citim", "citesc", "citească"), "o carte"),
        [Activity.GoForAWalk] = new(new("plimb", "plimbă", "plimbăm", "plimbă", "plimbe", Reflexive: true), ""),
        [Activity.PlayThePiano] = new(Sing, "la pian"),
        [Activity.PlayFootball] = new(Play, "fotbal"),
        [Activity.PlayChess] = new(Play, "șah"),
        [Activity.SwimInTheLake] = new(new("înot", "înoată", "înotăm", "înoată", "înoate"), "în lac"),
        [Activity.ListenToMusic] = new(new("ascult", "ascultă", "ascultăm", "ascultă", "asculte"), "muzică"),
        [Activity.WatchTelevision] = new(new("uit", "uită", "uităm", "uită", "uite", Reflexive: true), "la televizor"),
        [Activity.Cycle] = new(Go, "cu bicicleta"),
        [Activity.PaintAPicture] = new(Paint, "un tablou"),
        [Activity.Dance] = new(new("dansez", "dansează", "dansăm", "dansează", "danseze"), ""),
        [Activity.Sing] = new(Sing, ""),
        [Activity.CookASoup] = new(Cook, "o supă"),
        [Activity.WriteALetter] = new(Write, "o scrisoare"),
        [Activity.DrinkATea] = new(Drink, "o ceașcă de ceai"),
        [Activity.GoFishing] = new(Go, "la pescuit"),
        [Activity.WorkInTheGarden] = new(Work, "în grădină"),
        [Activity.RestABit] = new(new("odihnesc", "odihnește", "odihnim", "odihnesc", "odihnească", Reflexive: true), "puțin"),
    });
}
