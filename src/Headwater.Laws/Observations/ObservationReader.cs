using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Turns the cells of a table into observations and collects every fault on the way, each with its file and line.</summary>
internal sealed class ObservationReader
{
    private const int FaultsShown = 20;
    private const int HintsShown = 3;
    private const int SeriesShown = 3;
    private const double MostPercent = 100;
    private const double RateRoundingInPercent = 2;

    // Short names that people give to two of them; one letter may be wrong, missing or too many.
    private static readonly Dictionary<string, string> OtherNames = new() { ["tokens"] = "pretraining_tokens", ["mixture"] = "pretraining_data", ["dataset"] = "pretraining_data", ["recipe"] = "pretraining_data", ["corpus"] = "pretraining_data" };

    private static readonly string[] NeededByName = ["pretraining_tokens", "pretraining_data", "finetuning_examples", "finetuning_tokens", "finetuning_data", "parameters"];

    private readonly RawTable _raw;
    private readonly ColumnMap _columns;
    private readonly List<(string File, int Line, string Text)> _faults = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly int[] _seeds;
    private readonly List<(string Name, int Index)> _others;
    private readonly List<KeyValuePair<string, double>> _found = [];
    private readonly List<KeyValuePair<string, string>> _foundTexts = [];
    private readonly PercentSigns _percentages = new();
    private int _withError;
    private readonly List<(string File, int Line, string Text)> _ratesAboveOne = [];
    private ImmutableSortedDictionary<string, double> _rates = Observation.NoNumbers;
    private ImmutableSortedDictionary<string, double> _extra = Observation.NoNumbers;
    private ImmutableSortedDictionary<string, string> _labels = Observation.NoTexts;

    private ObservationReader(RawTable raw)
    {
        _raw = raw;
        _columns = new(raw.Columns, raw.Melted);
        _seeds = [.. _columns.Unknown.Where(column => SideColumns.IsSeed(column.Name)).Select(column => column.Index)];
        _others = [.. _columns.Unknown.Where(column => !SideColumns.IsSeed(column.Name))];
    }

    /// <summary>The table in a raw one.</summary>
    /// <exception cref="InvalidDataException">There are faults.</exception>
    public static ObservationTable Read(RawTable raw)
    {
        ObservationReader reader = new(SynonymColumns.Of(WideTable.Of(raw)));
        ObservationTable table = reader.ReadTable();
        return reader._faults.Count == 0 ? table : throw new InvalidDataException(reader.Message());
    }

    private ObservationTable ReadTable()
    {
        CheckHeader();
        CheckSpelling();
        bool understood = _faults.Count == 0;
        List<Observation> rows = [];
        List<RowPlace> places = [];
        foreach (RawRow row in _raw.Rows)
        {
            int before = _faults.Count;
            Observation? observation = row.Fault is null && understood ? ReadRow(row) : null;
            if (row.Fault is not null)
            {
                _faults.Add((row.File, row.Line, row.Fault));
            }

            if (observation is not null && _faults.Count == before)
            {
                rows.Add(observation);
                places.Add(new(row.File, row.Line));
            }
        }

        if (!understood)
        {
            return new([]);
        }

        int read = rows.Count;
        (rows, string[] rates) = RatesAsShares(rows);
        (rows, string[] turned) = LogLikelihoods.Turn(rows);
        (rows, string[] errors) = ErrorUnits.Of(rows);
        (rows, string[] checkpoints) = CheckpointNames.Join(rows);
        string[] unknown = [.. _columns.Unknown.Select(column => column.Name)];
        _faults.AddRange(LogRestarts.Of(rows, places, unknown).Select(restart => (places[restart.Index].File, places[restart.Index].Line, restart.Text)));
        ResumedLogs logs = ResumedLogs.Of(rows, places, unknown);
        if (logs.Kept.Length < rows.Count)
        {
            rows = [.. logs.Kept.Select(index => rows[index])];
            places = [.. logs.Kept.Select(index => places[index])];
        }

        MixedUnits mixed = MixedUnits.Of(rows, places);
        bool isUnknown = mixed.LeftOut.Length > 0 && mixed.LeftOut.Length == rows.Count;
        if (isUnknown)
        {
            _faults.AddRange(mixed.Reasons.Select(reason => (places[mixed.LeftOut[0]].File, places[mixed.LeftOut[0]].Line, reason)));
        }
        else if (mixed.LeftOut.Length > 0)
        {
            HashSet<int> left = [.. mixed.LeftOut];
            places = [.. places.Where((_, index) => !left.Contains(index))];
            rows = [.. rows.Where((_, index) => !left.Contains(index))];
        }

        (rows, string[] shares) = SharesOfAnswers.Of(rows);
        (rows, ImmutableArray<string> ofSeeds) = SeedSizes.Of(rows);
        DuplicateRows duplicates = DuplicateRows.Of(rows, places);
        _faults.AddRange(duplicates.Clashes.Select(clash => (places[clash.Second].File, places[clash.Second].Line,
            $"{Replicates.Describe(rows[clash.First], rows[clash.Second])} ({places[clash.First].From(places[clash.Second])} has the other). Delete one of the two rows, or add a column that distinguishes them{Strangers()}.")));
        return new(duplicates.Kept)
        {
            Checked = duplicates.Kept,
            UnknownColumns = [.. unknown],
            RowsRead = read,
            Ignored = [.. _raw.Ignored, .. mixed.LeftOut.IsEmpty ? [] : new[] { $"{mixed.LeftOut.Length} rows of {mixed.Reasons.Length} series whose unit is not known" }],
            Assumed = [.. _raw.Assumed, .. rates, .. turned, .. errors, .. shares, .. checkpoints, .. _percentages.Assumed, .. _withError == 0 ? [] : new[] { $"the number behind ± or in brackets, in {_withError} {(_withError == 1 ? "value" : "values")}, is the standard error" }, .. ofSeeds, .. ComputeIdentity.Of(rows)],
            Warnings = [.. _raw.Warnings, .. CheckpointNames.EachAlone(rows) is { } alone ? [alone] : Array.Empty<string>(), .. Shown(mixed.Reasons), .. logs.Warnings, .. BenchmarksAsData(rows), .. AlikeButForCase(rows), .. duplicates.Warnings, .. UnitChecks.Of(rows, places)],
        };
    }

