using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http;

namespace Headwater.Cli.Tests;

/// <summary>The live page as a person meets it, in a headless Chromium.</summary>
public sealed class WatchInBrowserTests : CommandLineFixture
{
    private const string Note = "document.getElementById('note').textContent";
    private const string Ended = "The study has ended.";

    // Whether the report is shown, and has words.
    private const string HasReport = "!document.getElementById('report').hidden && (document.getElementById('report').contentDocument?.body?.innerText ?? '').length > 200";

    private readonly int _port = WatchCommandTests.FreePort();

    private string Out => Path.Combine(Folder, "out");

    private string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/");

    [Fact]
    public async Task Page_StudyThatRunsEndsAndIsServedAgain_IsSilentFitsAndFollows()
    {
        Assert.SkipWhen(Browser.Path is null, "No Chromium on the PATH (HEADWATER_CHROMIUM names one): the page is not opened in a browser.");
        string study = Write("study.yaml", SmallStudy.Yaml);
        Assert.Equal(0, HeadwaterProgram.Run(null, "run", study, "--out", Out, "--jobs", "1", "--only", "scratch").ExitCode);
        using Process watch = Watch();
        await using Browser browser = await Browser.Start(Browser.Path!);
        BrowserPage page = await browser.NewPage(Address);
        await page.Look(1440, 900, dark: false);

        await page.Open(Address);
        await Until(page, $"{Note}.startsWith('Read from') && {HasReport}", watch);
        await Fits(page, 1440);
        await Fits(page, 390);
        Assert.Equal(["Stages", "Runs", "report"], await Stops(page));

        using Process run = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "1");
        CommandResult ended = HeadwaterProgram.Wait(run);
        Stopwatch since = Stopwatch.StartNew();
        Assert.True(ended.ExitCode == 0, ended.Error);
        await Until(page, $"{Note} === '{Ended}' && document.getElementById('runs').rows.length > 1 && document.querySelectorAll('#curves polyline').length > 0", watch);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the page showed the end {since.Elapsed.TotalSeconds:F1} s after it"));
        await Until(page, "Number(document.getElementById('report').src.split('?')[1]) > 1 && document.getElementById('waiting').textContent === ''", watch);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and the report of all results {since.Elapsed.TotalSeconds:F1} s after it"));
        await Fits(page, 390);
        Assert.Empty(page.Complaints);
        Assert.NotEqual(HttpStatusCode.OK, await StatusAs("evil.example"));

        HeadwaterProgram.Signal(watch.Id, SmallStudy.Interrupt);
        await watch.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Until(page, $"{Note}.includes('does not answer')", Process.GetCurrentProcess());
        using Process again = Watch();
        await Until(page, $"{Note} === '{Ended}' && {HasReport}", again);
        HeadwaterProgram.Signal(again.Id, SmallStudy.Interrupt);
        await again.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private Process Watch()
    {
        Process watch = HeadwaterProgram.Start(null, "watch", Out, "--port", _port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(Address, watch.StandardOutput.ReadLine());
        return watch;
    }

    private static async Task Until(BrowserPage page, string holds, Process server)
    {
        bool reached = false;
        for (int look = 0; look < 240 && !reached; look++)
        {
            reached = await page.Evaluate<bool>(holds);
            if (!reached)
                await Task.Delay(TimeSpan.FromSeconds(0.25), TestContext.Current.CancellationToken);
        }

        Assert.True(reached, $"{holds} never held; the page says {await page.Evaluate<string>(Note)}, the report has {await page.Evaluate<string>("document.getElementById('report').src + ' ' + document.getElementById('report').contentDocument?.body?.innerText?.length")} characters, and the server {(server.HasExited ? "has ended" : "lives")}");
    }

    private static async Task Fits(BrowserPage page, int width)
    {
        await page.Look(width, 900, dark: false);
        Assert.Equal(width, await page.Evaluate<int>("document.documentElement.scrollWidth"));
    }

    // Where the Tab key stops.
    private static async Task<string[]> Stops(BrowserPage page)
    {
        List<string> stops = [];
        for (int press = 0; press < 3; press++)
        {
            await page.Press("Tab");
            stops.Add(await page.Evaluate<string>("document.activeElement.getAttribute('aria-label') || document.activeElement.id"));
        }

        return [.. stops];
    }

    private async Task<HttpStatusCode> StatusAs(string host)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Address + "state.json"));
        request.Headers.Host = host;
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
