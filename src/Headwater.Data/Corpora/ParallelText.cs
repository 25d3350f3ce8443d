using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>
/// Reads aligned text: two files PREFIX.LANGUAGE where line i of one belongs to line i of the other, or one file of pairs: .tsv (source, tab, target), .jsonl or
/// .parquet with {"source","target"}, {"translation":{"en","de"}} or {"en","de"}, .tmx, or gettext .po. All but Parquet may end in .gz or .zst.
/// A pair with a side that is empty or white space only is left out and counted: it can neither teach nor test.
/// </summary>
public static class ParallelText
{
    /// <summary>The pairs. Throws <see cref="FileNotFoundException"/> with all that was looked for, <see cref="InvalidDataException"/> for files that do not fit together.</summary>
    public static ImmutableArray<TextPair> Read(string prefixOrFile, string sourceLanguage, string targetLanguage) =>
        ReadAligned(prefixOrFile, sourceLanguage, targetLanguage).Pairs;

    /// <summary>The pairs with the count of those left out.</summary>
    public static AlignedText ReadAligned(string prefixOrFile, string sourceLanguage, string targetLanguage)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefixOrFile);
        ArgumentException.ThrowIfNullOrWhiteSpace(sourceLanguage);
        ArgumentException.ThrowIfNullOrWhiteSpace(targetLanguage);
        ImmutableArray<TextPair>.Builder pairs = ImmutableArray.CreateBuilder<TextPair>();
        int blank = 0;
        foreach (TextPair pair in Stream(prefixOrFile, sourceLanguage, targetLanguage))
        {
            if (string.IsNullOrWhiteSpace(pair.Source) || string.IsNullOrWhiteSpace(pair.Target)) blank++;
            else pairs.Add(pair);
        }

        if (pairs.Count == 0)
            throw new InvalidDataException($"{prefixOrFile} ({sourceLanguage}, {targetLanguage}) is empty; expected at least one pair with text on both sides.");
        return new AlignedText(pairs.DrainToImmutable(), blank);
    }

    /// <summary>Hash of the pairs, 64 hexadecimal digits; it does not depend on path, format or compression.</summary>
    public static string Fingerprint(string prefixOrFile, string sourceLanguage, string targetLanguage)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TextPair pair in ReadAligned(prefixOrFile, sourceLanguage, targetLanguage).Pairs)
        {
            Append(hash, pair.Source);
            Append(hash, pair.Target);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length)); // the length keeps "ab", "c" apart from "a", "bc"
        hash.AppendData(bytes);
    }

    /// <summary>The pairs one after another, blank ones among them, without holding them.</summary>
    public static IEnumerable<TextPair> Stream(string prefixOrFile, string source, string target)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefixOrFile);
        string kind = TextFile.Kind(prefixOrFile);
        if (!IsOneFile(prefixOrFile)) return Zip(prefixOrFile, source, target);
        string path = Find(prefixOrFile, TextFile.CompressedEndings.Contains(Path.GetExtension(prefixOrFile)) ? [prefixOrFile] : Candidates(prefixOrFile));
        return kind switch
        {
            ".tsv" => Columns(path),
            ".tmx" => TmxReader.Pairs(path, source, target),
            ".po" => GettextReader.Pairs(path),
            ".parquet" => ParquetPairs(path, source, target),
            _ => JsonPairs(path, source, target),
        };
    }

    /// <summary>Whether the name is that of one file of pairs rather than the common beginning of two aligned files.</summary>
    public static bool IsOneFile(string prefixOrFile) => TextFile.Kind(prefixOrFile) is ".tsv" or ".jsonl" or ".ndjson" or ".json" or ".tmx" or ".po" or ".parquet";

    private static IEnumerable<TextPair> Zip(string prefix, string source, string target)
    {
        string sourcePath = Find(prefix, Candidates($"{prefix}.{source}"));
        string targetPath = Find(prefix, Candidates($"{prefix}.{target}"));
        using IEnumerator<TextLine> sources = TextFile.Lines(sourcePath).GetEnumerator();
        using IEnumerator<TextLine> targets = TextFile.Lines(targetPath).GetEnumerator();
        long count = 0;
        while (true)
        {
            bool hasSource = sources.MoveNext(), hasTarget = targets.MoveNext();
            if (!hasSource && !hasTarget) yield break;
            if (hasSource != hasTarget)
            {
                long sourceLines = count + Remaining(sources, hasSource), targetLines = count + Remaining(targets, hasTarget);
                throw new InvalidDataException($"{sourcePath} has {sourceLines} lines and {targetPath} has {targetLines}; expected the same number, because line i of one belongs to line i of the other.");
            }

            count++;
            yield return new TextPair(sources.Current.Text, targets.Current.Text);
        }
    }

    private static long Remaining(IEnumerator<TextLine> lines, bool any)
    {
        long count = any ? 1 : 0;
        while (any && lines.MoveNext()) count++;
        return count;
    }

    private static IEnumerable<TextPair> Columns(string path)
    {
        foreach (TextLine line in TextFile.Lines(path))
        {
            string[] columns = line.Text.Split('\t');
            if (columns.Length == 1 && string.IsNullOrWhiteSpace(line.Text)) columns = ["", ""];
            if (columns.Length != 2)
                throw new InvalidDataException($"{path}({line.Number}): {columns.Length} tab-separated columns; expected 2, source and target.");
            yield return new TextPair(columns[0], columns[1]);
        }
    }

    private static IEnumerable<TextPair> JsonPairs(string path, string source, string target)
    {
        foreach (TextLine line in TextFile.Lines(path))
        {
            if (string.IsNullOrWhiteSpace(line.Text)) continue;
            using JsonDocument document = JsonRow.Parse(path, line);
            JsonElement row = document.RootElement;
            if (row.TryGetProperty("translation", out JsonElement translation) && translation.ValueKind == JsonValueKind.Object) row = translation;
            yield return Pair(row, source, target, path, line) ?? Pair(row, "source", "target", path, line) ?? throw new InvalidDataException(
                $"{path}({line.Number}): no pair; expected \"{source}\" and \"{target}\", alone or under \"translation\", or \"source\" and \"target\"; found {JsonRow.Keys(row)}.");
        }
    }

    private static IEnumerable<TextPair> ParquetPairs(string path, string source, string target)
    {
        IReadOnlyList<string> names = ParquetColumn.Names(path);
        string[]? columns = Array.Find([[$"translation.{source}", $"translation.{target}"], [source, target], ["source", "target"]], (string[] pair) => pair.All(names.Contains));
        if (columns is null)
            throw new InvalidDataException($"{path}: no columns of pairs; expected \"{source}\" and \"{target}\", alone or under \"translation\", or \"source\" and \"target\"; found {string.Join(", ", names.Select(name => $"\"{name}\""))}.");
        return ParquetColumn.Rows(path, columns).Select(row => new TextPair(row[0] ?? "", row[1] ?? ""));
    }

    private static TextPair? Pair(JsonElement row, string source, string target, string path, TextLine line) =>
        JsonRow.Text(row, source, path, line) is string from && JsonRow.Text(row, target, path, line) is string to ? new TextPair(from, to) : null;

    private static string[] Candidates(string path) => [.. TextFile.CompressedEndings.Select(ending => path + ending)];

    private static string Find(string wanted, string[] candidates) =>
        Array.Find(candidates, File.Exists)
        ?? throw new FileNotFoundException($"No parallel text at {wanted}: looked for {string.Join(", ", candidates)}.\nhint: give PREFIX of PREFIX.LANGUAGE files, or one .tsv, .jsonl, .parquet, .tmx or .po file.", candidates[0]);
}

/// <summary>Pairs in their order in the files, and how many were left out because a side was empty or white space only.</summary>
public sealed record AlignedText(ImmutableArray<TextPair> Pairs, int BlankPairs);

/// <summary>One example of a text-to-text task: what goes in and what should come out.</summary>
public readonly record struct TextPair(string Source, string Target);
