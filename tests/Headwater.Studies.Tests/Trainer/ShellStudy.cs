namespace Headwater.Studies.Tests;

/// <summary>A study whose trainer is a shell script: it keeps the contract of a trainer, saves every step, and learns nothing. Scores follow from the files it was given.</summary>
internal static class ShellStudy
{
    public const string Yaml = """
        study: shell
        seed: 3
        tokenizer: { vocabulary: 330, sentinels: 20 }
        model: { family: llama, layers: 1, width: 16, heads: 2, feedforward: 32 }
        corpora:
          en: { path: en.txt, language: en }
          de: { path: de.txt, language: de }
        pretraining:
          mixtures: { de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }
          tokens: [1K, 2K]
        task:
          translation: { source: en, target: de, train: train, validation: val, test: test }
        finetuning: { examples: [20] }
        retries: { times: 2, wait: 0 }
        trainer:
          pretrain:
            command: sh trainer.sh pretrain {mixture} {tokens} {out} {layers} --from={checkpoint}
            checkpoint: model-*
            progress: tokens (?<tokens>\d+) loss (?<loss>\S+)
          finetune:
            command: sh trainer.sh finetune {train} {examples} {out} {layers} --from={checkpoint}
            scores: { file: scores.csv, metrics: [cross-entropy, accuracy] }

        """;

    // Options by environment variables would be no part of a run's identity; tests change the text.
    public const string Script = """
        mode=$1 data=$2 count=$3 out=$4 layers=$5 from=${6#--from=}
        stopping=0
        trap 'stopping=1' TERM
        step=0
        [ -f "$out/state" ] && step=$(cat "$out/state")
        while [ "$step" -lt 8 ]; do
          step=$((step + 1))
          sleep 0.02
          echo "$step" >"$out/state.new" && mv "$out/state.new" "$out/state"
          echo "tokens $((count * step / 8)) loss $((9 - step)).5"
          [ "$stopping" = 0 ] || exit 75
        done
        text=$(cat "$data" | cksum | cut -d' ' -f1)
        before=7
        [ -n "$from" ] && before=$(cat "$from/weights" | cksum | cut -d' ' -f1)
        if [ "$mode" = pretrain ]; then
          mkdir -p "$out/model-$count"
          echo "$text $count $before" >"$out/model-$count/weights"
          echo "{\"num_hidden_layers\": $layers, \"hidden_size\": 16, \"vocab_size\": 400}" >"$out/model-$count/config.json"
        else
          printf 'metric,value,stderr\ncross-entropy,%s.%s,0.1\naccuracy,0.%s,0.01\n' $((before % 5 + 1)) $((text % 1000)) $((before % 100)) >"$out/scores.csv"
        fi

        """;

    /// <summary>Writes the study, its data and its trainer, and returns the study's file.</summary>
    public static string Write(TemporaryFolder folder, string? yaml = null, string? script = null)
    {
        folder.Write("trainer.sh", script ?? Script);
        return TinyStudy.Write(folder, yaml ?? Yaml);
    }

    /// <summary>Runs the study in this process.</summary>
    public static StudyResult Run(TemporaryFolder folder, string? yaml = null, string? script = null, string name = "out") =>
        RunUntil(Write(folder, yaml, script), folder.Path(name), TestContext.Current.CancellationToken);

    /// <summary>Runs it until it ends or is stopped.</summary>
    public static StudyResult RunUntil(string study, string folder, CancellationToken stop) =>
        StudyRunner.Run(StudyReader.Read(study), new StudyFolder(folder), "cpu", new RunOptions { Jobs = 1 }, token: stop);
}
