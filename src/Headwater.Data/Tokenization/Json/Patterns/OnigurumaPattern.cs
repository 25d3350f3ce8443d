using System.Globalization;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// Translates a regular expression of Oniguruma (github kkos/oniguruma, doc/RE), which the `tokenizers` library uses, into one of .NET that finds the same. Sets inside sets,
/// intersections, POSIX brackets, possessive quantifiers, {,n}, \w, \b, ^ and $ mean something else in .NET or nothing. What has no translation is refused by its name.
/// </summary>
internal ref struct OnigurumaPattern
{
    private readonly ReadOnlySpan<char> _pattern;
    private readonly StringBuilder _target = new();
    private readonly CharacterSet _mentioned = new();
    private int _at;
    private char _last; // the character that a part of a set was
    private bool _ignoreCase, _dotAll, _extended, _tellsAlphabetic;
    private int _letterAt = -2; // where the last letter that was read in any case stands

    private OnigurumaPattern(string pattern) => _pattern = pattern;

    /// <summary>The pattern in .NET's notation, with the characters that it names. Throws <see cref="InvalidDataException"/> for what has no translation.</summary>
    public static TranslatedPattern Translate(string pattern)
    {
        OnigurumaPattern reader = new(pattern);
        reader.Alternatives();
        return reader._at == pattern.Length ? new TranslatedPattern(reader._target.ToString(), reader._mentioned, reader._tellsAlphabetic) : throw reader.Refused("a closing parenthesis without an opening one");
    }

    private void Alternatives()
    {
        (bool ignoreCase, bool dotAll, bool extended) = (_ignoreCase, _dotAll, _extended);
        int open = 0; // groups that an option in the middle, (?i), has opened
        while (_at < _pattern.Length && _pattern[_at] != ')')
        {
            if (_pattern[_at] == '|') (_, _) = (_target.Append('|'), _at++);
            else if (_pattern[_at..].StartsWith("(?#")) SkipComment();
            else if (_extended && (char.IsWhiteSpace(_pattern[_at]) || _pattern[_at] == '#')) SkipBlank();
            else if (IsOptionToEnd()) open++;
            else Quantified();
        }

        _target.Append(')', open);
        (_ignoreCase, _dotAll, _extended) = (ignoreCase, dotAll, extended);
    }

    // (?i) holds to the end of the group that it is in, and takes the alternatives that follow with it.
    private bool IsOptionToEnd()
    {
        int end = _pattern[_at..].StartsWith("(?") ? _at + 2 : -1;
        while (end > 0 && end < _pattern.Length && _pattern[end] is 'i' or 'm' or 'x' or '-') end++;
        if (end < 0 || end == _at + 2 || end >= _pattern.Length || _pattern[end] != ')') return false;
        SetOptions(_pattern[(_at + 2)..end]);
        _target.Append("(?:");
        _at = end + 1;
        return true;
    }

    private void SetOptions(ReadOnlySpan<char> options)
    {
        bool on = true;
        foreach (char option in options)
        {
            if (option == '-') on = false;
            else if (option == 'i') _ignoreCase = on;
            else if (option == 'm') _dotAll = on;
            else _extended = on;
        }
    }

    private void SkipComment()
    {
        int end = _pattern[_at..].IndexOf(')');
        _at = end < 0 ? throw Refused("a comment without an end") : _at + end + 1;
    }

    private void SkipBlank()
    {
        int end = _pattern[_at] == '#' ? _pattern[_at..].IndexOf('\n') : 0;
        _at = end < 0 ? _pattern.Length : _at + end + 1;
    }

    private void Quantified()
    {
        int start = _target.Length;
        Atom();
        while (_at < _pattern.Length && Quantifier() is { } quantifier)
        {
            string atom = _target.ToString(start, _target.Length - start);
            _target.Length = start;
            bool interval = quantifier[0] == '{';
            char mode = _at < _pattern.Length ? _pattern[_at] : ' ';
            if (mode == '?' && !(interval && !quantifier.Contains(','))) (_, _) = (_target.Append("(?:" + atom + ")" + quantifier + "?"), _at++);
            else if (mode == '+' && !interval) (_, _) = (_target.Append("(?>(?:" + atom + ")" + quantifier + ")"), _at++);
            else _target.Append(atom.Length == 1 || atom[0] == '[' && IsOneSet(atom) || atom.StartsWith(@"\u", StringComparison.Ordinal) && atom.Length == 6 ? atom + quantifier : $"(?:{atom}){quantifier}");
        }
    }

    private static bool IsOneSet(string atom) => atom.IndexOf(']', StringComparison.Ordinal) == atom.Length - 1;

    private string? Quantifier()
    {
        char first = _pattern[_at];
        if (first is '*' or '+' or '?')
        {
            _at++;
            return first.ToString();
        }

        if (first != '{') return null;
        int end = _pattern[_at..].IndexOf('}');
        if (end < 0) return null;
        string[] bounds = _pattern.Slice(_at + 1, end - 1).ToString().Split(',');
        if (bounds.Length > 2 || bounds.Any(bound => !bound.All(char.IsAsciiDigit)) || bounds.All(bound => bound.Length == 0)) return null;
        _at += end + 1;
        string least = bounds[0].Length == 0 ? "0" : bounds[0];
        return bounds.Length == 1 ? $"{{{least}}}" : $"{{{least},{bounds[1]}}}";
    }

    private void Atom()
    {
        char c = _pattern[_at++];
        switch (c)
        {
            case '(': Group(); break;
            case '[': _target.Append(Set().Write()); break;
            case '.': _target.Append(_dotAll ? @"[\s\S]" : @"[^\n]"); break;
            case '^': _target.Append(@"(?:(?<![\s\S])|(?<=\n)(?=[\s\S]))"); break;
            case '$': _target.Append(@"(?=\n|(?![\s\S]))"); break;
            case '\\': Escape(); break;
            case '*' or '+' or '?': throw Refused($"a {c} with nothing before it");
            default: Literal(c); break;
        }
    }

    private void Literal(char c)
    {
        if (char.IsSurrogate(c)) throw Refused($"the character U+{char.ConvertToUtf32(c, _at < _pattern.Length && char.IsLowSurrogate(_pattern[_at]) ? _pattern[_at] : '\uDC00'):X}, which is beyond U+FFFF,");
        _mentioned.Add(c, c);
        if (_ignoreCase) CheckFold(c);
        char[] variants = _ignoreCase ? [.. LetterCase.Variants(c).Distinct()] : [c];
        if (variants.Length == 1) _target.Append(CharacterSet.Escaped(c));
        else _target.Append('[').AppendJoin("", variants.Select(CharacterSet.Escaped)).Append(']');
    }

    // Some letters equal two others where case does not count, as ß and ss (Unicode CaseFolding.txt, status F); .NET knows nothing of that.
    private void CheckFold(char c)
    {
        char lower = char.ToLowerInvariant(c);
        if (lower is 'ß' or 'ŉ' or 'ǰ' or 'ΐ' or 'ΰ' or 'և' or (>= '\u1E96' and <= '\u1E9E') or (>= '\u1F50' and <= '\u1FFC') or (>= '\uFB00' and <= '\uFB17')) throw Refused($"{c} in any case");
        if (_letterAt == _at - 1 && char.ToLowerInvariant(_pattern[_at - 2]) is var before && (before, lower) is ('s', 's') or ('f', 'f') or ('f', 'i') or ('f', 'l') or ('s', 't'))
            throw Refused($"{before}{lower} in any case");
        _letterAt = _at;
    }

    private void Group()
    {
        ReadOnlySpan<char> rest = _pattern[_at..];
        (bool ignoreCase, bool dotAll, bool extended) = (_ignoreCase, _dotAll, _extended);
        string? opening = null;
        foreach (string known in (ReadOnlySpan<string>)["?:", "?=", "?!", "?<=", "?<!", "?>"])
        {
            if (rest.StartsWith(known)) opening = known;
        }

        if (opening is not null) _at += opening.Length;
        else if (!rest.StartsWith("?")) opening = ""; // a plain group
        else opening = OptionsOrName(rest);
        _target.Append('(').Append(opening);
        Alternatives();
        if (_at == _pattern.Length) throw Refused("a parenthesis that is not closed");
        _at++;
        _target.Append(')');
        (_ignoreCase, _dotAll, _extended) = (ignoreCase, dotAll, extended);
    }

    private string OptionsOrName(ReadOnlySpan<char> rest)
    {
        int end = 1;
        while (end < rest.Length && rest[end] is 'i' or 'm' or 'x' or '-') end++;
        if (end < rest.Length && rest[end] == ':')
        {
            SetOptions(rest[1..end]);
            _at += end + 1;
            return "?:";
        }

        int close = rest.IndexOf('>');
        if (!rest.StartsWith("?<") || close < 3) throw Refused($"the group ({rest[..Math.Min(rest.Length, 3)]}…)");
        _at += close + 1;
        return rest[..(close + 1)].ToString();
    }

    private void Escape()
    {
        if (_at == _pattern.Length) throw Refused("a backslash at its end");
        char c = _pattern[_at++];
        string word = PatternProperties.WordEscape.Write();
        _tellsAlphabetic |= c is 'b' or 'B';
        switch (c)
        {
            case 'b': _target.Append("(?:(?<=" + word + ")(?!" + word + ")|(?<!" + word + ")(?=" + word + "))"); break;
            case 'B': _target.Append("(?:(?<=" + word + ")(?=" + word + ")|(?<!" + word + ")(?!" + word + "))"); break;
            case 'A' or 'z' or 'Z': _target.Append('\\').Append(c); break;
            case 'R': _target.Append(@"(?>\r\n|[\n-\r\u0085\u2028\u2029])"); break;
            case >= '1' and <= '9' when _at == _pattern.Length || !char.IsAsciiDigit(_pattern[_at]): _target.Append('\\').Append(c); break;
            case 'G' or 'K' or 'X' or 'k' or 'g' or 'y' or 'Y' or 'N' or 'O' or 'C' or 'M' or 'c': throw Refused($@"\{c}");
            default:
                if (EscapedSet(c, PatternProperties.WordEscape) is { } set) _target.Append((_ignoreCase ? set.WithBothCases() : set).Write());
                else Literal(EscapedCharacter(c));
                break;
        }
    }

    // A set that one escape stands for, or null. Alone \w means more than in brackets.
    private CharacterSet? EscapedSet(char c, CharacterSet word)
    {
        _tellsAlphabetic |= c is 'w' or 'W';
        return c switch
        {
            'd' => PatternProperties.Digit,
            'D' => PatternProperties.Digit.Complement(),
            's' => PatternProperties.Space,
            'S' => CharacterSet.Of(@"\S", other => !char.IsWhiteSpace(other)),
            'w' => word,
            'W' => word.Complement(),
            'h' => PatternProperties.HexDigit,
            'H' => PatternProperties.HexDigit.Complement(),
            'p' or 'P' => Property(negated: c == 'P'),
            _ => null,
        };
    }

    private CharacterSet Property(bool negated)
    {
        int end = _at < _pattern.Length && _pattern[_at] == '{' ? _pattern[_at..].IndexOf('}') : -1;
        if (end < 0) throw Refused(@"\p without a name in braces");
        string name = _pattern.Slice(_at + 1, end - 1).ToString();
        _at += end + 1;
        if (name.StartsWith('^')) (name, negated) = (name[1..], !negated);
        _tellsAlphabetic |= name.Length > 2; // a category of letters tells by itself
        CharacterSet set = PatternProperties.Named(name) ?? throw Refused($@"the property \p{{{name}}}");
        return negated ? set.Complement() : set;
    }

    private char EscapedCharacter(char c)
    {
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'r': return '\r';
            case 'f': return '\f';
            case 'v': return '\v';
            case 'a': return '\a';
            case 'e': return '\u001B';
            case 'x' or 'u': return Hexadecimal(c);
            case >= '1' and <= '9': throw Refused("a number of more than one digit behind a backslash");
            case '0':
                int end = _at;
                while (end < _pattern.Length && end < _at + 2 && _pattern[end] is >= '0' and <= '7') end++;
                int value = 0;
                for (; _at < end; _at++) value = 8 * value + _pattern[_at] - '0';
                return (char)value;
            default: return char.IsAsciiLetterOrDigit(c) ? throw Refused($@"\{c}") : c;
        }
    }

    private char Hexadecimal(char kind)
    {
        bool braces = kind == 'x' && _at < _pattern.Length && _pattern[_at] == '{';
        if (braces) _at++;
        int most = braces ? 8 : kind == 'u' ? 4 : 2, end = _at;
        while (end < _pattern.Length && end < _at + most && char.IsAsciiHexDigit(_pattern[end])) end++;
        if (!int.TryParse(_pattern[_at..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int value)) throw Refused($@"\{kind} without a number");
        _at = end;
        if (kind == 'x' && !braces && value > 0x7F) throw Refused($@"\x{value:X2}, a byte that is no character,");
        if (braces && (_at == _pattern.Length || _pattern[_at++] != '}')) throw Refused(@"\x{ without an end");
        return value <= char.MaxValue && !char.IsSurrogate((char)value) ? (char)value : throw Refused($"the character U+{value:X}, which is beyond U+FFFF,");
    }

    // Behind its opening bracket. Parts between && are intersected.
    private CharacterSet Set()
    {
        bool negated = _at < _pattern.Length && _pattern[_at] == '^';
        if (negated) _at++;
        CharacterSet? all = null;
        CharacterSet part = new();
        for (bool first = true; ; first = false)
        {
            if (_at == _pattern.Length) throw Refused("a set that is not closed");
            if (_pattern[_at] == ']' && !first) break;
            if (_pattern[_at..].StartsWith("&&"))
            {
                _at += 2;
                all = And(all, part);
                part = new CharacterSet();
            }
            else
            {
                Item(part);
            }
        }

        _at++;
        CharacterSet whole = And(all, part);
        if (_ignoreCase) whole = whole.WithBothCases();
        return negated ? whole.Complement() : whole;
    }

    private static CharacterSet And(CharacterSet? all, CharacterSet part)
    {
        if (all is null) return part;
        all.Intersect(part);
        return all;
    }

    private void Item(CharacterSet part)
    {
        if (_pattern[_at..].StartsWith("[:") && Bracket() is { } bracket)
        {
            part.Add(bracket);
            return;
        }

        if (_pattern[_at] == '[')
        {
            _at++;
            part.Add(Set());
            return;
        }

        if (Single() is { Set: { } set })
        {
            part.Add(set);
            return;
        }

        char from = _last;
        if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
        {
            _at++;
            if (Single() is { Set: not null } || _last < from) throw Refused("a range without an order");
            part.Add(from, _last);
            _mentioned.Add(from, _last);
        }
        else
        {
            part.Add(from, from);
            _mentioned.Add(from, from);
        }
    }

    // A character, left in _last, or a set that an escape stands for.
    private (CharacterSet? Set, char Character) Single()
    {
        char c = _pattern[_at++];
        if (c == '\\')
        {
            if (_at == _pattern.Length) throw Refused("a backslash at its end");
            c = _pattern[_at++];
            if (EscapedSet(c, PatternProperties.Word) is { } set) return (set, default);
            c = c == 'b' ? '\b' : EscapedCharacter(c);
        }
        else if (char.IsSurrogate(c))
        {
            throw Refused("a character beyond U+FFFF in a set");
        }

        _last = c;
        return (null, c);
    }

    private CharacterSet? Bracket()
    {
        int end = _pattern[_at..].IndexOf(":]");
        if (end < 0) return null;
        string name = _pattern.Slice(_at + 2, end - 2).ToString();
        bool negated = name.StartsWith('^');
        if (negated) name = name[1..];
        if (name.Length == 0 || !name.All(char.IsAsciiLetter)) return null;
        _tellsAlphabetic = true;
        CharacterSet set = PatternProperties.Named(name) ?? throw Refused($"the bracket [:{name}:]");
        _at += end + 2;
        return negated ? set.Complement() : set;
    }

    private readonly InvalidDataException Refused(string what) => new($"the pattern {_pattern} holds {what} at character {_at}, which is not supported");
}

/// <summary>A pattern in .NET's notation.</summary>
/// <param name="Text">The pattern.</param>
/// <param name="Mentioned">The characters that it names one by one or in ranges.</param>
/// <param name="TellsAlphabetic">Whether it can tell signs that count as letters from others of their category.</param>
internal sealed record TranslatedPattern(string Text, CharacterSet Mentioned, bool TellsAlphabetic);
