using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Headwater.Phrasebook;

/// <summary>
/// Reads the choices of a meaning off a number, as the digits of a mixed-radix number: each call takes one digit. The product of the radices a scene
/// asked for is how many meanings it has, so reading one number with a list for the radices counts a scene. No radix may depend on a digit.
/// </summary>
internal ref struct MeaningReader(long number, ICollection<int>? radices = null)
{
    private long _rest = number;

    /// <summary>A digit, 0 … <paramref name="radix"/> − 1.</summary>
    public int Next(int radix)
    {
        radices?.Add(radix);
        (_rest, long digit) = Math.DivRem(_rest, radix);
        return (int)digit;
    }

    public bool Flip() => Next(2) == 1;

    public T Pick<T>(ImmutableArray<T> words) => words[Next(words.Length)];

    /// <summary>Any word of an enumeration whose values are 0, 1, 2, …</summary>
    public T Any<T>() where T : struct, Enum
    {
        int digit = Next(WordCount<T>.Value);
        return Unsafe.BitCast<int, T>(digit);
    }

    /// <summary>Two different words.</summary>
    public Two<T> Two<T>(ImmutableArray<T> words)
    {
        int first = Next(words.Length);
        int step = Next(words.Length - 1) + 1;
        return new(words[first], words[(first + step) % words.Length]);
    }

    /// <summary>Two different words of an enumeration.</summary>
    public Two<T> Two<T>() where T : struct, Enum
    {
        int count = WordCount<T>.Value;
        int first = Next(count);
        int second = (first + Next(count - 1) + 1) % count;
        return new(Unsafe.BitCast<int, T>(first), Unsafe.BitCast<int, T>(second));
    }

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>, both possible.</summary>
    public int Number(int first, int last, int step = 1) => first + step * Next((last - first) / step + 1);

    /// <summary>A number in words or in digits.</summary>
    public Quantity Quantity(int first, int last, int step = 1) => new(Number(first, last, step), Spelled: Flip());

    /// <summary>Two numbers written in the same way.</summary>
    public Two<Quantity> Quantities(int first, int last)
    {
        bool spelled = Flip();
        return new(new(Number(first, last), spelled), new(Number(first, last), spelled));
    }

    /// <summary>A price of whole five cents.</summary>
    public Money Money(int firstEuro, int lastEuro) => new(Number(firstEuro, lastEuro), Number(0, 95, step: 5), Spelled: Flip());

    public CalendarDate Date() => CalendarDate.FromDayOfYear(Next(CalendarDate.DaysOfLeapYear), spelled: Flip());

    /// <summary>A time in digits, to the five minutes.</summary>
    public ClockTime DigitalTime(int firstHour = 0, int lastHour = 23, int minuteStep = 5) =>
        new(Number(firstHour, lastHour), Number(0, 59, minuteStep), Spelled: false);

    /// <summary>
    /// A time in words, from a morning hour to a later one. Noon is left out: no part of the day suits "five past twelve" in every language.
    /// </summary>
    public ClockTime SpokenTime(int firstHour, int lastHour)
    {
        int hour = Number(firstHour, lastHour - 1);
        return new(hour < 12 ? hour : hour + 1, Number(0, 55, step: 5), Spelled: true);
    }

    public Duration Duration(int first, int last, TimeUnit shortest, TimeUnit longest) =>
        new(Quantity(first, last), (TimeUnit)Number((int)shortest, (int)longest));

    public BodyPart BodyPart()
    {
        int digit = Next(Nouns.SingleParts.Length + 2 * Nouns.PairedParts.Length);
        if (digit < Nouns.SingleParts.Length) return new(Nouns.SingleParts[digit], Side: null);
        (int pair, int side) = Math.DivRem(digit - Nouns.SingleParts.Length, 2);
        return new(Nouns.PairedParts[pair], (Side)side);
    }

    private static class WordCount<T> where T : struct, Enum
    {
        public static readonly int Value = Enum.GetValues<T>().Length;
    }
}

/// <summary>What a phrase says, before any language says it. Each kind of meaning is a record of the words it is about.</summary>
internal abstract record Meaning
{
    /// <summary>The phrase in a language. Different meanings give different phrases, in every language.</summary>
    public abstract string In(Grammar grammar);
}
