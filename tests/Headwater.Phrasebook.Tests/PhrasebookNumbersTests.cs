namespace Headwater.Phrasebook.Tests;

public sealed class PhrasebookNumbersTests
{
    [Theory]
    [InlineData(0, "zero", "null", "zéro", "zero")]
    [InlineData(1, "one", "eins", "un", "unu")]
    [InlineData(12, "twelve", "zwölf", "douze", "doisprezece")]
    [InlineData(16, "sixteen", "sechzehn", "seize", "șaisprezece")]
    [InlineData(17, "seventeen", "siebzehn", "dix-sept", "șaptesprezece")]
    [InlineData(20, "twenty", "zwanzig", "vingt", "douăzeci")]
    [InlineData(21, "twenty-one", "einundzwanzig", "vingt et un", "douăzeci și unu")]
    [InlineData(30, "thirty", "dreißig", "trente", "treizeci")]
    [InlineData(66, "sixty-six", "sechsundsechzig", "soixante-six", "șaizeci și șase")]
    [InlineData(70, "seventy", "siebzig", "soixante-dix", "șaptezeci")]
    [InlineData(71, "seventy-one", "einundsiebzig", "soixante et onze", "șaptezeci și unu")]
    [InlineData(77, "seventy-seven", "siebenundsiebzig", "soixante-dix-sept", "șaptezeci și șapte")]
    [InlineData(80, "eighty", "achtzig", "quatre-vingts", "optzeci")]
    [InlineData(81, "eighty-one", "einundachtzig", "quatre-vingt-un", "optzeci și unu")]
    [InlineData(91, "ninety-one", "einundneunzig", "quatre-vingt-onze", "nouăzeci și unu")]
    [InlineData(99, "ninety-nine", "neunundneunzig", "quatre-vingt-dix-neuf", "nouăzeci și nouă")]
    [InlineData(100, "one hundred", "hundert", "cent", "o sută")]
    [InlineData(101, "one hundred and one", "hunderteins", "cent un", "o sută unu")]
    [InlineData(200, "two hundred", "zweihundert", "deux cents", "două sute")]
    [InlineData(203, "two hundred and three", "zweihundertdrei", "deux cent trois", "două sute trei")]
    [InlineData(280, "two hundred and eighty", "zweihundertachtzig", "deux cent quatre-vingts", "două sute optzeci")]
    [InlineData(1000, "one thousand", "tausend", "mille", "o mie")]
    [InlineData(1984, "one thousand nine hundred and eighty-four", "tausendneunhundertvierundachtzig", "mille neuf cent quatre-vingt-quatre", "o mie nouă sute optzeci și patru")]
    [InlineData(2001, "two thousand and one", "zweitausendeins", "deux mille un", "două mii unu")]
    [InlineData(21_000, "twenty-one thousand", "einundzwanzigtausend", "vingt et un mille", "douăzeci și una de mii")]
    [InlineData(80_000, "eighty thousand", "achtzigtausend", "quatre-vingt mille", "optzeci de mii")]
    [InlineData(101_000, "one hundred and one thousand", "hunderteintausend", "cent un mille", "o sută una mii")]
    [InlineData(200_200, "two hundred thousand two hundred", "zweihunderttausendzweihundert", "deux cent mille deux cents", "două sute de mii două sute")]
    [InlineData(1_000_000, "one million", "eine Million", "un million", "un milion")]
    [InlineData(1_000_001, "one million and one", "eine Million eins", "un million un", "un milion unu")]
    [InlineData(80_000_080, "eighty million and eighty", "achtzig Millionen achtzig", "quatre-vingts millions quatre-vingts", "optzeci de milioane optzeci")]
    [InlineData(3_000_000, "three million", "drei Millionen", "trois millions", "trei milioane")]
    [InlineData(-15, "minus fifteen", "minus fünfzehn", "moins quinze", "minus cincisprezece")]
    public void Words_Number_AreSpelledRight(int number, string english, string german, string french, string romanian)
    {
        Assert.Equal(english, EnglishNumbers.Words(number));
        Assert.Equal(german, GermanNumbers.Words(number));
        Assert.Equal(french, FrenchNumbers.Words(number));
        Assert.Equal(romanian, RomanianNumbers.Words(number));
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
    [InlineData(1, "o pagină", "un an", "un grad")]
    [InlineData(2, "două pagini", "doi ani", "două grade")]
    [InlineData(12, "douăsprezece pagini", "doisprezece ani", "douăsprezece grade")]
    [InlineData(19, "nouăsprezece pagini", "nouăsprezece ani", "nouăsprezece grade")]
    [InlineData(20, "douăzeci de pagini", "douăzeci de ani", "douăzeci de grade")]
    [InlineData(21, "douăzeci și una de pagini", "douăzeci și unu de ani", "douăzeci și unu de grade")]
    [InlineData(22, "douăzeci și două de pagini", "douăzeci și doi de ani", "douăzeci și două de grade")]
    [InlineData(100, "o sută de pagini", "o sută de ani", "o sută de grade")]
    [InlineData(102, "o sută două pagini", "o sută doi ani", "o sută două grade")]
    [InlineData(0, "zero pagini", "zero ani", "zero grade")]
    [InlineData(-1, "minus o pagină", "minus un an", "minus un grad")]
    [InlineData(-20, "minus douăzeci de pagini", "minus douăzeci de ani", "minus douăzeci de grade")]
    public void RomanianCount_OfThings_AgreesAndJoinsWithDeFromTwentyOn(int number, string feminine, string masculine, string neuter)
    {
        Quantity spelled = new(number, Spelled: true);

        Assert.Equal(feminine, RomanianNumbers.Count(spelled, RomanianGender.Feminine, "pagină", "pagini"));
        Assert.Equal(masculine, RomanianNumbers.Count(spelled, RomanianGender.Masculine, "an", "ani"));
        Assert.Equal(neuter, RomanianNumbers.Count(spelled, RomanianGender.Neuter, "grad", "grade"));
    }

    [Theory]
    [InlineData(1, "1 grad")]
    [InlineData(-1, "-1 grad")]
    [InlineData(19, "19 grade")]
    [InlineData(20, "20 de grade")]
    [InlineData(12_110, "12.110 grade")]
    [InlineData(12_120, "12.120 de grade")]
    public void RomanianCount_InDigits_JoinsAsWordsDo(int number, string expected) =>
        Assert.Equal(expected, RomanianNumbers.Count(new(number, Spelled: false), RomanianGender.Neuter, "grad", "grade"));

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
    [InlineData(1700, "seventeen hundred", "siebzehnhundert", "mille sept cents", "o mie șapte sute")]
    [InlineData(1805, "eighteen oh five", "achtzehnhundertfünf", "mille huit cent cinq", "o mie opt sute cinci")]
    [InlineData(1991, "nineteen ninety-one", "neunzehnhunderteinundneunzig", "mille neuf cent quatre-vingt-onze", "o mie nouă sute nouăzeci și unu")]
    public void Year_Spelled_IsReadInHundreds(int year, string english, string german, string french, string romanian)
    {
        Quantity spelled = new(year, Spelled: true);

        Assert.Equal(english, EnglishNumbers.Year(spelled));
        Assert.Equal(german, GermanNumbers.Year(spelled));
        Assert.Equal(french, FrenchNumbers.Year(spelled));
        Assert.Equal(romanian, RomanianNumbers.Write(spelled));
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
        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Select(number => RomanianNumbers.Words(number)).Distinct().Count());
    }
}
