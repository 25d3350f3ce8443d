using System.Text.Json.Nodes;
using Headwater.Phrasebook;
using static Headwater.Studies.SchemaParts;

namespace Headwater.Studies;

/// <summary>The schema of a corpus.</summary>
internal static class CorpusSchema
{
    public static JsonObject Corpus() => Either("Files of text, or generated phrases.",
        Section("A corpus of files.",
        [
            ("path", Text("A file, or a pattern with *, ? and **: .txt, .jsonl or .parquet, plain, .gz or .zst. Relative to the study file.")),
            ("column", Text("The property or column that contains the document; text by default.")),
            ("attributes", Texts("Folders of attributes in Dolma's layout.")),
            ("include", Texts("Conditions that a document must meet, such as gopher__score >= 0.5.")),
            ("exclude", Texts("Conditions that remove a document.")),
            ("broken", Number("The largest share of broken records; broken records are skipped and counted.", NumberRange.Share, 0.001)),
            ("language", Text("Two-letter code of the language.")),
            .. Cleaning(),
        ], "path"),
        Section("A corpus that the phrasebook generates.",
        [
            ("generate", Choice("The generator.", null, [GeneratedTaskSpec.Phrasebook])),
            ("phrases", Count("How many phrases.", standard: 200_000)),
            ("topics", Topics()),
            ("language", Language()),
            .. Cleaning(),
        ], "generate", "language"));

    public static JsonObject Language() => Choice("A language of the phrasebook.", null, PhraseGenerator.Languages);

    public static JsonObject Topics() => OneOrMore("What phrases are about; everything by default.", () => Choice("A topic.", null, PhraseGenerator.Topics));

    public static JsonObject Texts(string about) => OneOrMore(about, () => Text("Text."));

    private static IEnumerable<(string Key, JsonObject Value)> Cleaning() =>
    [
        ("unicode", Choice("The Unicode normalisation of documents.", "as-is", ["as-is", "nfc", "nfkc"])),
        ("duplicates", Choice("Which duplicates are removed.", "keep", ["keep", "exact", "near"])),
        ("min-characters", Count("Shorter documents are removed.", 0, standard: 0)),
        ("max-characters", Count("Longer documents are removed.")),
        ("only-language", Flag("Whether documents in another language are removed.", false)),
        ("decontaminate", Flag("Whether documents with a test sentence are removed. Of generated corpora, the default is true only if a task comes from files.", true)),
    ];
}