    // A column dataset usually says what a model was pretrained on, but some write what it was evaluated on.
    private IEnumerable<string> BenchmarksAsData(List<Observation> rows)
    {
        string? column = Array.Find([.. _raw.Columns], name => name.Equals("dataset", StringComparison.OrdinalIgnoreCase));
        string[] names = column is null ? [] : [.. rows.Select(row => row.PretrainingData).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (names.Length > 0 && Array.TrueForAll(names, GuessingLevels.IsBenchmark))
        {
            yield return $"The column {column} is read as the pretraining data, but {Listing.And([.. names.Take(3)])} {(names.Length == 1 ? "is a benchmark" : "are benchmarks")}.\nhint: if models were evaluated on them, --set \"task={{{column}}}\" and --set \"pretraining_data={{COLUMN}}\" with the column that names the recipes.";
        }
    }

    // Names that differ in nothing but case, spaces and hyphens are mostly one mixture, written twice; joining them is not ours to decide.
    private static IEnumerable<string> AlikeButForCase(List<Observation> rows)
    {
        string[] alike = [.. rows.Select(row => row.PretrainingData).OfType<string>().Distinct(StringComparer.Ordinal)
            .GroupBy(name => string.Join('_', name.ToLowerInvariant().Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries)), StringComparer.Ordinal).Where(names => names.Count() > 1)
            .Select(names => Listing.And([.. names.Order(StringComparer.Ordinal)]))];
        if (alike.Length > 0)
        {
            yield return $"{string.Join("; ", alike.Take(SeriesShown))}{(alike.Length > SeriesShown ? $"; and {alike.Length - SeriesShown} more groups of names" : "")} differ only in case or spaces, and count as different mixtures.\nhint: write them alike where they are one.";
        }
    }

    private static IEnumerable<string> Shown(ImmutableArray<string> reasons) =>
        reasons.Length <= SeriesShown ? reasons : reasons.Take(SeriesShown).Append($"{reasons.Length - SeriesShown} more series mix units and are left out.");

    private void CheckHeader()
    {
        foreach (IGrouping<string, string> same in _raw.Columns.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            _faults.Add((_raw.Name, 1, $"the header names the column {same.Key} {same.Count()} times ({string.Join(" and ", PlacesOf(same.Key))}); expected each name once.\nhint: delete or rename one of the columns."));
        }

        foreach (string needed in new[] { "metric", "value" })
        {
            if (_columns[needed] < 0 && _raw.Columns.Length > 0)
            {
                _faults.Add((_raw.Name, 1, $"there is no column {needed}; found {string.Join(", ", _raw.Columns.Where(name => name.Length > 0))}. {Remedy(needed)}"));
                break;
            }
        }
    }

