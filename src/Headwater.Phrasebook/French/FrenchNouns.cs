using static Headwater.Phrasebook.FrenchNoun;
using static Headwater.Phrasebook.Noun;

namespace Headwater.Phrasebook;

/// <summary>The nouns of French.</summary>
internal static class FrenchNouns
{
    public static readonly Lexicon<Noun, FrenchNoun> All = new(new()
    {
        [Table] = La("table"), [Chair] = La("chaise"), [Armchair] = Le("fauteuil"), [Cupboard] = La("armoire"), [Bed] = Le("lit"),
        [Shelf] = La("étagère"), [Desk] = Le("bureau", "bureaux"), [Piano] = Le("piano"), [Chest] = Le("coffre"), [Sofa] = Le("canapé"),

        [Lamp] = La("lampe"), [Mirror] = Le("miroir"), [Carpet] = Le("tapis", "tapis"), [Clock] = La("horloge"), [Curtain] = Le("rideau", "rideaux"),
        [Cushion] = Le("coussin"), [Vase] = Le("vase"), [Picture] = Le("tableau", "tableaux"), [Candle] = La("bougie"), [Blanket] = La("couverture"),

        [Key] = La("clé"), [Book] = Le("livre"), [Newspaper] = Le("journal", "journaux"), [Letter] = La("lettre"), [Pen] = Le("stylo"),
        [Knife] = Le("couteau", "couteaux"), [Spoon] = La("cuillère"), [Fork] = La("fourchette"), [Towel] = La("serviette"), [Glove] = Le("gant"),
        [Wallet] = Le("portefeuille"), [Watch] = La("montre"), [Ball] = Le("ballon"), [Doll] = La("poupée"), [Map] = La("carte"),
        [Ring] = La("bague"), [Notebook] = Le("cahier"), [Comb] = Le("peigne"), [Brush] = La("brosse"), [Photograph] = La("photo"),
        [Postcard] = La("carte postale", "cartes postales"), [Envelope] = La("enveloppe"), [Handkerchief] = Le("mouchoir"),

        [Camera] = Le("appareil photo", "appareils photo"), [Radio] = La("radio"), [Telephone] = Le("téléphone"), [Computer] = Le("ordinateur"),
        [Bicycle] = Le("vélo"), [Guitar] = La("guitare"), [Umbrella] = Le("parapluie"), [Suitcase] = La("valise"), [Bag] = Le("sac"),
        [Backpack] = Le("sac à dos", "sacs à dos"), [Basket] = Le("panier"), [Teapot] = La("théière"), [Cup] = La("tasse"), [Plate] = La("assiette"),
        [Toy] = Le("jouet"), [Hammer] = Le("marteau", "marteaux"), [Ladder] = La("échelle"), [Tent] = La("tente"),

        [Coat] = Le("manteau", "manteaux"), [Shirt] = La("chemise"), [Dress] = La("robe"), [Skirt] = La("jupe"), [Jacket] = La("veste"),
        [Hat] = Le("chapeau", "chapeaux"), [Scarf] = La("écharpe"), [Sweater] = Le("pull"), [Tie] = La("cravate"), [Belt] = La("ceinture"),
        [Suit] = Le("costume"), [Blouse] = Le("chemisier"), [Cap] = La("casquette"), [Apron] = Le("tablier"), [Raincoat] = Le("imperméable"),

        [Dog] = Le("chien"), [Cat] = Le("chat"), [Horse] = Le("cheval", "chevaux"), [Cow] = La("vache"), [Sheep] = Le("mouton"),
        [Goat] = La("chèvre"), [Hen] = La("poule"), [Duck] = Le("canard"), [Goose] = La("oie"), [Rabbit] = Le("lapin"), [Pig] = Le("cochon"),
        [Donkey] = Le("âne"), [Bird] = Le("oiseau", "oiseaux"), [Parrot] = Le("perroquet"), [Hamster] = Le("hamster"), [Tortoise] = La("tortue"),

        [Apple] = La("pomme"), [Pear] = La("poire"), [Plum] = La("prune"), [Cherry] = La("cerise"), [Strawberry] = La("fraise"),
        [Orange] = La("orange"), [Lemon] = Le("citron"), [Peach] = La("pêche"), [Banana] = La("banane"), [Apricot] = Le("abricot"),
        [Nut] = La("noix", "noix"), [Tomato] = La("tomate"), [Potato] = La("pomme de terre", "pommes de terre"), [Carrot] = La("carotte"),
        [Onion] = Le("oignon"), [Cucumber] = Le("concombre"), [Mushroom] = Le("champignon"), [Bean] = Le("haricot"), [Egg] = Le("œuf"),

        [Flour] = La("farine", ""), [Sugar] = Le("sucre", ""), [Butter] = Le("beurre", ""), [Rice] = Le("riz", ""), [Cheese] = Le("fromage", ""),
        [Ham] = Le("jambon", ""), [Meat] = La("viande", ""), [Bread] = Le("pain", ""), [Honey] = Le("miel", ""), [Chocolate] = Le("chocolat", ""),
        [Cream] = La("crème", ""), [Fish] = Le("poisson", ""), [Jam] = La("confiture", ""), [Salt] = Le("sel", ""),

        [Milk] = Le("lait", ""), [Oil] = La("huile", ""), [Vinegar] = Le("vinaigre", ""), [Wine] = Le("vin", ""), [Beer] = La("bière", ""),
        [Water] = La("eau", ""), [Lemonade] = La("limonade", ""), [Coffee] = Le("café", ""), [Tea] = Le("thé", ""),
        [AppleJuice] = Le("jus de pomme", ""),

        [Soup] = La("soupe"), [Salad] = La("salade"), [Stew] = Le("ragoût"), [Omelette] = La("omelette"), [Sauce] = La("sauce"),
        [Cake] = Le("gâteau", "gâteaux"), [Tart] = La("tarte"), [Dessert] = Le("dessert"), [SwissRoll] = Le("gâteau roulé", "gâteaux roulés"),
        [Pudding] = Le("flan"),

        [Kitchen] = La("cuisine"), [LivingRoom] = Le("salon"), [Bedroom] = La("chambre"), [Bathroom] = La("salle de bains", "salles de bains"),
        [Cellar] = La("cave"), [Hall] = Le("couloir"), [DiningRoom] = La("salle à manger", "salles à manger"),
        [Study] = Le("cabinet de travail", "cabinets de travail"), [Garage] = Le("garage"), [Nursery] = La("chambre d'enfants", "chambres d'enfants"),

        [Birch] = Le("bouleau", "bouleaux"), [Rose] = La("rose"), [Tulip] = La("tulipe"), [Bush] = Le("buisson"), [Oak] = Le("chêne"),
        [FirTree] = Le("sapin"), [AppleTree] = Le("pommier"), [Sunflower] = Le("tournesol"),

        [Meeting] = La("réunion"), [Concert] = Le("concert"), [Exam] = Le("examen"), [Wedding] = Le("mariage"), [Course] = Le("cours", "cours"),
        [Game] = Le("match"), [Excursion] = La("excursion"), [Party] = La("fête"), [Lesson] = La("leçon"),
        [Play] = La("pièce de théâtre", "pièces de théâtre"), [Interview] = Le("entretien d'embauche", "entretiens d'embauche"),
        [GuidedTour] = La("visite guidée", "visites guidées"), [Lecture] = La("conférence"),

        [Head] = La("tête"), [Back] = Le("dos", "dos"), [Stomach] = Le("ventre"), [Throat] = La("gorge"), [Neck] = La("nuque"),
        [Arm] = Le("bras", "bras"), [Leg] = La("jambe"), [Knee] = Le("genou", "genoux"), [Foot] = Le("pied"), [Hand] = La("main"),
        [Shoulder] = La("épaule"), [Ear] = La("oreille"), [Eye] = Le("œil", "yeux"), [Elbow] = Le("coude"), [Hip] = La("hanche"),

        [Novel] = Le("roman"), [Story] = La("histoire"), [Diary] = Le("journal intime", "journaux intimes"), [Biography] = La("biographie"),
        [Magazine] = Le("magazine"), [Report] = Le("rapport"),
    });
}
