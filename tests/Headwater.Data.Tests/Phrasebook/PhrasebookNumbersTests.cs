namespace Headwater.Data.Tests;

public sealed class PhrasebookNumbersTests
{
    [Theory]
    [InlineData(0, "zero", "null", "zéro")]
    [InlineData(1, "one", "eins", "un")]
    [InlineData(12, "twelve", "zwölf", "douze")]
    [InlineData(16, "sixteen", "sechzehn", "seize")]
    [InlineData(17, "seventeen", "siebzehn", "dix-sept")]
    [InlineData(20, "twenty", "zwanzig", "vingt")]
    [InlineData(21, "twenty-one", "einundzwanzig", "vingt et un")]
    [InlineData(30, "thirty", "dreißig", "trente")]
    [InlineData(66, "sixty-six", "sechsundsechzig", "soixante-six")]
    [InlineData(70, "seventy", "siebzig", "soixante-dix")]
    [InlineData(71, "seventy-one", "einundsiebzig", "soixante et onze")]
    [InlineData(77, "seventy-seven", "siebenundsiebzig", "soixante-dix-sept")]
    [InlineData(80, "eighty", "achtzig", "quatre-vingts")]
    [InlineData(81, "eighty-one", "einundachtzig", "quatre-vingt-un")]
    [InlineData(91, "ninety-one", "einundneunzig", "quatre-vingt-onze")]
    [InlineData(99, "ninety-nine", "neunundneunzig", "quatre-vingt-dix-neuf")]
    [InlineData(100, "one hundred", "hundert", "cent")]
    [InlineData(101, "one hundred and one", "hunderteins", "cent un")]
    [InlineData(200, "two hundred", "zweihundert", "deux cents")]
    [InlineData(203, "two hundred and three", "zweihundertdrei", "deux cent trois")]
    [InlineData(280, "two hundred and eighty", "zweihundertachtzig", "deux cent quatre-vingts")]
    [InlineData(1000, "one thousand", "tausend", "mille")]
    [InlineData(1984, "one thousand nine hundred and eighty-four", "tausendneunhundertvierundachtzig", "mille neuf cent quatre-vingt-quatre")]
    [InlineData(2001, "two thousand and one", "zweitausendeins", "deux mille un")]
    [InlineData(21_000, "twenty-one thousand", "einundzwanzigtausend", "vingt et un mille")]
    [InlineData(80_000, "eighty thousand", "achtzigtausend", "quatre-vingt mille")]
    [InlineData(101_000, "one hundred and one thousand", "hunderteintausend", "cent un mille")]
    [InlineData(200_200, "two hundred thousand two hundred", "zweihunderttausendzweihundert", "deux cent mille deux cents")]
    [InlineData(1_000_000, "one million", "eine Million", "un million")]
    [InlineData(1_000_001, "one million and one", "eine Million eins", "un million un")]
    [InlineData(80_000_080, "eighty million and eighty", "achtzig Millionen achtzig", "quatre-vingts millions quatre-vingts")]
    [InlineData(3_000_000, "three million", "drei Millionen", "trois millions")]
    [InlineData(-15, "minus fifteen", "minus fünfzehn", "moins quinze")]
    public void Words_Number_AreSpelledRight(int number, string english, string german, string french)
    {
        Assert.Equal(english, EnglishNumbers.Words(number));
        Assert.Equal(german, GermanNumbers.Words(number));
        Assert.Equal(french, FrenchNumbers.Words(number));
    }

    [Theory]
    [InlineData(1, "une")]
    [InlineData(21, "vingt et une")]
    [InlineData(71, "soixante et onze")]
    [InlineData(81, "quatre-vingt-une")]
    [InlineData(22, "vingt-deux")]
    public void FrenchWords_BeforeAFeminineNoun_Agree(int number, string expected) =>
        Assert.Equal(expected, FrenchNumbers.Words(number, feminine: true));

    [Theory]
    [InlineData(1, "first", "1st", "erst")]
    [InlineData(2, "second", "2nd", "zweit")]
    [InlineData(3, "third", "3rd", "dritt")]
    [InlineData(7, "seventh", "7th", "siebt")]
    [InlineData(8, "eighth", "8th", "acht")]
    [InlineData(11, "eleventh", "11th", "elft")]
    [InlineData(12, "twelfth", "12th", "zwölft")]
    [InlineData(13, "thirteenth", "13th", "dreizehnt")]
    [InlineData(20, "twentieth", "20th", "zwanzigst")]
    [InlineData(21, "twenty-first", "21st", "einundzwanzigst")]
    [InlineData(22, "twenty-second", "22nd", "zweiundzwanzigst")]
    [InlineData(31, "thirty-first", "31st", "einunddreißigst")]
    public void Ordinal_Number_IsSpelledRight(int number, string english, string brief, string germanStem)
    {
        Assert.Equal(english, EnglishNumbers.Ordinal(number));
        Assert.Equal(brief, EnglishNumbers.ShortOrdinal(number));
        Assert.Equal(germanStem, GermanNumbers.OrdinalStem(number));
    }

    [Theory]
    [InlineData(1700, "seventeen hundred", "siebzehnhundert", "mille sept cents")]
    [InlineData(1805, "eighteen oh five", "achtzehnhundertfünf", "mille huit cent cinq")]
    [InlineData(1991, "nineteen ninety-one", "neunzehnhunderteinundneunzig", "mille neuf cent quatre-vingt-onze")]
    public void Year_Spelled_IsReadInHundreds(int year, string english, string german, string french)
    {
        Quantity spelled = new(year, Spelled: true);

        Assert.Equal(english, EnglishNumbers.Year(spelled));
        Assert.Equal(german, GermanNumbers.Year(spelled));
        Assert.Equal(french, FrenchNumbers.Year(spelled));
    }

    [Theory]
    [InlineData(9999, "9999", "9999", "9999")]
    [InlineData(10_000, "10,000", "10.000", "10\u00A0000")]
    [InlineData(1_234_567, "1,234,567", "1.234.567", "1\u00A0234\u00A0567")]
    [InlineData(-12, "-12", "-12", "-12")]
    public void Digits_Number_AreGroupedFromFiveDigitsOn(int number, string english, string german, string french)
    {
        Assert.Equal(english, EnglishNumbers.Digits(number));
        Assert.Equal(german, GermanNumbers.Digits(number));
        Assert.Equal(french, FrenchNumbers.Digits(number));
    }

    [Fact]
    public void Words_EveryNumberBelowTwentyThousand_AreDistinct()
    {
        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Select(EnglishNumbers.Words).Distinct().Count());
        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Select(GermanNumbers.Words).Distinct().Count());
        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Select(number => FrenchNumbers.Words(number)).Distinct().Count());
    }
}
