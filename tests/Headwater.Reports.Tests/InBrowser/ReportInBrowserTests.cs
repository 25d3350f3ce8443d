using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

/// <summary>The page as a reader meets it: opened from disk by a browser without a network.</summary>
public sealed class ReportInBrowserTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Hostile = "<script>alert(1)</script>\"'&\u202e\u200f مزيج ";

    // Rectangles of the words of each picture that is shown, and those of its frame.
    private const string Overlaps = """
        [...document.querySelectorAll("svg.plot")].filter(plot => plot.getBoundingClientRect().width > 0).flatMap(plot => {
          const texts = [...plot.querySelectorAll("text")].map(text => ({ words: text.textContent, box: text.getBoundingClientRect() }));
          const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
          return texts.flatMap((a, i) => texts.slice(i + 1).filter(b => meet(a.box, b.box)).map(b => `${a.words} / ${b.words}`));
        })
        """;

    private const string Small = """[...new Set([...document.querySelectorAll("svg.plot text")].map(text => text.getBoundingClientRect().height).filter(height => height > 0 && height < 9).map(h => h.toFixed(1)))]""";

    private const string Rows = "[...document.querySelectorAll('#explore-rows tr')].map(row => [...row.cells].map(cell => cell.textContent))";

    [Theory]
    [InlineData("study", 1440, false)]
    [InlineData("study", 390, true)]
    [InlineData("bare", 1440, true)]
    [InlineData("hostile", 390, false)]
    [InlineData("crowd", 1440, false)]
    public async Task Page_OpenedFromDiskOffline_IsSilentAndFits(string name, int width, bool dark)
    {
        BrowserPage page = await fixture.Page();
        await page.Look(width, 900, dark);

        await page.Open(PageOf(name));

        Assert.Empty(page.Complaints);
        Assert.Equal(width, await page.Evaluate<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await page.Evaluate<string[]>(Overlaps));
        Assert.Empty(await page.Evaluate<string[]>(Small));
    }

    [Theory]
    [InlineData("study", false)]
    [InlineData("study", true)]
    [InlineData("bare", false)]
    [InlineData("hostile", false)]
    [InlineData("crowd", true)]
    public async Task Page_UnderAxe_HasNoViolation(string name, bool dark)
    {
        string? axe = AxeFile();
        Assert.SkipWhen(axe is null, "axe-core is not there (.ci/run installs it into artifacts/axe; HEADWATER_AXE names axe.min.js): accessibility is not checked.");
        BrowserPage page = await fixture.Page();
        await page.Look(1440, 900, dark);
        await page.Open(PageOf(name));
        await page.Evaluate<object?>(await File.ReadAllTextAsync(axe!, TestContext.Current.CancellationToken) + "; null");

        string[] violations = await page.Evaluate<string[]>("axe.run().then(result => result.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`))");

        Assert.Empty(violations);
    }

    [Fact]
    public async Task Keyboard_FromTheTop_ReachesAndMovesEverything()
    {
        BrowserPage page = await fixture.Page();
        await page.Look(1440, 900, dark: false);
        await page.Open(PageOf("study"));
        string before = await Row(page);

        await TabTo(page, "theme");
        await page.Press("Enter");
        Assert.Equal("dark", await page.Evaluate<string>("document.documentElement.dataset.theme"));
        await TabTo(page, "explore-tokens");
        string tokens = await page.Evaluate<string>("document.getElementById('explore-tokens-value').textContent");
        await page.Press("ArrowRight");
        Assert.NotEqual(tokens, await page.Evaluate<string>("document.getElementById('explore-tokens-value').textContent"));
        Assert.NotEqual(before, await Row(page));
        string moved = await Row(page);
        await TabTo(page, "explore-size");
        await page.Press("ArrowLeft");
        Assert.NotEqual(moved, await Row(page));

        await page.Evaluate<object?>("document.querySelector('#bleu-by-finetuning-size button.key').id = 'first-key'; null");
        await TabTo(page, "first-key");
        await page.Press("Space");
        Assert.Equal("false", await page.Evaluate<string>("document.getElementById('first-key').getAttribute('aria-pressed')"));
        Assert.True(await page.Evaluate<int>("document.querySelectorAll('#bleu-by-finetuning-size [data-hidden]').length") > 0);
        await page.Press("Space");
        Assert.Equal(0, await page.Evaluate<int>("document.querySelectorAll('#bleu-by-finetuning-size [data-hidden]').length"));

        await page.Evaluate<object?>("document.querySelector('#bleu-by-finetuning-size .mark[tabindex=\"0\"]').id = 'first-mark'; null");
        await TabTo(page, "first-mark");
        string first = await page.Evaluate<string>("document.getElementById('tip').textContent");
        await page.Press("ArrowRight");
        string second = await page.Evaluate<string>("document.getElementById('tip').textContent");
        Assert.Contains(": BLEU ", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        await page.Press("Escape");
        Assert.True(await page.Evaluate<bool>("document.getElementById('tip').hidden"));
    }

    [Fact]
    public async Task Crowd_ByPointerAndKeyboard_SaysItsMarks()
    {
        BrowserPage page = await fixture.Page();
        await page.Look(1440, 900, dark: false);
        await page.Open(PageOf("crowd"));
        string Tip() => "document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent";

        string pointed = await page.Evaluate<string>($$"""
            (() => {
              const line = document.querySelector('.stamped .marks'), plot = line.closest('svg');
              plot.scrollIntoView();
              const box = plot.getBoundingClientRect(), scale = box.width / plot.viewBox.baseVal.width, [x, y] = line.getAttribute('points').split(' ')[1].split(',').map(Number);
              plot.dispatchEvent(new PointerEvent('pointermove', { clientX: box.left + x * scale + 2, clientY: box.top + y * scale }));
              line.closest('figure').querySelector('.ring').focus();
              return {{Tip()}};
            })()
            """);
        await page.Press("ArrowRight");
        string next = await page.Evaluate<string>(Tip());
        await page.Press("Home");
        string first = await page.Evaluate<string>(Tip());
        await page.Press("Escape");

        Assert.Matches(@"^mixture \d+, 1K examples, at 1\.2M: Loss \d\.\d{3}$", pointed);
        Assert.Contains(", at 1.44M: Loss ", next, StringComparison.Ordinal);
        Assert.Contains(", at 1M: Loss ", first, StringComparison.Ordinal);
        Assert.Equal("", await page.Evaluate<string>(Tip()));
        Assert.Equal(12, await page.Evaluate<int>("document.querySelectorAll('#explore-rows tr').length"));
        await page.Evaluate<object?>("document.getElementById('explore-all').click(); null");
        Assert.Equal(50, await page.Evaluate<int>("document.querySelectorAll('#explore-rows tr').length"));
        Assert.Equal(38, await page.Evaluate<int>("document.querySelectorAll('figure details svg.plot').length"));
    }

    [Theory]
    [InlineData("study", 20)]
    [InlineData("long", 6)]
    public async Task Sliders_AtRandomSettings_EqualTheLibrary(string name, int settings)
    {
        BrowserPage page = await fixture.Page();
        await page.Open(PageOf(name));
        var random = new Random(7);
        int sizes = await page.Evaluate<int>("Number(document.getElementById('explore-size')?.max ?? 0)");

        for (int setting = 0; setting < settings; setting++)
        {
            if (sizes > 0) await Set(page, "explore-size", random.Next(sizes + 1));
            await Set(page, "explore-tokens", random.Next(1 + await page.Evaluate<int>("Number(document.getElementById('explore-tokens').max)")));
            string command = await page.Evaluate<string>("document.getElementById('explore-command').textContent");
            double at = double.Parse(command[(command.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
            string[][] rows = await page.Evaluate<string[][]>(Rows);
            string size = await page.Evaluate<string>("document.getElementById('explore-size-value')?.textContent ?? ''");
            string headline = await page.Evaluate<string>("document.getElementById('explore-headline').textContent"), reason = await page.Evaluate<string>("document.getElementById('explore-reason').textContent");

            (MixtureValuation[] valuations, Advice advice) = ExpectedAt(name, at, size);

            Assert.Equal(AdviceText.Headline(advice), headline);
            Assert.Equal(Readable.Prose(advice.Reason), reason);
            Assert.Equal(valuations.Length, rows.Length);
            foreach (MixtureValuation v in valuations)
            {
                string[] row = rows.Single(r => r[0] == v.Mixture);
                MetricFormat format = MetricFormat.Of("bleu");
                Assert.Equal(v.Forecasts.IsEmpty ? "no law" : format.Value(v.Forecasts[0].Value), row[2]);
                Assert.Equal(v.Forecasts.IsEmpty ? "" : format.Interval(v.Forecasts[0].Low, v.Forecasts[0].High), row[3]);
                Assert.Equal(Readable.Probability(v.ProbabilityBest!.Value), row[4]);
                Assert.Equal(v.Forecasts.IsEmpty ? "" : Readable.Factor(v.Forecasts[0].ExtrapolationFactor), row[^1]);
            }
        }
    }

    [Fact]
    public async Task Names_Hostile_AreShownAsText()
    {
        BrowserPage page = await fixture.Page();

        await page.Open(PageOf("hostile"));

        Assert.Empty(page.Complaints);
        Assert.Equal(8, await page.Evaluate<int>("document.scripts.length"));
        Assert.Contains("<script>alert(1)</script>", await page.Evaluate<string>("document.querySelector('#explore-rows th').textContent"), StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", await page.Evaluate<string>("document.getElementById('explore-headline').parentElement.textContent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NumbersInThePage_AreThoseOfTheReport()
    {
        BrowserPage page = await fixture.Page();
        await page.Open(PageOf("study"));
        double[] values = [0, 0.00012, 0.049, 0.25, 0.95, 1, 1.005, 7.25, 12.345, 99.95, 999.5, 999.94, 1234.5, 250e3, 999_950, 1.5e6, 40e6, 4.1234e9, 2.5e12, 2.1443958e21, 3e18];

        string[][] found = await page.Evaluate<string[][]>($"[{string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}].map(v => [readable.count(v), readable.fixed(Math.min(v, 1e9), 1), readable.fixed(-Math.min(v, 1e9), 2), readable.factor(v), readable.duration(Math.min(v, 1e9)), readable.probability(Math.min(v, 1))])");

        Assert.Equal(values.Select(v => string.Join('|', Readable.Count(v), Readable.Fixed(Math.Min(v, 1e9), 1), Readable.Fixed(-Math.Min(v, 1e9), 2), Readable.Factor(v), Readable.Duration(Math.Min(v, 1e9)), Readable.Probability(Math.Min(v, 1)))), found.Select(f => string.Join('|', f)));
    }

    /// <summary>Size, time to write and time to first paint of a sweep: not a test of speed but of survival; the figures are printed.</summary>
    [Fact(Explicit = true)]
    public async Task Sweep_500Series20000Observations_StaysUsable()
    {
        BrowserPage page = await fixture.Page();
        ObservationTable table = Reports.Sweep(500, 40);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ReportInput input = ReportInput.Of("sweep", table, new AnalysisOptions { At = [1e10], Seed = 1 });
        TimeSpan analysed = clock.Elapsed;
        string file = HtmlReport.Write(input, Path.Combine(fixture.Folder, "sweep"));
        TimeSpan written = clock.Elapsed - analysed;
        await page.Look(1440, 900, dark: false);

        await page.Open(file);

        double paint = await page.Evaluate<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        double loaded = await page.Evaluate<double>("performance.timing.loadEventEnd - performance.timing.navigationStart");
        const int Stop = 3;
        double slider = await page.Evaluate<double>($"new Promise(done => {{ const s = document.getElementById('explore-tokens'), t = performance.now(); s.value = {Stop}; s.dispatchEvent(new Event('input')); requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - t))); }})");
        string[][] rows = await page.Evaluate<string[][]>(Rows);
        double more = await page.Evaluate<double>("new Promise(done => { const t = performance.now(); document.getElementById('explore-all').click(); requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - t))); })");
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"sweep: {table.Rows.Length} observations, page {new FileInfo(file).Length / 1e6:0.00} MB, analysed in {analysed.TotalSeconds:0.0} s, written in {written.TotalSeconds:0.0} s, first paint {paint:0} ms, loaded {loaded:0} ms, slider {slider:0} ms, all rows {more:0} ms"));
        Outlook group = input.Analysis.Outlooks[^1];
        Assert.Empty(page.Complaints);
        Assert.True(new FileInfo(file).Length < 8_000_000);
        Assert.Equal(group.Members[group.Rankings[Stop].Best].Mixture, rows[0][0]);
        Assert.Equal(MetricFormat.Of("loss").Value(group.Members[group.Rankings[Stop].Best].Forecasts[Stop].Value), rows[0][2]);
        Assert.Equal(50, await page.Evaluate<int>("document.querySelectorAll('#explore-rows tr').length"));
    }

    /// <summary>Pictures of a report for a person to look at: HEADWATER_REPORT names its page, HEADWATER_PICTURES the folder.</summary>
    [Fact(Explicit = true)]
    public async Task Pictures_OfAReport_AreTaken()
    {
        string source = Environment.GetEnvironmentVariable("HEADWATER_REPORT") ?? PageOf("study"), folder = Environment.GetEnvironmentVariable("HEADWATER_PICTURES") ?? Path.Combine(fixture.Folder, "pictures");
        Directory.CreateDirectory(folder);
        BrowserPage page = await fixture.Page();
        foreach (int width in (int[])[1440, 390])
        {
            foreach (bool dark in (bool[])[false, true])
            {
                await page.Look(width, width == 390 ? 844 : 900, dark);
                await page.Open(Path.GetFullPath(source));
                string name = Path.Combine(folder, $"{width}-{(dark ? "dark" : "light")}");
                await File.WriteAllBytesAsync(name + "-first.png", await page.Picture(whole: false), TestContext.Current.CancellationToken);
                await File.WriteAllBytesAsync(name + ".png", await page.Picture(whole: true), TestContext.Current.CancellationToken);
            }
        }

        await page.Look(1440, 900, dark: false);
        await page.Open(Path.GetFullPath(source));
        await File.WriteAllBytesAsync(Path.Combine(folder, "print.pdf"), await page.Pdf(), TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage(JsonSerializer.Serialize(new { overlaps = await page.Evaluate<string[]>(Overlaps), page.Complaints }));
        Assert.Empty(page.Complaints);
    }

    private string PageOf(string name) => fixture.Write(name, () => name switch
    {
        "bare" => SyntheticReport.Bare(),
        "hostile" => Reports.Study(mixture => Hostile + mixture + new string('x', 300)),
        "crowd" => ReportInput.Of("crowd", Reports.Sweep(50, 35), new AnalysisOptions { At = [1e10], Resamples = 60 }),
        "long" => ReportInput.Of("long", Reports.LongTable(), Reports.Options with { FitOn = 6, At = [1e9] }),
        _ => Reports.Study(),
    });

    // What the library says of one finetuning size when it is asked for that scale alone. Series are forecast together, so the whole table is analysed.
    private static (MixtureValuation[] Valuations, Advice Advice) ExpectedAt(string name, double at, string size)
    {
        ObservationTable table = name == "long" ? Reports.LongTable() : Reports.Table();
        Analysis analysis = Analysis.Of(table, Reports.Options with { FitOn = null, At = [at], WithOutlooks = true });
        MixtureValuation[] valuations = [.. analysis.Valuations.Where(v => size.Length == 0 || SeriesView.SizeWords(v.FinetuningExamples, null) == size)];
        Outlook outlook = analysis.Outlooks.Single(o => o.Members.All(member => valuations.Any(v => v.Series.Equals(member.Result.Key))));
        return (valuations, outlook.Rankings.Single(ranking => ranking.Scale == at).Advice);
    }

    private static Task<object?> Set(BrowserPage page, string id, int value) =>
        page.Evaluate<object?>($"(() => {{ const slider = document.getElementById('{id}'); slider.value = {value}; slider.dispatchEvent(new Event('input')); return null; }})()");

    private static Task<string> Row(BrowserPage page) => page.Evaluate<string>("document.querySelector('#explore-rows tr').textContent");

    private static async Task TabTo(BrowserPage page, string id)
    {
        for (int i = 0; i < 300; i++)
        {
            if (await page.Evaluate<bool>($"document.activeElement.id === '{id}'")) return;
            await page.Press("Tab");
        }

        Assert.Fail($"The tab key does not reach {id}.");
    }

    internal static string? AxeFile()
    {
        if (Environment.GetEnvironmentVariable("HEADWATER_AXE") is { Length: > 0 } named) return File.Exists(named) ? named : null;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "artifacts", "axe", "node_modules", "axe-core", "axe.min.js");
            if (File.Exists(file)) return file;
        }

        return null;
    }
}
