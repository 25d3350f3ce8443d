namespace Headwater.Laws;

/// <summary>The entries.</summary>
public static partial class LawCatalogue
{
    private static LawFamily[] Downstream =>
    [
        // Beyond beta = 1000 the curve is a power of D to three digits over any range that can be measured.
        Entry("bleu-log", "score = (log(A * D^alpha))^beta", "beta positive to 1000", ScoreDelta,
            "Isik et al. 2024, arXiv:2402.04177, equation 1", "Huber on logs",
            "A task score (BLEU, COMET, ROUGE, accuracy) against pretraining tokens, where pretraining and task are aligned. If it does not fit, suspect the data."),

        // Delta: section 4 of the paper has 1e-3, the captions of its tables 4 and 6 have 1e-5.
        Entry("power", "loss = E + A / D^alpha", "E non-negative", LossDelta,
            "Isik et al. 2024, arXiv:2402.04177, equation 3", "Huber on logs",
            "A cross-entropy against pretraining tokens. The safe choice for one curve of losses; four points or more."),
    ];

    private static LawFamily[] Finetuning =>
    [
        Entry("rectified", "loss = E + B / (D0 + F^beta)", "E non-negative", ScoreDelta,
            "Lin et al. 2024, arXiv:2402.02314, the rectified law", SquaresOfLogs,
            "A loss against finetuning size that is flat at first and falls later. D0 is the data that pretraining was worth. Six points or more."),
        Entry("zhang", "loss = E + A / (D^alpha * F^beta)", "E non-negative", LossDelta,
            "Zhang et al. 2024, arXiv:2402.17193, equation 1", Unnamed,
            "A loss against pretraining tokens and finetuning size at once. Write N for D where the size of the model is what varies."),

        // The from-scratch law in N and the data that transfer is worth, K = Dc / k; only the ratio can be distinguished from finetuned models.
        Entry("hernandez", "loss = ((Nc / N)^(aN / aD) + K / (F^alpha * N^beta))^aD", "", LossDelta,
            "Hernandez et al. 2021, arXiv:2102.01293, equation 6.1", "curves fitted in logs, one after another; Huber on logs here",
            "A loss of finetuned models against model size and finetuning characters, where finetuning data are few: a tenth or less of what from-scratch training needs."),
        Entry("effective-data", "effective_data = k * F^alpha * N^beta", "", ScoreDelta,
            "Hernandez et al. 2021, arXiv:2102.01293, equation 1.1", SquaresOfLogs,
            "How many characters of finetuning data pretraining was worth, from measured ones: the from-scratch data for the same loss, less the finetuning data."),
        Entry("forgetting", "forgetting = s - c * L", "", ScoreDelta,
            "Kalajdzievski 2024, arXiv:2401.05605, equation 4", Squares,
            "The loss of a finetuned model against the base model's own predictions, from its finetuning loss. It does not carry over to other ways of finetuning."),
    ];

    private static LawFamily[] Pretraining =>
    [
        Entry("chinchilla", "loss = E + A / N^alpha + B / D^beta", "E non-negative", LossDelta,
            "Hoffmann et al. 2022, arXiv:2203.15556, equation 2", "Huber on logs",
            "A loss against parameters and tokens, each seen once. Five sizes and three ratios of tokens to parameters, or alpha and beta cannot be told apart."),
        Entry("kaplan", "loss = ((Nc / N)^(aN / aD) + Dc / D)^aD", "", LossDelta,
            "Kaplan et al. 2020, arXiv:2001.08361, equation 1.5", Unnamed,
            "A loss against parameters without embeddings and tokens, far above its irreducible part: the law has none."),
        Entry("kaplan-parameters", "loss = (Nc / N)^aN", "", LossDelta,
            "Kaplan et al. 2020, arXiv:2001.08361, equation 1.1", Unnamed,
            "A loss against parameters without embeddings, trained to convergence on enough data."),
        Entry("kaplan-tokens", "loss = (Dc / D)^aD", "", LossDelta,
            "Kaplan et al. 2020, arXiv:2001.08361, equation 1.2", Unnamed,
            "A loss against tokens of a model large enough not to matter."),
        Entry("gordon", "loss = ((Nc / N)^(aN / aD) + Dc / D)^aD", "", LossDelta,
            "Gordon et al. 2021, EMNLP 2021.emnlp-main.478", Squares,
            "The loss of translation models trained from scratch. The paper's D is bytes of parallel text; its constants hold for no other unit."),

        // N and D count for less the more often they are used again; the loss is chinchilla's in what they count for.
        Entry("data-constrained",
            "loss = E + A / NE^alpha + B / DE^beta with DE = UD + UD * RD * (1 - exp(-(D / UD - 1) / RD)), NE = UN + UN * RN * (1 - exp(-(N / UN - 1) / RN)), UD = min(U, D), "
            + "UN = min(N, (UD * G)^(beta / alpha) * G), G = (alpha * A / (beta * B))^(1 / (alpha + beta))", "E non-negative", LossDelta,
            "Muennighoff et al. 2023, arXiv:2305.16264, the data-constrained law", "first chinchilla on single epochs with alpha = beta, then RD and RN; Huber on logs here",
            "A loss against parameters, tokens and unique tokens, where data are repeated. Up to four epochs count nearly as new data."),
        Entry("data-mixing", "loss = c + exp(sum(t_X * rate_X))", "c non-negative, t_X real", 0.02,
            "Ye et al. 2024, arXiv:2403.16952, equation 7 with k = 1", "Huber on logs, delta 0.01 to 0.08",
            "A loss on one validation set against the mixing rates of its pretraining data, at one budget. Three runs for each corpus, and three more."),
    ];

