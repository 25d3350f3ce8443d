namespace Headwater.Studies.Tests;

/// <summary>Records written by hand in the layouts that SuperGLUE's files have; the keys are the kinds' names.</summary>
internal static class SuperGlueRecords
{
    public static readonly Dictionary<string, string> Lines = new()
    {
        ["boolq"] = """
            {"question": "does the ferry run in winter", "passage": "Ferry -- The ferry to the island runs from May to September only.", "idx": 0, "label": false}
            {"question": "is the island inhabited", "passage": "Island -- Forty people live on the island all the year round.", "idx": 1, "label": true}
            {"question": "can cars use the ferry", "passage": "Ferry -- It takes twenty cars and two lorries.", "idx": 2, "label": true}
            {"question": "is the ferry free", "passage": "Ferry -- A ticket costs four pounds.", "idx": 3, "label": false}

            """,
        ["cb"] = """
            {"premise": "A: Did it rain? B: I believe that it rained all night.", "hypothesis": "it rained all night", "label": "entailment", "idx": 0}
            {"premise": "A: So he sold it? B: No, I do not think he sold it.", "hypothesis": "he sold it", "label": "contradiction", "idx": 1}
            {"premise": "If the boat had been late we would have heard.", "hypothesis": "the boat was late", "label": "neutral", "idx": 2}
            {"premise": "They knew that the bridge was closed.", "hypothesis": "the bridge was closed", "label": "entailment", "idx": 3}

            """,
        ["copa"] = """
            {"premise": "The lamp went out.", "choice1": "The oil was used up.", "choice2": "The window was clean.", "question": "cause", "idx": 0, "label": 0}
            {"premise": "It began to snow.", "choice1": "The roses opened.", "choice2": "The road turned white.", "question": "effect", "idx": 1, "label": 1}
            {"premise": "The dog barked.", "choice1": "A stranger came to the gate.", "choice2": "The soup was cold.", "question": "cause", "idx": 2, "label": 0}
            {"premise": "She missed the train.", "choice1": "She took the next one.", "choice2": "She ate the ticket.", "question": "effect", "idx": 3, "label": 0}

            """,
        ["multirc"] = """
            {"idx": 0, "version": 1.1, "passage": {"text": "<b>Sent 1: </b>Ann took the ferry to the island.<br><b>Sent 2: </b>She met Bo and Cy there.<br>", "questions": [{"question": "Whom did Ann meet?", "sentences_used": [0, 1], "idx": 0, "answers": [{"text": "Bo", "idx": 0, "label": 1}, {"text": "The captain", "idx": 1, "label": 0}, {"text": "Cy", "idx": 2, "label": 1}]}, {"question": "How did Ann travel?", "sentences_used": [0], "idx": 1, "answers": [{"text": "By train", "idx": 3, "label": 0}, {"text": "By ferry", "idx": 4, "label": 1}]}]}}

            """,
        ["record"] = """
            {"source": "Daily mail", "idx": 0, "passage": {"text": "Ann Lee bought the old mill from Bo Stone.\n@highlight\nStone had owned it for years\n@highlight\nAnn will grind flour", "entities": [{"start": 0, "end": 6}, {"start": 33, "end": 40}, {"start": 54, "end": 58}, {"start": 94, "end": 96}]}, "qas": [{"query": "@placeholder is the new owner of the mill", "answers": [{"start": 0, "end": 6, "text": "Ann Lee"}, {"start": 94, "end": 96, "text": "Ann"}], "idx": 0}, {"query": "The mill was sold by @placeholder", "answers": [{"start": 33, "end": 40, "text": "Bo Stone"}], "idx": 1}]}

            """,
        ["rte"] = """
            {"premise": "The museum opened in 1902 and closed in 1950.", "hypothesis": "The museum closed in 1950.", "label": "entailment", "idx": 0}
            {"premise": "Ann sold bread at the market.", "hypothesis": "Ann sold fish.", "label": "not_entailment", "idx": 1}
            {"premise": "The river froze in January.", "hypothesis": "The river froze.", "label": "entailment", "idx": 2}
            {"premise": "A new bridge is planned.", "hypothesis": "The bridge was built last year.", "label": "not_entailment", "idx": 3}

            """,
        ["wic"] = """
            {"word": "bank", "sentence1": "They sat on the bank of the river.", "sentence2": "The bank lent him money.", "idx": 0, "label": false, "start1": 16, "start2": 4, "end1": 20, "end2": 8, "version": 1.1}
            {"word": "bed", "sentence1": "Come to bed.", "sentence2": "He made the bed.", "idx": 1, "label": true, "start1": 8, "start2": 12, "end1": 11, "end2": 15, "version": 1.1}
            {"word": "light", "sentence1": "The light is green.", "sentence2": "A light bag.", "idx": 2, "label": false, "start1": 4, "start2": 2, "end1": 9, "end2": 7, "version": 1.1}
            {"word": "run", "sentence1": "They run a shop.", "sentence2": "She runs the hotel.", "idx": 3, "label": true, "start1": 5, "start2": 4, "end1": 8, "end2": 8, "version": 1.1}

            """,
    };

    /// <summary>Writes every task's records as its training, validation and test file.</summary>
    public static void Write(TemporaryFolder folder)
    {
        foreach ((string kind, string lines) in Lines)
            folder.Write($"{kind}/train.jsonl", lines);
    }
}