    // A misspelt name of a column that is needed to tell scales apart would let rows of different scales be averaged.
    private void CheckSpelling()
    {
        string[] missing = [.. NeededByName.Where(name => _columns[name] < 0)];
        foreach ((string name, _) in _columns.Unknown.Where(column => !column.Name.Any(char.IsDigit) && !column.Name.Contains("steps", StringComparison.OrdinalIgnoreCase)))
        {
            if ((NearestName.To(name, missing) ?? OtherNames.FirstOrDefault(other => missing.Contains(other.Value) && NearestName.IsOneEditAway(name, other.Key)).Value) is { } meant)
            {
                _faults.Add((_raw.Name, 1, $"the column {name} is not known, and there is no column {meant}. Is it misspelt?\nhint: name the column {meant}, or use --set \"{meant}={{{name}}}\"; give it another name if it is something else."));
            }
        }
    }

    private IEnumerable<string> PlacesOf(string column) => Enumerable.Range(0, _raw.Columns.Length).Where(index => _raw.Columns[index].Equals(column, StringComparison.OrdinalIgnoreCase)).Select(index => $"column {index + 1}");

    // A table may have a column for each metric, under names nobody can know, or values whose metric goes without saying.
    private string Remedy(string needed)
    {
        RawRow[] rows = [.. (_raw.Rows as IReadOnlyCollection<RawRow> ?? []).Where(row => row.Fault is null)];
        string[] strangers = [.. _columns.Unknown.Where(column => Array.TrueForAll(rows, row => row[column.Index] is not { } cell || Cells.LooksNumeric(cell))).Select(column => column.Name).OrderBy(TaskMetric.IsMean)];   // stable: means stand last
        string melted = strangers.Length > 2 ? "; if they are recipes or scales, write a row for each of their values instead, as pandas' melt does" : "";
        return needed == "metric" && _columns["value"] >= 0 ? "Say what the values are.\nhint: --set metric=loss (or accuracy, bleu, …)"
            : needed == "metric" && strangers.Length > 0 ? $"Name the columns that hold metrics.\nhint: --metric-columns {Quoted(string.Join(',', strangers.Take(3)))}, or --set metric=loss --set \"value={{{strangers[0]}}}\"{melted}"
            : needed == "value" ? "Name the column that holds the metric's values.\nhint: --set \"value={COLUMN}\""
            : "Add a column for the metric, such as loss or accuracy, or the columns metric and value.";
    }

    private static string Quoted(string argument) => argument.Any(letter => !char.IsLetterOrDigit(letter) && letter is not ('_' or ',' or '-' or '.' or '/')) ? $"\"{argument}\"" : argument;

    private Observation ReadRow(RawRow row)
    {
        row = WithErrorApart(row, out string? error);
        string metric = Text(row, "metric") ?? Missing<string>(row, "metric", "the metric's name") ?? "";
        double? parameters = Number(row, "parameters", ColumnKind.Size);
        double? withoutEmbeddings = Number(row, "parameters_without_embeddings", ColumnKind.Size);
        return new()
        {
            Source = Text(row, "source"),
            Series = Text(row, "series"),
            PretrainingData = Text(row, "pretraining_data"),
            Parameters = parameters,
            PretrainingTokens = PretrainingTokens(row, parameters ?? withoutEmbeddings),
            FinetuningData = Text(row, "finetuning_data"),
            FinetuningExamples = Number(row, "finetuning_examples", ColumnKind.Size),
            FinetuningTokens = Number(row, "finetuning_tokens", ColumnKind.Size),
            Task = Text(row, "task"),
            Shots = Shots(row),
            Metric = metric,
            HigherIsBetter = Flag(row, "higher_is_better"),
            Value = ReadValue(row, metric),
            StandardError = Measured(row, "stderr", _columns["stderr"], ColumnKind.Error, metric) ?? (error is null ? null : ErrorOf(error, metric)),
            Chance = Measured(row, "chance", _columns["chance"], ColumnKind.Number, metric),
            Ceiling = Measured(row, "ceiling", _columns["ceiling"], ColumnKind.Number, metric),
            Items = Number(row, "items", ColumnKind.Size),
            Seed = Seed(row),
            Run = Text(row, "run"),
            Model = Text(row, "model"),
            ParametersWithoutEmbeddings = withoutEmbeddings,
            UniqueTokens = Number(row, "unique_tokens", ColumnKind.Size),
            Compute = Number(row, "compute", ColumnKind.Size),
            Signature = Text(row, "signature"),
            FinetuningStep = Number(row, "finetuning_step", ColumnKind.Size),
            Converged = Flag(row, "converged"),
            Rates = _rates = Numbers(row, _columns.Rates, _rates, ReadRate),
            Extra = _extra = Numbers(row, _others, _extra, (cell, _, index) => cell[index] is { } text && NumberText.TryParse(text, out double value) ? value : null),
            Labels = _labels = Texts(row),
        };
    }

