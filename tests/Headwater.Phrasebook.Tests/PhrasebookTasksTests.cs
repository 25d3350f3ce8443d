using Headwater.Data;

namespace Headwater.Phrasebook.Tests;

public sealed class PhrasebookTasksTests
{
    private const int Many = 2000;

    public static TheoryData<PhrasebookTask, string> EveryTaskAndLanguage
    {
        get
        {
            TheoryData<PhrasebookTask, string> rows = [];
            foreach (PhrasebookTask task in Enum.GetValues<PhrasebookTask>())
                foreach (string language in PhraseGenerator.Languages) rows.Add(task, language);
            return rows;
        }
    }

    public static TheoryData<string> EveryLanguage => [.. PhraseGenerator.Languages];

    [Theory]
    [MemberData(nameof(EveryTaskAndLanguage))]
    public void Examples_ManyDrawn_AreDistinctAndHaveNoEmptyField(PhrasebookTask task, string language)
    {
        PassageExample[] examples = [.. Draw(task, language)];

        Assert.Equal(Many, examples.Select(example => (example.Passage, example.Question, example.Answer)).Distinct().Count());
        Assert.All(examples, example =>
        {
            string[] fields = [example.Passage, example.Answer, .. example.Choices, example.Question ?? "none"];
            Assert.All(fields, field => Assert.Equal(field.Trim(), field));
            Assert.DoesNotContain("", fields);
            Assert.Equal(task == PhrasebookTask.Summary, example.Question is null);
        });
    }

