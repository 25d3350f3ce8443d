using System.Diagnostics;

namespace Headwater.Data.Tests;

/// <summary>Models of SentencePiece with symbols of the user, trained and read by its own commands where they are installed. HEADWATER_FUZZ says how many lines; 3,000 without it.</summary>
public sealed class UserDefinedPieceTests : IDisposable
{
    private static readonly int Lines = int.TryParse(Environment.GetEnvironmentVariable("HEADWATER_FUZZ"), out int asked) ? asked : 3_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unigram", "--user_defined_symbols=ka,ri,www.,0,1,<sep>")]
    [InlineData("unigram", "--user_defined_symbols=ka,sul --byte_fallback=true")]
    [InlineData("unigram", "--byte_fallback=true --split_digits=true --remove_extra_whitespaces=false --normalization_rule_name=identity")]
    [InlineData("unigram", "--treat_whitespace_as_suffix=true")]
    [InlineData("bpe", "--byte_fallback=true")]
    [InlineData("bpe", "--normalization_rule_name=nfkc_cf")]
    public void Encode_ModelsOfSpmTrain_EqualsSpmEncode(string type, string options)
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "spm_train"))), "spm_train is not there (Debian: sentencepiece).");
        AnyText words = new(11), any = new(12);
        string text = _folder.Write("text.txt", string.Join('\n', Enumerable.Range(0, 1_500).Select(_ => words.Words(10) + " www.ka.ri 10")));
        // A line of spm_encode ends at \n and holds no NUL.
        // A model that keeps text as it is writes a literal ▁ as its bytes here, so that it does not come back as a space.
        bool keeps = options.Contains("identity", StringComparison.Ordinal);
        string[] lines = [.. Enumerable.Range(0, Lines).Select(_ => any.Line() + (any.Words(1).Length % 3 == 0 ? " www.kari 1<sep>" : "")).Select(line => keeps ? line.Replace("▁", "", StringComparison.Ordinal) : line)];
        _folder.Write("lines.txt", string.Join('\n', lines) + "\n");
        Run("spm_train", $"--input={text} --model_prefix={_folder["m"]} --vocab_size=600 --model_type={type} --hard_vocab_limit=false --character_coverage=0.98 --minloglevel=2 {options}");
        string[] expected = Run("spm_encode", $"--model={_folder["m.model"]} --output_format=id {_folder["lines.txt"]}").Split('\n')[..lines.Length];

        TextTokenizer tokenizer = TextTokenizer.Load(_folder["m.model"]);

        Assert.Equal(expected, lines.Select(line => string.Join(' ', tokenizer.Encode(line).Select(id => id - tokenizer.Offset))));
        if (options.Contains("suffix", StringComparison.Ordinal)) return; // spm_decode leaves the space at the end that encoding added
        _folder.Write("ids.txt", string.Join('\n', expected) + "\n");
        string[] decoded = Run("spm_decode", $"--model={_folder["m.model"]} --input_format=id {_folder["ids.txt"]}").Split('\n')[..lines.Length];
        Assert.Equal(decoded, lines.Select(line => tokenizer.Decode(tokenizer.Encode(line))));
    }

    private static string Run(string command, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command} {arguments}: {error.Result}");
        return output;
    }
}