    private static LawFamily[] Curves =>
    [
        Entry("m1", "loss = b / D^c", "", ScoreDelta, "Alabdulmohsin et al. 2022, arXiv:2209.06640, M1", SquaresOfLogs,
            "Two coefficients for three points: a straight line in logs."),
        Entry("m2", "loss = e + b / D^c", "e non-negative", ScoreDelta, "Alabdulmohsin et al. 2022, arXiv:2209.06640, M2", SquaresOfLogs,
            "The power law with a floor, as the least squares rival of the others here."),
        Entry("m3", "loss = b * (1 / D + g)^c", "g non-negative", ScoreDelta, "Alabdulmohsin et al. 2022, arXiv:2209.06640, M3", SquaresOfLogs,
            "A curve that bends to its floor faster than m2: translation and language losses."),

        // Given by its inverse: the loss runs from e0 at no data to e at unlimited data.
        Entry("m4", "(loss - e) / (e0 - loss)^a = b / D^c", "e non-negative", ScoreDelta, "Alabdulmohsin et al. 2022, arXiv:2209.06640, M4",
            "least squares on logs of both sides, then of the loss; Huber on logs here",
            "An error that starts at chance, stays there, and falls to a floor: an S in logs. Six points or more."),
        Entry("broken-power", "loss = a + b * D^-c0 * (1 + (D / d1)^(1 / f1))^(-c1 * f1)", "a non-negative, c0 real, c1 real", ScoreDelta,
            "Caballero et al. 2022, arXiv:2210.14891, equation 1", "least squares on log(1 + loss); Huber on logs here",
            "A curve whose slope in logs changes at d1, up or down. Eight points or more, two of them beyond the break: a break cannot be forecast before it begins."),
        Entry("broken-power-2", "loss = a + b * D^-c0 * (1 + (D / d1)^(1 / f1))^(-c1 * f1) * (1 + (D / d2)^(1 / f2))^(-c2 * f2)", "a non-negative, c0 real, c1 real, c2 real", ScoreDelta,
            "Caballero et al. 2022, arXiv:2210.14891, equation 1", "least squares on log(1 + loss); Huber on logs here",
            "The same with two breaks, such as a loss that rises between two falls. Twelve points or more."),
    ];

    private static LawFamily[] Scores =>
    [
        Entry("gadre-loss", "loss = E + (a * M^eta + b / M^eta) / C^eta with M = D / N", "E non-negative", ScoreDelta,
            "Gadre et al. 2024, arXiv:2403.08540, equation 4", Squares,
            "A pretraining loss against compute and tokens per parameter, from small runs that are trained for longer than is optimal."),
        Entry("gadre-error", "error = m - k * exp(-g * L)", "", ScoreDelta,
            "Gadre et al. 2024, arXiv:2403.08540, equation 5", Squares,
            "The mean error over many tasks from a pretraining loss. Single tasks are far less regular."),

        // The source writes a / (1 + e^(-k·(L - L0))) + b with a negative: its b is c + a here, its a is -a.
        Entry("loss-to-score", "score = c + a / (1 + exp(k * (L - L0)))", "c unit, a unit", ScoreDelta,
            "Bhagia et al. 2024, arXiv:2412.04403, step 2", Squares,
            "A task's accuracy, 0 to 1, from the loss on its right answers: c is chance, c + a the ceiling. Points from chance to the middle of the slope."),
        Entry("gordon-bleu", "score = c * exp(-k * L)", "", ScoreDelta,
            "Gordon et al. 2021, EMNLP 2021.emnlp-main.478", Squares,
            "BLEU from the cross-entropy of the same model, where training data fit the task. It fails where they do not."),
    ];

    private static LawFamily[] Compute =>
    [
        Entry("optimal-parameters", "optimal_parameters = k * C^a", "", ScoreDelta,
            "DeepSeek-AI 2024, arXiv:2401.02954, section 3; Hoffmann et al. 2022, arXiv:2203.15556, approach 2", SquaresOfLogs,
            "The best model size at each budget, from the minima of IsoFLOP curves. DeepSeek counts a model in FLOPs per token, not in parameters."),
        Entry("optimal-tokens", "optimal_tokens = k * C^a", "", ScoreDelta,
            "DeepSeek-AI 2024, arXiv:2401.02954, section 3; Hoffmann et al. 2022, arXiv:2203.15556, approach 2", SquaresOfLogs,
            "The best number of tokens at each budget, from the minima of IsoFLOP curves."),
        Entry("optimal-batch", "optimal_batch = k * C^a", "", ScoreDelta,
            "DeepSeek-AI 2024, arXiv:2401.02954, section 3", SquaresOfLogs,
            "The best batch, in tokens, at each budget."),
        Entry("optimal-rate", "optimal_rate = k / C^a", "", ScoreDelta,
            "DeepSeek-AI 2024, arXiv:2401.02954, section 3", SquaresOfLogs,
            "The best learning rate at each budget."),
    ];
}
