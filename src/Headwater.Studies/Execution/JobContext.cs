using Headwater.Data;

namespace Headwater.Studies;

/// <summary>What a stage is given beside its settings.</summary>
internal sealed record JobContext(RunStore Store, RunOptions Options, Job Job, Action<JobProgress> Progress, CancellationToken Token)
{
    public StudyFolder Folder => Store.Folder;

    public RunFolder Run { get; } = Store.Folder.Run(Job.Id);

    /// <summary>The tokenizer that a job made.</summary>
    public TextTokenizer Tokenizer(string id)
    {
        TokenizerResult result = Store.Result<TokenizerResult>(id);
        int sentinels = ((TokenizerSettings)AtomicFile.ReadJson<RunRecord>(Folder.Run(id).RecordFile).Job.Settings).Sentinels;
        TextTokenizer tokenizer = TextTokenizer.Load(Folder.TokenizerFile(id), sentinels);
        return tokenizer.Fingerprint == result.Fingerprint
            ? tokenizer
            : throw new InvalidDataException($"{Folder.TokenizerFile(id)} is not the tokenizer that was trained. Delete {Folder.Run(id).Root} and run the study again.");
    }
}
