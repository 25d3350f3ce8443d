using System.Text.Json.Nodes;
using Parquet.Schema;

namespace Headwater.Data;

/// <summary>
/// Puts rows together from columns (Melnik et al. 2010, "Dremel: Interactive Analysis of Web-Scale Datasets", section 4.3). Levels are counted on the way down: each field that can be null, and each that
/// repeats, defines one more; a list of Parquet is a field that can be null and inside it one that repeats.
/// </summary>
internal static class ParquetAssembly
{
    /// <param name="fields">The schema's fields at the top.</param>
    /// <param name="leaves">Their columns, in the order of the schema.</param>
    /// <param name="count">Rows.</param>
    public static IEnumerable<JsonObject> Rows(IReadOnlyList<Field> fields, ParquetLeaf[] leaves, int count)
    {
        Entries[] next = [.. leaves.Select(leaf => new Entries(leaf, 0, 0))];
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < next.Length; i++) next[i] = next[i].Next(0);
            yield return Object(fields, next, new Levels(0, 0));
        }
    }

    private static JsonObject Object(IReadOnlyList<Field> fields, ReadOnlySpan<Entries> spans, Levels levels)
    {
        JsonObject members = [];
        foreach (Field field in fields)
        {
            int leaves = Leaves(field);
            members[field.Name] = Node(field, spans[..leaves], levels);
            spans = spans[leaves..];
        }

        return members;
    }

    private static JsonNode? Node(Field field, ReadOnlySpan<Entries> spans, Levels above)
    {
        Levels own = field.IsNullable ? above.Defined() : above;
        if (field is DataField { IsArray: true }) return Array(spans, above.Repeated(), static (item, _) => item[0].Value, field);
        if (field is DataField) return spans[0].Value;
        if (spans[0].Definition < own.Definition) return null;
        return field switch
        {
            StructField structure => Object(structure.Fields, spans, own),
            ListField list => Array(spans, own.Repeated(), (item, levels) => Node(list.Item, item, levels), field),
            MapField map => Array(spans, own.Repeated(), (item, levels) => Object([map.Key, map.Value], item, levels), field),
            _ => throw new InvalidDataException($"the column \"{field.Name}\" is nested in a way that is not read"),
        };
    }

    private delegate JsonNode? Item(ReadOnlySpan<Entries> spans, Levels levels);

    private static JsonArray Array(ReadOnlySpan<Entries> spans, Levels levels, Item item, Field field)
    {
        JsonArray items = [];
        if (spans[0].Definition < levels.Definition) return items;
        Entries[] parts = [.. spans.ToArray().Select(span => span.First(levels.Repetition))];
        while (true)
        {
            items.Add(item(parts, levels));
            if (parts[0].End == spans[0].End) return items;
            for (int i = 0; i < parts.Length; i++)
            {
                if (parts[i].End >= spans[i].End) throw new InvalidDataException($"the columns of \"{field.Name}\" have lists of different lengths");
                parts[i] = parts[i].Next(levels.Repetition);
            }
        }
    }

    private static int Leaves(Field field) => field switch
    {
        StructField structure => structure.Fields.Sum(Leaves),
        ListField list => Leaves(list.Item),
        MapField map => Leaves(map.Key) + Leaves(map.Value),
        _ => 1,
    };

    /// <summary>What the fields so far define and repeat.</summary>
    private readonly record struct Levels(int Definition, int Repetition)
    {
        public Levels Defined() => this with { Definition = Definition + 1 };

        public Levels Repeated() => new(Definition + 1, Repetition + 1);
    }

    /// <summary>Entries of a column that belong to one value.</summary>
    private readonly record struct Entries(ParquetLeaf Leaf, int Start, int End)
    {
        public int Definition => Leaf.Definition(Start);

        public JsonNode? Value => Leaf.Value(Start);

        /// <summary>The first part of it, up to where something repeats at a level or above.</summary>
        public Entries First(int repetition) => new Entries(Leaf, Start, Start).Next(repetition);

        /// <summary>The part behind it.</summary>
        public Entries Next(int repetition)
        {
            if (End >= Leaf.Count) throw new InvalidDataException("a column has fewer rows than the file");
            int end = End + 1;
            while (end < Leaf.Count && Leaf.Repetition(end) > repetition) end++;
            return new Entries(Leaf, End, end);
        }
    }
}
