namespace Headwater.Phrasebook;

/// <summary>What the sky does.</summary>
internal enum Weather
{
    Rain, Snow, Sunshine, Thunderstorm, Fog, Cold, Warm, Windy, Cloudy,
}

internal enum Illness
{
    Fever, Cold, Flu, Headache, StomachAche, SoreThroat, Toothache, Backache, Cough, BrokenLeg, BrokenArm,
}

internal enum Remedy
{
    Pills, Drops, SpoonsOfSyrup, Capsules, Lozenges,
}

internal enum Mealtime
{
    BeforeMeals, AfterMeals, WithWater,
}

/// <summary>Who gives appointments.</summary>
internal enum Office
{
    Dentist, Doctor, Hairdresser, Lawyer, EyeDoctor, Tailor, TaxAdviser, Vet, Notary, Optician, Carpenter,
}

internal enum Occupation
{
    Gardener, Teacher, Baker, Cook, Nurse, Waiter, Engineer, Journalist, Librarian, BusDriver, ShopAssistant, Musician, Painter, Carpenter,
    Pharmacist,
    Translator, Photographer, Mechanic, Accountant, Hairdresser,
}

/// <summary>A language one can learn.</summary>
internal enum Tongue
{
    English, German, French, Italian, Spanish, Portuguese, Polish, Greek, Romanian, Russian, Chinese, Japanese, Arabic, Turkish, Swedish, Dutch,
}

/// <summary>Where lessons are given.</summary>
internal enum ClassPlace
{
    School, University, Library, TownHall, Cafe,
}

internal enum RoomKind
{
    Single, Double, Quiet, Cheap, Bright, Family,
}

internal enum RoomFeature
{
    Balcony, Bath, Shower, SeaView, Terrace, Breakfast, Television, Fridge,
}

internal enum Equipment
{
    Heating, Shower, Television, Lamp, Telephone, Lock, AirConditioning, Fridge, HairDryer, Alarm, Tap, Socket,
}

/// <summary>Who sits at a restaurant's table.</summary>
internal enum Guest
{
    Lady, Gentleman, Couple, Guests, Children, OldWoman, YoungMan, Tourists,
}

/// <summary>A drink in what it is served in.</summary>
internal enum Serving
{
    CupCoffee, CupTea, CupChocolate, GlassWater, GlassWine, GlassMilk, GlassJuice, GlassLemonade, BottleBeer, BottleWine, BottleWater, JugLemonade,
}

/// <summary>A helping of food.</summary>
internal enum Helping
{
    PieceCake, PlateSoup, PortionChips, SliceBread, RollButter, RollHam, RollCheese, BowlSalad, Omelette, Pancake, PortionIce, PlateRice,
}

/// <summary>Where fruit comes from.</summary>
internal enum Origin
{
    Market, OurGarden, Supermarket, Village, Farm, Italy, Spain,
}
