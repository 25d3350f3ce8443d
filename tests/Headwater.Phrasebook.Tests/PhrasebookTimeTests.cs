namespace Headwater.Phrasebook.Tests;

public sealed class PhrasebookTimeTests
{
    [Theory]
    [InlineData(7, 0, "seven o'clock in the morning", "sieben Uhr morgens", "sept heures du matin", "șapte dimineața")]
    [InlineData(7, 5, "five past seven in the morning", "fünf nach sieben morgens", "sept heures cinq du matin", "șapte și cinci dimineața")]
    [InlineData(10, 15, "a quarter past ten in the morning", "Viertel nach zehn vormittags", "dix heures et quart du matin", "zece și un sfert dimineața")]
    [InlineData(13, 0, "one o'clock in the afternoon", "ein Uhr nachmittags", "une heure de l'après-midi", "unu după-amiaza")]
    [InlineData(13, 20, "twenty past one in the afternoon", "zwanzig nach eins nachmittags", "une heure vingt de l'après-midi", "unu și douăzeci după-amiaza")]
    [InlineData(13, 25, "twenty-five past one in the afternoon", "fünf vor halb zwei nachmittags", "une heure vingt-cinq de l'après-midi", "unu și douăzeci și cinci după-amiaza")]
    [InlineData(13, 30, "half past one in the afternoon", "halb zwei nachmittags", "une heure et demie de l'après-midi", "unu și jumătate după-amiaza")]
    [InlineData(17, 35, "twenty-five to six in the afternoon", "fünf nach halb sechs nachmittags", "six heures moins vingt-cinq de l'après-midi", "șase fără douăzeci și cinci după-amiaza")]
    [InlineData(19, 40, "twenty to eight in the evening", "zwanzig vor acht abends", "huit heures moins vingt du soir", "opt fără douăzeci seara")]
    [InlineData(19, 45, "a quarter to eight in the evening", "Viertel vor acht abends", "huit heures moins le quart du soir", "opt fără un sfert seara")]
    [InlineData(11, 55, "five to twelve in the morning", "fünf vor zwölf vormittags", "midi moins cinq", "douăsprezece fără cinci dimineața")]
    public void Say_SpokenTime_FollowsTheClockOfTheLanguage(int hour, int minute, string english, string german, string french, string romanian)
    {
        Belief meaning = new(Person.Paul, Saying.Say, Noun.Concert, Weekday.Friday, new(hour, minute, Spelled: true));

        Assert.Equal($"Paul says that the concert starts on Friday at {english}.", meaning.In(PhraseGenerator.GrammarOf("en")));
        Assert.Equal($"Paul sagt, dass das Konzert am Freitag um {german} beginnt.", meaning.In(PhraseGenerator.GrammarOf("de")));
        Assert.Equal($"Paul dit que le concert commence vendredi à {french}.", meaning.In(PhraseGenerator.GrammarOf("fr")));
        Assert.Equal($"Paul spune că vineri la ora {romanian} începe concertul.", meaning.In(PhraseGenerator.GrammarOf("ro")));
    }

    [Theory]
    [InlineData("January", 1, true, "the first of January", "ersten Januar", "premier janvier", "întâi ianuarie")]
    [InlineData("January", 1, false, "the 1st of January", "1. Januar", "1er janvier", "1 ianuarie")]
    [InlineData("February", 29, true, "the twenty-ninth of February", "neunundzwanzigsten Februar", "vingt-neuf février", "douăzeci și nouă februarie")]
    [InlineData("March", 21, true, "the twenty-first of March", "einundzwanzigsten März", "vingt et un mars", "douăzeci și unu martie")]
    [InlineData("May", 3, false, "the 3rd of May", "3. Mai", "3 mai", "3 mai")]
    [InlineData("August", 11, false, "the 11th of August", "11. August", "11 août", "11 august")]
    [InlineData("December", 31, true, "the thirty-first of December", "einunddreißigsten Dezember", "trente et un décembre", "treizeci și unu decembrie")]
    public void Say_Date_FollowsTheCalendarOfTheLanguage(string month, int day, bool spelled, string english, string german, string french, string romanian)
    {
        Closure meaning = new(Place.Bank, City.Rome, Open: true, new(Enum.Parse<Month>(month), day, spelled));

        Assert.Equal($"The bank in Rome is open on {english}.", meaning.In(PhraseGenerator.GrammarOf("en")));
        Assert.Equal($"Am {german} ist die Bank in Rom geöffnet.", meaning.In(PhraseGenerator.GrammarOf("de")));
        Assert.Equal($"La banque de Rome est ouverte le {french}.", meaning.In(PhraseGenerator.GrammarOf("fr")));
        Assert.Equal($"Banca din Roma este deschisă pe {romanian}.", meaning.In(PhraseGenerator.GrammarOf("ro")));
    }
}