    // 41.2 ± 0.5 is a value with its error, and the row as if the cell had the value alone.
    private RawRow WithErrorApart(RawRow row, out string? error)
    {
        error = null;
        int index = _columns["value"];
        if (row[index] is not { } text || !Cells.TryWithError(text, out string value, out string found))
        {
            return row;
        }

        _withError++;
        string[] cells = [.. row.Cells];
        cells[index] = value;
        error = found;
        return row with { Cells = cells };
    }

    private double? ErrorOf(string text, string metric) => _percentages.TryRead(text, metric, out double value) || NumberText.TryParsePlain(text, out value) ? Math.Abs(value) : null;

    private double ReadValue(RawRow row, string metric)
    {
        int index = _columns["value"];
        string name = _raw.Melted is [var only] ? only : "value";
        double? value = Measured(row, name, index, ColumnKind.Number, metric);
        if (value > MostPercent && MetricTraits.Of(metric).Maximum is not null)
        {
            return Wrong<double>(row, name, row[index]!, $"at most {MostPercent} for {metric}");
        }

        return value ?? (row[index] is null ? Missing<double>(row, name, "a number") : 0);
    }

    // A number in the unit of the metric, perhaps with a percent sign.
    private double? Measured(RawRow row, string column, int index, ColumnKind kind, string metric) =>
        row[index] is { } text && _percentages.TryRead(text, metric, out double value) && (kind != ColumnKind.Error || value >= 0) ? value : Number(row, column, index, kind);

    private double? PretrainingTokens(RawRow row, double? parameters)
    {
        if (row[_columns["pretraining_tokens"]] is not { } text || !Cells.TryChinchilla(text, out double multiple))
        {
            return Number(row, "pretraining_tokens", ColumnKind.Size);
        }

        return parameters is { } count
            ? multiple * Cells.ChinchillaTokensPerParameter * count
            : Wrong<double>(row, "pretraining_tokens", text, $"parameters in the same row, as xC means {Cells.ChinchillaTokensPerParameter:0} tokens for each of them");
    }

    // Rows that follow one another often agree here: they share one dictionary then.
    private ImmutableSortedDictionary<string, double> Numbers(
        RawRow row, List<(string Name, int Index)> among, ImmutableSortedDictionary<string, double> before, Func<RawRow, string, int, double?> read)
    {
        _found.Clear();
        foreach ((string name, int index) in among)
        {
            if (read(row, name, index) is { } number)
            {
                _found.Add(new(name, number));
            }
        }

        return _found.Count == 0 ? Observation.NoNumbers
            : _found.Count == before.Count && _found.TrueForAll(before.Contains) ? before
            : Observation.NoNumbers.AddRange(_found);
    }

    private ImmutableSortedDictionary<string, string> Texts(RawRow row)
    {
        _foundTexts.Clear();
        foreach ((string name, int index) in _others)
        {
            if (row[index] is { } text && !NumberText.TryParse(text, out _))
            {
                _foundTexts.Add(new(name, Shared(text)));
            }
        }

        return _foundTexts.Count == 0 ? Observation.NoTexts
            : _foundTexts.Count == _labels.Count && _foundTexts.TrueForAll(_labels.Contains) ? _labels
            : Observation.NoTexts.AddRange(_foundTexts);
    }

    // 5, 5.0 and "5-shot" are one number of shots.
    private string? Shots(RawRow row)
    {
        string? text = Text(row, "shots");
        string? number = text?.Split('-', ' ')[0];
        return number is not null && NumberText.TryParsePlain(number, out double shots) ? ObservationColumn.Text(shots) : text;
    }

