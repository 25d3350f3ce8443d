using System.Text;

namespace Headwater.Laws;

/// <summary>
/// Cuts delimited text into records after RFC 4180: fields may be quoted, a quote inside is doubled, a quoted field may hold line ends. A line
/// ends in \n, \r\n or \r.
/// </summary>
internal sealed class DelimitedReader(TextReader text, char? delimiter)
{
    private readonly char[] _buffer = new char[1 << 15];
    private readonly List<string> _cells = [];
    private readonly StringBuilder _cell = new();
    private int _length;
    private int _next;
    private int _line = 1;

    /// <summary>The character between fields; where none was given, the first of tab, comma, semicolon and | that the first line holds; | where it begins the line, as in Markdown.</summary>
    public char Delimiter { get; private set; } = delimiter ?? ',';

    /// <summary>The line the last record began on.</summary>
    public int Line { get; private set; }

    /// <summary>Whether the last record ends inside a quoted field.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The next record; <c>null</c> at the end. A blank line is no record.</summary>
    public string[]? Next()
    {
        if (_length == 0 && Peek() == '\uFEFF')
        {
            _next++;
        }

        if (Line == 0 && delimiter is null && Peek() >= 0)
        {
            Delimiter = Guess(_buffer.AsSpan(_next, _length - _next));
        }

        while (Peek() >= 0)
        {
            string[] record = ReadRecord();
            if (record.Length > 1 || record[0].AsSpan().Trim().Length > 0)
            {
                return record;
            }
        }

        return null;
    }

    private string[] ReadRecord()
    {
        Line = _line;
        bool quoted = false;
        while (Peek() >= 0)
        {
            TakePlainLetters(quoted);
            int letter = Read();
            if (letter == '"' && quoted && Peek() == '"')
            {
                _cell.Append((char)Read());
            }
            else if (letter == '"' && (quoted || _cell.Length == 0))
            {
                quoted = !quoted;
            }
            else if (!quoted && letter == Delimiter)
            {
                EndCell();
            }
            else if (!quoted && letter is '\n' or '\r')
            {
                break;
            }
            else if (letter >= 0)
            {
                _cell.Append((char)letter);
            }
        }

        IsOpen = quoted;
        EndCell();
        string[] record = [.. _cells];
        _cells.Clear();
        return record;
    }

    // All letters of the buffer up to one that may mean something.
    private void TakePlainLetters(bool quoted)
    {
        ReadOnlySpan<char> ahead = _buffer.AsSpan(_next, _length - _next);
        int plain = quoted ? ahead.IndexOfAny('"', '\r', '\n') : ahead.IndexOfAny([Delimiter, '"', '\r', '\n']);
        plain = plain < 0 ? ahead.Length : plain;
        _cell.Append(ahead[..plain]);
        _next += plain;
    }

    private void EndCell()
    {
        _cells.Add(_cell.ToString());
        _cell.Clear();
    }

    private int Read()
    {
        int letter = Peek();
        if (letter >= 0)
        {
            _next++;
        }

        // \r\n is one line end, read as \n.
        if (letter == '\r' && Peek() == '\n')
        {
            _next++;
            letter = '\n';
        }

        _line += letter is '\n' or '\r' ? 1 : 0;
        return letter;
    }

    private int Peek()
    {
        if (_next == _length)
        {
            _length = text.Read(_buffer, 0, _buffer.Length);
            _next = 0;
        }

        return _length == 0 ? -1 : _buffer[_next];
    }

    private static char Guess(ReadOnlySpan<char> start)
    {
        int end = start.IndexOfAny('\r', '\n');
        ReadOnlySpan<char> header = end < 0 ? start : start[..end];
        return header.TrimStart().StartsWith('|') ? '|' : header.Contains('\t') ? '\t' : header.Contains(',') ? ',' : header.Contains(';') ? ';' : header.Contains('|') ? '|' : ',';
    }
}
