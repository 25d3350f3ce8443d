namespace Headwater.Metrics;

/// <summary>
/// The stem of a lower-case English word by suffix stripping (Porter 1980, "An algorithm for suffix stripping", Program 14(3), 130–137), with
/// the departures of NLTK's stemmer in its default mode, which rouge_score uses: irregular words, -ies and -ied in short words, y after a vowel,
/// -bli, -alli, -fulli and -logi, words of two letters. Any character that is not a, e, i, o, u or y is a consonant.
/// </summary>
internal static class PorterStemmer
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["sky"] = "sky", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie", ["news"] = "news", ["howe"] = "howe",
        ["inning"] = "inning", ["innings"] = "inning", ["outing"] = "outing", ["outings"] = "outing", ["canning"] = "canning",
        ["cannings"] = "canning", ["proceed"] = "proceed", ["exceed"] = "exceed", ["succeed"] = "succeed",
    };

    // The first suffix that the word has decides, so a longer one stands before its own ending.
    private static readonly (string Suffix, string Replacement)[] DoubleSuffixes =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful"),
    ];

    private static readonly (string Suffix, string Replacement)[] SingleSuffixes =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] BareSuffixes =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    public static string Stem(string word)
    {
        if (Irregular.TryGetValue(word, out string? stem))
            return stem;
        return word.Length <= 2 ? word : Step5b(Step5a(Step4(Step3(Step2(Step1c(Step1b(Step1a(word))))))));
    }

    /// <summary>Plurals.</summary>
    internal static string Step1a(string word)
    {
        if (Ends(word, "ies"))
            return word.Length == 4 ? word[..^1] : word[..^2];
        if (Ends(word, "sses"))
            return word[..^2];
        return Ends(word, "s") && !Ends(word, "ss") ? word[..^1] : word;
    }

    /// <summary>-ed and -ing, and what their removal leaves to be mended.</summary>
    internal static string Step1b(string word)
    {
        if (Ends(word, "ied"))
            return word.Length == 4 ? word[..^1] : word[..^2];
        if (Ends(word, "eed"))
            return Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        if (Ends(word, "ed") && HasVowel(word.AsSpan(0, word.Length - 2)))
            return Mend(word[..^2]);
        return Ends(word, "ing") && HasVowel(word.AsSpan(0, word.Length - 3)) ? Mend(word[..^3]) : word;
    }

    private static string Mend(string stem)
    {
        if (Ends(stem, "at") || Ends(stem, "bl") || Ends(stem, "iz"))
            return stem + "e";
        if (EndsInDoubleConsonant(stem))
            return stem[^1] is 'l' or 's' or 'z' ? stem : stem[..^1];
        return Measure(stem) == 1 && EndsShort(stem) ? stem + "e" : stem;
    }

    /// <summary>A final y after a consonant.</summary>
    internal static string Step1c(string word) =>
        word.Length > 2 && word[^1] == 'y' && IsConsonant(word, word.Length - 2) ? word[..^1] + "i" : word;

    /// <summary>Double suffixes to single ones.</summary>
    internal static string Step2(string word)
    {
        if (Ends(word, "alli") && Measure(word.AsSpan(0, word.Length - 4)) > 0)
            return Step2(word[..^2]);
        if (Ends(word, "logi"))                          // the l belongs to the stem, so that short ones (geo-) count
            return Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        return Replace(word, DoubleSuffixes);
    }

    /// <summary>-ic-, -full, -ness and the like.</summary>
    internal static string Step3(string word) => Replace(word, SingleSuffixes);

    /// <summary>What is left of a suffix after a long stem.</summary>
    internal static string Step4(string word)
    {
        foreach (string suffix in BareSuffixes)
        {
            if (!Ends(word, suffix))
                continue;
            string stem = word[..^suffix.Length];
            return Measure(stem) > 1 && (suffix != "ion" || stem[^1] is 's' or 't') ? stem : word;
        }
        return word;
    }

    /// <summary>A final e.</summary>
    internal static string Step5a(string word)
    {
        if (!Ends(word, "e"))
            return word;
        string stem = word[..^1];
        int measure = Measure(stem);
        return measure > 1 || (measure == 1 && !EndsShort(stem)) ? stem : word;
    }

    /// <summary>A final double l.</summary>
    internal static string Step5b(string word) => Ends(word, "ll") && Measure(word.AsSpan(0, word.Length - 1)) > 1 ? word[..^1] : word;

    private static string Replace(string word, (string Suffix, string Replacement)[] rules)
    {
        foreach ((string suffix, string replacement) in rules)
        {
            if (!Ends(word, suffix))
                continue;
            string stem = word[..^suffix.Length];
            return Measure(stem) > 0 ? stem + replacement : word;
        }
        return word;
    }

    private static bool Ends(string word, string suffix) => word.EndsWith(suffix, StringComparison.Ordinal);

    // m of Porter's [C](VC)^m[V]: how often a vowel is followed by a consonant.
    private static int Measure(ReadOnlySpan<char> word)
    {
        int measure = 0;
        bool previous = true;
        for (int i = 0; i < word.Length; i++)
        {
            bool consonant = IsConsonant(word[i], afterConsonant: i > 0 && previous);
            if (consonant && !previous)
                measure++;
            previous = consonant;
        }
        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        bool previous = false;
        foreach (char c in word)
        {
            previous = IsConsonant(c, previous);
            if (!previous)
                return true;
        }
        return false;
    }

    private static bool EndsInDoubleConsonant(string word) => word.Length >= 2 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    // Porter's *o: consonant, vowel, consonant other than w, x and y; NLTK adds words of a vowel and a consonant.
    private static bool EndsShort(string word)
    {
        int last = word.Length - 1;
        if (last == 1)
            return !IsConsonant(word, 0) && IsConsonant(word, 1);
        return last >= 2 && IsConsonant(word, last) && !IsConsonant(word, last - 1) && IsConsonant(word, last - 2) && word[last] is not ('w' or 'x' or 'y');
    }

    private static bool IsConsonant(string word, int index)
    {
        bool consonant = false;
        for (int i = 0; i <= index; i++)
            consonant = IsConsonant(word[i], consonant);
        return consonant;
    }

    // A y is a vowel after a consonant; a word begins as after a vowel.
    private static bool IsConsonant(char c, bool afterConsonant) => c switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => !afterConsonant,
        _ => true,
    };
}