    // Runs may have several seeds: one for the weights, one for the order of the data.
    private string? Seed(RawRow row)
    {
        string? own = Text(row, "seed");
        string[] all = _seeds.Length == 0 ? [] : [.. _seeds.Select(index => row[index]).OfType<string>()];
        return all.Length == 0 ? own : Shared(string.Join('/', own is null ? all : all.Prepend(own)));
    }

    private string? Text(RawRow row, string column) => row[_columns[column]] is { } text ? Shared(text) : null;

    // A million rows hold few texts, each many times.
    private string Shared(string text)
    {
        if (!_texts.TryGetValue(text, out string? known))
        {
            _texts[text] = known = text;
        }

        return known;
    }

    // A rate above 1 may be a percentage: whether it is, the sums of all rows tell.
    private double? ReadRate(RawRow row, string corpus, int index)
    {
        if (row[index] is { } text && Cells.TryNumber(text, ColumnKind.Number, out double percent) && percent is > 1 and <= MostPercent)
        {
            _ratesAboveOne.Add((row.File, row.Line, $"{ObservationColumn.RatePrefix}{corpus} is \"{text}\"; expected {Cells.Expected(ColumnKind.Rate, text)}.\nhint: {Cells.Remedy(ColumnKind.Rate, text)}"));
            return percent;
        }

        return Number(row, ObservationColumn.RatePrefix + corpus, index, ColumnKind.Rate);
    }

    // Rates of rows that each sum to 100 are percentages; others above 1 are faults.
    private (List<Observation> Rows, string[] Assumed) RatesAsShares(List<Observation> rows)
    {
        if (_ratesAboveOne.Count == 0)
        {
            return (rows, []);
        }

        if (_faults.Count > 0 || !rows.Where(row => row.Rates.Count > 0).All(row => Math.Abs(row.Rates.Values.Sum() - MostPercent) <= RateRoundingInPercent))
        {
            _faults.AddRange(_ratesAboveOne);
            return (rows, []);
        }

        return ([.. rows.Select(row => row with { Rates = row.Rates.ToImmutableSortedDictionary(rate => rate.Key, rate => rate.Value / MostPercent, StringComparer.Ordinal) })], ["the mixing rates are percentages that sum to 100"]);
    }

    private double? Number(RawRow row, string column, ColumnKind kind) => Number(row, column, _columns[column], kind);

    private double? Number(RawRow row, string column, int index, ColumnKind kind)
    {
        if (row[index] is not { } text)
        {
            return null;
        }

        return Cells.TryNumber(text, kind, out double value) ? value : Wrong<double>(row, column, text, Cells.Expected(kind, text), Cells.Remedy(kind, text));
    }

    private bool? Flag(RawRow row, string column)
    {
        if (row[_columns[column]] is not { } text)
        {
            return null;
        }

        return Cells.TryFlag(text, out bool value) ? value : Wrong<bool>(row, column, text, Cells.Expected(ColumnKind.Flag, text));
    }

    private T? Wrong<T>(RawRow row, string column, string text, string expected, string remedy = "fix the cell or delete the row.")
    {
        _faults.Add((row.File, row.Line, $"{column} is \"{text}\"; expected {expected}.\nhint: {remedy}"));
        return default;
    }

    private T? Missing<T>(RawRow row, string column, string expected)
    {
        _faults.Add((row.File, row.Line, $"{column} is empty; expected {expected}.\nhint: fill the cell or delete the row."));
        return default;
    }

    private string Strangers() => _columns.Unknown.Count == 0 ? "" : $"; not understood here: {string.Join(", ", _columns.Unknown.Select(column => column.Name))}";

    // Faults of one kind have one hint, which is given once behind them all.
    private string Message()
    {
        const string Hint = "\nhint: ";
        (string File, string Text)[] all = [.. _faults.GroupBy(fault => fault.File).SelectMany(file => file.OrderBy(fault => fault.Line)).Distinct().Take(FaultsShown).Select(fault => (fault.File, Text: $"{fault.File}({fault.Line}): {fault.Text}"))];
        IEnumerable<string> shown = all.Select(fault => fault.Text.Split(Hint)[0]);
        IEnumerable<string> hints = all.SelectMany(fault => fault.Text.Split(Hint).Skip(1)).Distinct().Take(HintsShown).Select(hint => $"hint: {hint}");
        return string.Join('\n', [.. shown, .. _faults.Count > FaultsShown ? [$"… and {_faults.Count - FaultsShown} more faults in {_raw.Name}."] : Array.Empty<string>(), .. hints]);
    }
}
