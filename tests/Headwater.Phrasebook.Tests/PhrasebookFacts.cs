using System.Collections.Immutable;

namespace Headwater.Phrasebook.Tests;

/// <summary>One meaning for each matter, in the order of the matters, with question, answer and statement as a careful speaker words them.</summary>
internal static class PhrasebookFacts
{
    public static readonly ImmutableArray<PhrasebookFact> All =
    [
        new(new Price(Noun.Umbrella, Adjective.Red, new(12, 50, Spelled: false)),
            "How much does the red umbrella cost? | 12.50 euros | The red umbrella costs 12.50 euros.",
            "Wie viel kostet der rote Regenschirm? | 12,50 Euro | Der rote Regenschirm kostet 12,50 Euro.",
            "Combien coûte le parapluie rouge ? | 12,50 euros | Le parapluie rouge coûte 12,50 euros.",
            "Cât costă umbrela roșie? | 12,50 euro | Umbrela roșie costă 12,50 euro."),
        new(new Salary(Person.Uncle, Occupation.Gardener, City.Vienna, new(2400, Spelled: false)),
            "How much does my uncle earn a month? | 2400 euros | My uncle earns 2400 euros a month.",
            "Wie viel verdient mein Onkel im Monat? | 2400 Euro | Mein Onkel verdient 2400 Euro im Monat.",
            "Combien mon oncle gagne-t-il par mois ? | 2400 euros | Mon oncle gagne 2400 euros par mois.",
            "Cât câștigă unchiul meu pe lună? | 2400 de euro | Unchiul meu câștigă 2400 de euro pe lună."),
        new(new Appointment(Person.Aunt, Office.Dentist, new(Month.June, 4, Spelled: false), new(9, 30, Spelled: true)),
            "At what time does my aunt have an appointment with the dentist? | half past nine in the morning | " +
            "My aunt has an appointment with the dentist at half past nine in the morning.",
            "Um wie viel Uhr hat meine Tante einen Termin beim Zahnarzt? | um halb zehn morgens | " +
            "Meine Tante hat um halb zehn morgens einen Termin beim Zahnarzt.",
            "À quelle heure ma tante a-t-elle rendez-vous chez le dentiste ? | à neuf heures et demie du matin | " +
            "Ma tante a rendez-vous chez le dentiste à neuf heures et demie du matin.",
            "La ce oră are mătușa mea o programare la dentist? | la ora nouă și jumătate dimineața | " +
            "Mătușa mea are o programare la dentist la ora nouă și jumătate dimineața."),
        new(new Postponement(Noun.Concert, Place.TownHall, new(Weekday.Monday, Weekday.Thursday), new(14, 30, Spelled: false)),
            "To which day has the concert at the town hall been moved? | Thursday | The concert at the town hall has been moved to Thursday.",
            "Auf welchen Tag wurde das Konzert im Rathaus verschoben? | auf Donnerstag | Das Konzert im Rathaus wurde auf Donnerstag verschoben.",
            "À quel jour le concert à la mairie a-t-il été reporté ? | à jeudi | Le concert à la mairie a été reporté à jeudi.",
            "Pe ce zi a fost mutat concertul de la primărie? | pe joi | Concertul de la primărie a fost mutat pe joi."),
        new(new Departure(TrainKind.NightTrain, City.Venice, new(14, 35, Spelled: false), 7),
            "When does the night train to Venice leave? | 14:35 | The night train to Venice leaves at 14:35.",
            "Wann fährt der Nachtzug nach Venedig ab? | um 14.35 Uhr | Der Nachtzug nach Venedig fährt um 14.35 Uhr ab.",
            "À quelle heure part le train de nuit pour Venise ? | à 14 h 35 | Le train de nuit pour Venise part à 14 h 35.",
            "La ce oră pleacă trenul de noapte spre Veneția? | la ora 14:35 | Trenul de noapte spre Veneția pleacă la ora 14:35."),
        new(new Departure(TrainKind.NightTrain, City.Venice, new(14, 35, Spelled: false), 7),
            "From which platform does the night train to Venice leave? | platform seven | The night train to Venice leaves from platform seven.",
            "Von welchem Gleis fährt der Nachtzug nach Venedig ab? | von Gleis sieben | Der Nachtzug nach Venedig fährt von Gleis sieben ab.",
            "De quel quai part le train de nuit pour Venise ? | du quai sept | Le train de nuit pour Venise part du quai sept.",
            "De la ce linie pleacă trenul de noapte spre Veneția? | de la linia șapte | Trenul de noapte spre Veneția pleacă de la linia șapte."),
        new(new Delay(Vehicle.Bus, new(City.Athens, City.Lyon), new(21, Spelled: true), Cause.Snow),
            "How late is the bus from Athens to Lyon? | twenty-one minutes | The bus from Athens to Lyon is twenty-one minutes late.",
            "Wie viel Verspätung hat der Bus von Athen nach Lyon? | einundzwanzig Minuten | " +
            "Der Bus von Athen nach Lyon hat einundzwanzig Minuten Verspätung.",
            "Combien de retard a le bus d'Athènes à Lyon ? | vingt et une minutes | Le bus d'Athènes à Lyon a vingt et une minutes de retard.",
            "Câte minute întârziere are autobuzul de la Atena la Lyon? | douăzeci și unu de minute | " +
            "Autobuzul de la Atena la Lyon are douăzeci și unu de minute întârziere."),
        new(new Journey(Person.Parents, Country.Netherlands, Means.Train, Month.July, new(new(2, Spelled: true), TimeUnit.Week)),
            "Where are my parents travelling in July? | to the Netherlands | My parents are travelling to the Netherlands in July.",
            "Wohin reisen meine Eltern im Juli? | in die Niederlande | Meine Eltern reisen im Juli in die Niederlande.",
            "Où mes parents partent-ils en juillet ? | aux Pays-Bas | En juillet, mes parents partent aux Pays-Bas.",
            "Unde pleacă părinții mei în iulie? | în Țările de Jos | Părinții mei pleacă în Țările de Jos în iulie."),
        new(new Dinner(Person.Grandmother, Noun.Soup, new(Noun.Potato, Noun.Meat), 6, FutureTime.Tomorrow),
            "For how many people is my grandmother making a soup? | six people | My grandmother is making a soup for six people.",
            "Für wie viele Personen bereitet meine Großmutter eine Suppe zu? | für sechs Personen | " +
            "Meine Großmutter bereitet für sechs Personen eine Suppe zu.",
            "Pour combien de personnes ma grand-mère prépare-t-elle une soupe ? | pour six personnes | " +
            "Ma grand-mère prépare une soupe pour six personnes.",
            "Pentru câte persoane gătește bunica mea o supă? | pentru șase persoane | Bunica mea gătește o supă pentru șase persoane."),
        new(new Supply(Person.Sister, Want.Need, new(7, Spelled: true), Noun.Chair, Adjective.Old),
            "How many old chairs does my sister need? | seven | My sister needs seven old chairs.",
            "Wie viele alte Stühle braucht meine Schwester? | sieben | Meine Schwester braucht sieben alte Stühle.",
            "De combien de vieilles chaises ma sœur a-t-elle besoin ? | sept | Ma sœur a besoin de sept vieilles chaises.",
            "De câte scaune vechi are nevoie sora mea? | șapte | Sora mea are nevoie de șapte scaune vechi."),
        new(new Whereabouts(Noun.Key, Adjective.Small, Preposition.Under, Noun.Table, Adjective.Old, Noun.Kitchen),
            "Where is the small key? | under the old table in the kitchen | The small key is under the old table in the kitchen.",
            "Wo liegt der kleine Schlüssel? | in der Küche unter dem alten Tisch | Der kleine Schlüssel liegt in der Küche unter dem alten Tisch.",
            "Où se trouve la petite clé ? | sous la vieille table de la cuisine | La petite clé se trouve sous la vieille table de la cuisine.",
            "Unde este cheia mică? | sub masa veche din bucătărie | Cheia mică este sub masa veche din bucătărie."),
        new(new AgeDifference(new(Person.Sister, Person.Paul), Older: false, 3, Taller: false, 10),
            "How much younger is my sister than Paul? | three years | My sister is three years younger than Paul.",
            "Um wie viele Jahre ist meine Schwester jünger als Paul? | drei Jahre | Meine Schwester ist drei Jahre jünger als Paul.",
            "Combien d'années ma sœur a-t-elle de moins que Paul ? | trois ans | Ma sœur a trois ans de moins que Paul.",
            "Cu câți ani este sora mea mai tânără decât Paul? | cu trei ani | Sora mea este cu trei ani mai tânără decât Paul."),
        new(new Temperatures(PastTime.LastMonday, new(City.Vienna, City.Athens), new(new(-1, Spelled: true), new(21, Spelled: true))),
            "What was the temperature in Vienna last Monday? | minus one degree | It was minus one degree in Vienna last Monday.",
            "Bei wie viel Grad lag letzten Montag die Temperatur in Wien? | bei minus einem Grad | " +
            "Letzten Montag lag die Temperatur in Wien bei minus einem Grad.",
            "Quelle température faisait-il à Vienne lundi dernier ? | moins un degré | Lundi dernier, il faisait moins un degré à Vienne.",
            "Câte grade au fost la Viena lunea trecută? | minus un grad | Lunea trecută a fost minus un grad la Viena."),
        new(new Medicine(Person.Grandfather, 2, Remedy.Capsules, 3, Mealtime.AfterMeals, new(10, Spelled: false)),
            "For how many days does my grandfather have to take capsules? | 10 days | My grandfather has to take capsules for 10 days.",
            "Wie lange muss mein Großvater Kapseln einnehmen? | 10 Tage lang | Mein Großvater muss 10 Tage lang Kapseln einnehmen.",
            "Pendant combien de jours mon grand-père doit-il prendre des gélules ? | pendant 10 jours | " +
            "Mon grand-père doit prendre des gélules pendant 10 jours.",
            "Câte zile trebuie să ia capsule bunicul meu? | timp de 10 zile | Bunicul meu trebuie să ia capsule timp de 10 zile."),
        new(new OpeningHours(Place.Library, City.Antwerp, new(9, 30, Spelled: false), new(17, 0, Spelled: false), Weekday.Monday),
            "When is the library in Antwerp closed? | on Mondays | The library in Antwerp is closed on Mondays.",
            "Wann ist die Bibliothek in Antwerpen geschlossen? | montags | Die Bibliothek in Antwerpen ist montags geschlossen.",
            "Quel jour la bibliothèque d'Anvers est-elle fermée ? | le lundi | La bibliothèque d'Anvers est fermée le lundi.",
            "Când este închisă biblioteca din Anvers? | lunea | Biblioteca din Anvers este închisă lunea."),
        new(new Construction(Place.Bridge, Adjective.Old, City.Prague, new(1784, Spelled: true)),
            "In which year was the old bridge in Prague built? | seventeen eighty-four | The old bridge in Prague was built in seventeen eighty-four.",
            "In welchem Jahr wurde die alte Brücke in Prag gebaut? | siebzehnhundertvierundachtzig | " +
            "Die alte Brücke in Prag wurde im Jahr siebzehnhundertvierundachtzig gebaut.",
            "En quelle année le vieux pont de Prague a-t-il été construit ? | en mille sept cent quatre-vingt-quatre | " +
            "Le vieux pont de Prague a été construit en mille sept cent quatre-vingt-quatre.",
            "În ce an a fost construit podul vechi din Praga? | în anul o mie șapte sute optzeci și patru | " +
            "Podul vechi din Praga a fost construit în anul o mie șapte sute optzeci și patru."),
        new(new LanguageCourse(Person.Brothers, Tongue.English, ClassPlace.Cafe, Weekday.Monday, DayPart.Evening, new(new(2, Spelled: true), TimeUnit.Year)),
            "Which language are my brothers learning? | English | My brothers are learning English.",
            "Welche Sprache lernen meine Brüder? | Englisch | Meine Brüder lernen Englisch.",
            "Quelle langue mes frères apprennent-ils ? | l'anglais | Mes frères apprennent l'anglais.",
            "Ce limbă învață frații mei? | engleză | Frații mei învață engleză."),
        new(new Reading(Person.Daughter, new(91, Spelled: true), Noun.Novel, Adjective.Boring, PastTime.TwoDaysAgo),
            "How many pages did my daughter read the day before yesterday? | ninety-one pages | " +
            "My daughter read ninety-one pages the day before yesterday.",
            "Wie viele Seiten hat meine Tochter vorgestern gelesen? | einundneunzig Seiten | Meine Tochter hat vorgestern einundneunzig Seiten gelesen.",
            "Combien de pages ma fille a-t-elle lues avant-hier ? | quatre-vingt-onze pages | Avant-hier, ma fille a lu quatre-vingt-onze pages.",
            "Câte pagini a citit fiica mea alaltăieri? | nouăzeci și una de pagini | Alaltăieri fiica mea a citit nouăzeci și una de pagini."),
    ];
}

/// <summary>Question, answer and statement, between bars.</summary>
internal sealed record PhrasebookFact(Meaning Meaning, string English, string German, string French, string Romanian);