    [Theory]
    [MemberData(nameof(EveryTaskAndLanguage))]
    public void Examples_SameSeed_AreTheSame(PhrasebookTask task, string language)
    {
        string[] one = [.. Draw(task, language).Take(500).Select(Text)];

        Assert.Equal(one, Draw(task, language).Take(500).Select(Text));
        Assert.Empty(one.Intersect(Draw(task, language, seed: 12).Take(500).Select(Text)));
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Questions_Answers_StandInTheirPassages(string language)
    {
        foreach (PassageExample example in Draw(PhrasebookTask.Questions, language))
        {
            Assert.Contains(example.Answer, example.Passage, StringComparison.Ordinal);
            Assert.EndsWith("?", example.Question, StringComparison.Ordinal);
            Assert.Empty(example.Choices);
            Assert.Null(example.Right);
        }
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Questions_OfThePassagesOtherSentence_AreOthersWithOtherAnswers(string language)
    {
        Grammar grammar = PhraseGenerator.GrammarOf(language);
        foreach (Passage passage in new PassageSampler(PhrasebookSplit.Train, seed: 5, []).Draw().Take(Many))
        {
            Fact asked = passage.Fact(grammar);
            Fact twin = passage.Matter.In(grammar, passage.Twin);

            Assert.NotEqual(asked.Question, twin.Question);
            Assert.NotEqual(asked.Answer, twin.Answer);
        }
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void MultipleChoice_Choices_AreFourWithTheRightOneInEveryPlaceAlike(string language)
    {
        int[] places = new int[4];
        int withAnotherFromThePassage = 0;
        foreach (PassageExample example in Draw(PhrasebookTask.MultipleChoice, language))
        {
            Assert.Equal(4, example.Choices.Distinct().Count());
            Assert.Single(example.Choices, choice => choice == example.Answer);
            Assert.Contains(example.Answer, example.Passage, StringComparison.Ordinal);
            places[example.Right!.Value]++;
            if (example.Choices.Count(choice => example.Passage.Contains(choice, StringComparison.Ordinal)) > 1) withAnotherFromThePassage++;
        }

        Assert.All(places, count => Assert.Equal(Many / 4, count));
        Assert.InRange(withAnotherFromThePassage, 0.98 * Many, Many); // all but numbers that agree with nouns of two genders: "vingt et un", "vingt et une"
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Entailment_Answers_AreHalfYesAndHalfNo(string language)
    {
        Grammar grammar = PhraseGenerator.GrammarOf(language);
        PassageExample[] examples = [.. Draw(PhrasebookTask.Entailment, language)];

        Assert.Equal(Many / 2, examples.Count(example => example.Answer == grammar.Yes));
        Assert.Equal(Many / 2, examples.Count(example => example.Answer == grammar.No));
        Assert.All(examples, example => Assert.Equal([grammar.Yes, grammar.No], example.Choices));
        Assert.All(examples, example => Assert.EndsWith(".", example.Question, StringComparison.Ordinal));
    }

    [Fact]
    public void Entailment_HalfOfTheFalseOnes_HaveAValueOfThePassage()
    {
        PassageSampler sampler = new(PhrasebookSplit.Train, SplitMix.Mix(11, (ulong)PhrasebookTask.Entailment + 1), []);
        Grammar grammar = PhraseGenerator.GrammarOf("en");
        (PassageExample Example, Passage Passage)[] wrong =
            [.. Draw(PhrasebookTask.Entailment, "en").Zip(sampler.Draw()).Where(pair => pair.First.Answer == "no")];

        int near = wrong.Count(pair => pair.Example.Question == Grammar.StatementOf(pair.Passage.Matter.In(grammar, pair.Passage.Wrong[0])));

        Assert.InRange(near, 0.42 * wrong.Length, 0.58 * wrong.Length); // 1,000 draws of a half: five standard errors
    }

    [Fact]
    public void Entailment_Statements_AreTrueWhereTheAnswerIsYes()
    {
        // The passages of the task again, drawn with its own key: the statement is the asked fact or one of those that the passage does not say.
        Grammar grammar = PhraseGenerator.GrammarOf("en");
        PassageSampler sampler = new(PhrasebookSplit.Train, SplitMix.Mix(11, (ulong)PhrasebookTask.Entailment + 1), []);
        foreach ((PassageExample example, Passage passage) in Draw(PhrasebookTask.Entailment, "en").Zip(sampler.Draw()))
        {
            Assert.Equal(passage.In(grammar), example.Passage);
            Assert.Equal(example.Answer == "yes", example.Question == Grammar.StatementOf(passage.Fact(grammar)));
        }
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Summary_Lines_AreSentencesShorterThanTheirPassages(string language)
    {
        foreach (PassageExample example in Draw(PhrasebookTask.Summary, language))
        {
            Assert.True(example.Answer.Length < 0.9 * example.Passage.Length, $"{example.Passage}\n{example.Answer}");
            Assert.DoesNotContain('\n', example.Answer);
            Assert.True(char.IsUpper(example.Answer[0]) && example.Answer[^1] == '.', example.Answer);
        }
    }

    [Fact]
    public void Draw_ManyPassages_ShareNoSentenceBetweenSplits()
    {
        HashSet<string> seen = [];
        Grammar grammar = PhraseGenerator.GrammarOf("en");
        foreach (PhrasebookSplit split in Enum.GetValues<PhrasebookSplit>())
        {
            string[] sentences = [.. new PassageSampler(split, seed: 6, []).Draw().Take(Many)
                .SelectMany(passage => passage.Sentences.Select(meaning => meaning.In(grammar))).Distinct()];
            Assert.All(sentences, sentence => Assert.True(seen.Add(sentence), sentence));
        }
    }

    [Fact]
    public void Draw_AllLanguages_SayTheSame()
    {
        string[][] answers = [.. PhraseGenerator.Languages.Select(language =>
            Draw(PhrasebookTask.MultipleChoice, language).Take(200).Select(example => $"{example.Right}").ToArray())];

        Assert.All(answers, one => Assert.Equal(answers[0], one));
    }

    [Theory]
    [InlineData(PhrasebookSplit.Train)]
    [InlineData(PhrasebookSplit.Validation)]
    [InlineData(PhrasebookSplit.Test)]
    public void Count_OfEachSplit_IsAboveAHundredThousand(PhrasebookSplit split) =>
        Assert.True(PhrasebookTasks.Count(split) >= 100_000, $"{PhrasebookTasks.Count(split)}");

    [Fact]
    public void Examples_OfOneTopicToItsEnd_AreDistinctAndMoreThanCounted()
    {
        string[] topic = ["family"];
        string[] all = [.. PhrasebookTasks.Examples(PhrasebookTask.Questions, "en", PhrasebookSplit.Test, seed: 1, topic).Select(Text)];

        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.InRange(all.Length, PhrasebookTasks.Count(PhrasebookSplit.Test, topic), 4 * PhrasebookTasks.Count(PhrasebookSplit.Test, topic));
    }

    [Fact]
    public void Examples_HundredThousandDrawn_AreDistinct() =>
        Assert.Equal(100_000, PhrasebookTasks.Examples(PhrasebookTask.Questions, "ro", PhrasebookSplit.Test, seed: 2)
            .Take(100_000).Select(example => (example.Passage, example.Question)).Distinct().Count());

    [Fact]
    public void Examples_UnknownLanguage_ThrowsAtOnce() =>
        Assert.Throws<ArgumentException>(() => PhrasebookTasks.Examples(PhrasebookTask.Summary, "xx", PhrasebookSplit.Train, seed: 1));

    [Fact]
    public void Examples_UndefinedTask_ListsTheTasks()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => PhrasebookTasks.Examples((PhrasebookTask)9, "en", PhrasebookSplit.Train, seed: 1));

        Assert.StartsWith("Expected one of Questions, MultipleChoice, Entailment, Summary.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        PhrasebookTask.Questions, "en",
        "The train from Athens to Berne is fifty-seven minutes late because of the strike. My mother thinks that the peaches from our garden are better than the bananas from Spain. Anna is travelling to Norway by bicycle for 9 days in April. My friends are travelling to England by bicycle for eight months in December.",
        "Where is Anna travelling in April? | to Norway")]
    [InlineData(
        PhrasebookTask.Questions, "de",
        "Wegen des Streiks hat der Zug von Athen nach Bern siebenundfünfzig Minuten Verspätung. Meine Mutter findet, dass die Pfirsiche aus unserem Garten besser sind als die Bananen aus Spanien. Im April reist Anna für 9 Tage mit dem Fahrrad nach Norwegen. Im Dezember reisen meine Freunde für acht Monate mit dem Fahrrad nach England.",
        "Wohin reist Anna im April? | nach Norwegen")]
    [InlineData(
        PhrasebookTask.Questions, "fr",
        "Le train d'Athènes à Berne a cinquante-sept minutes de retard à cause de la grève. Ma mère trouve que les pêches de notre jardin sont meilleures que les bananes d'Espagne. En avril, Anna part en Norvège à vélo pour 9 jours. En décembre, mes amis partent en Angleterre à vélo pour huit mois.",
        "Où Anna part-elle en avril ? | en Norvège")]
    [InlineData(
        PhrasebookTask.Questions, "ro",
        "Trenul de la Atena la Berna are cincizeci și șapte de minute întârziere din cauza grevei. După părerea mamei mele, piersicile din grădina noastră sunt mai bune decât bananele din Spania. În aprilie Ana pleacă cu bicicleta în Norvegia pentru 9 zile. În decembrie prietenii mei pleacă cu bicicleta în Anglia pentru opt luni.",
        "Unde pleacă Ana în aprilie? | în Norvegia")]
    [InlineData(
        PhrasebookTask.MultipleChoice, "en",
        "The tower in Lisbon is open from 9:30 to 19:40, but it is closed on Thursdays. The teacher is ordering 29 simple lamps. Last Wednesday it was twenty-two degrees in Paris and minus four degrees in Warsaw. My wife is buying 7 pretty blankets.",
        "How many pretty blankets is my wife buying? | 7 | 29 | 12 | 4 | 7")]
    [InlineData(
        PhrasebookTask.MultipleChoice, "de",
        "Der Turm in Lissabon ist von 9.30 Uhr bis 19.40 Uhr geöffnet, aber donnerstags bleibt er geschlossen. Der Lehrer bestellt 29 einfache Lampen. Letzten Mittwoch lag die Temperatur in Paris bei zweiundzwanzig Grad und in Warschau bei minus vier Grad. Meine Frau kauft 7 hübsche Decken.",
        "Wie viele hübsche Decken kauft meine Frau? | 7 | 29 | 12 | 4 | 7")]
    [InlineData(
        PhrasebookTask.MultipleChoice, "fr",
        "La tour de Lisbonne est ouverte de 9 h 30 à 19 h 40, mais elle est fermée le jeudi. Le professeur commande 29 lampes simples. Mercredi dernier, il faisait vingt-deux degrés à Paris et moins quatre degrés à Varsovie. Ma femme achète 7 jolies couvertures.",
        "Combien de jolies couvertures ma femme achète-t-elle ? | 7 | 29 | 12 | 4 | 7")]
    [InlineData(
        PhrasebookTask.MultipleChoice, "ro",
        "Turnul din Lisabona este deschis de la ora 9:30 la ora 19:40, dar joia este închis. Profesorul comandă 29 de lămpi simple. Miercurea trecută au fost douăzeci și două de grade la Paris și minus patru grade la Varșovia. Soția mea cumpără 7 pături drăguțe.",
        "Câte pături drăguțe cumpără soția mea? | 7 | 29 | 12 | 4 | 7")]
    [InlineData(
        PhrasebookTask.Entailment, "en",
        "My niece thinks that the peaches from the market are riper than the bananas from the supermarket. The lecture at the museum has been moved from Friday to Wednesday at 11:10. The play at the restaurant has been moved from Wednesday to Monday at 13:20. On Sunday evening the teacher is going to the new pharmacy by car.",
        "The lecture at the museum has been moved to Wednesday. | yes | yes | no")]
    [InlineData(
        PhrasebookTask.Entailment, "de",
        "Meine Nichte findet, dass die Pfirsiche vom Markt reifer sind als die Bananen aus dem Supermarkt. Der Vortrag im Museum wurde von Freitag auf Mittwoch um 11.10 Uhr verschoben. Das Theaterstück im Restaurant wurde von Mittwoch auf Montag um 13.20 Uhr verschoben. Am Sonntagabend fährt der Lehrer mit dem Auto zur neuen Apotheke.",
        "Der Vortrag im Museum wurde auf Mittwoch verschoben. | ja | ja | nein")]
    [InlineData(
        PhrasebookTask.Entailment, "fr",
        "Ma nièce trouve que les pêches du marché sont plus mûres que les bananes du supermarché. La conférence au musée a été reportée de vendredi à mercredi à 11 h 10. La pièce de théâtre au restaurant a été reportée de mercredi à lundi à 13 h 20. Dimanche soir, le professeur va à la nouvelle pharmacie en voiture.",
        "La conférence au musée a été reportée à mercredi. | oui | oui | non")]
    [InlineData(
        PhrasebookTask.Entailment, "ro",
        "După părerea nepoatei mele, piersicile de la piață sunt mai coapte decât bananele de la supermarket. Conferința de la muzeu a fost mutată de vineri pe miercuri la ora 11:10. Piesa de teatru de la restaurant a fost mutată de miercuri pe luni la ora 13:20. Duminică seară profesorul merge la farmacia nouă cu mașina.",
        "Conferința de la muzeu a fost mutată pe miercuri. | da | da | nu")]
    [InlineData(
        PhrasebookTask.Summary, "en",
        "My brother still has to iron 6 shirts by the 31st of May. The train to Venice leaves from platform thirteen at 7:05. Last Wednesday my parents made a dessert with apples and oranges for seven guests. The train to Prague leaves from platform five at 11:24.",
        "The train to Venice leaves at 7:05, and the train to Prague leaves at 11:24.")]
    [InlineData(
        PhrasebookTask.Summary, "de",
        "Bis zum 31. Mai muss mein Bruder noch 6 Hemden bügeln. Der Zug nach Venedig fährt um 7.05 Uhr von Gleis dreizehn ab. Letzten Mittwoch haben meine Eltern für sieben Gäste einen Nachtisch mit Äpfeln und Orangen gemacht. Der Zug nach Prag fährt um 11.24 Uhr von Gleis fünf ab.",
        "Der Zug nach Venedig fährt um 7.05 Uhr ab und der Zug nach Prag fährt um 11.24 Uhr ab.")]
    [InlineData(
        PhrasebookTask.Summary, "fr",
        "Mon frère doit encore repasser 6 chemises d'ici au 31 mai. Le train pour Venise part à 7 h 05 du quai treize. Mes parents ont fait un dessert avec des pommes et des oranges pour sept invités mercredi dernier. Le train pour Prague part à 11 h 24 du quai cinq.",
        "Le train pour Venise part à 7 h 05 et le train pour Prague part à 11 h 24.")]
    [InlineData(
        PhrasebookTask.Summary, "ro",
        "Fratele meu mai are de călcat 6 cămăși până pe 31 mai. Trenul spre Veneția pleacă la ora 7:05 de la linia treisprezece. Miercurea trecută părinții mei au făcut un desert cu mere și portocale pentru șapte invitați. Trenul spre Praga pleacă la ora 11:24 de la linia cinci.",
        "Trenul spre Veneția pleacă la ora 7:05, iar trenul spre Praga pleacă la ora 11:24.")]
    public void Examples_FirstOne_NeverChanges(PhrasebookTask task, string language, string passage, string rest)
    {
        PassageExample first = Draw(task, language).First();

        Assert.Equal(passage, first.Passage);
        Assert.Equal(rest, string.Join(" | ", new[] { first.Question, first.Answer }.Concat(first.Choices).Where(part => part is not null)));
    }

    private static IEnumerable<PassageExample> Draw(PhrasebookTask task, string language, ulong seed = 11) =>
        PhrasebookTasks.Examples(task, language, PhrasebookSplit.Train, seed).Take(Many);

    private static string Text(PassageExample example) =>
        $"{example.Passage}\n{example.Question}\n{string.Join(" | ", example.Choices)}\n{example.Answer}";
}
