using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Headwater.Reports.Tests;

/// <summary>The built documentation site: its links, and some pages in a browser. Explicit, because the site is built by <c>.ci/full</c> alone.</summary>
public sealed partial class BuiltSiteTests(BrowserFixture browser, BuiltSite site) : IClassFixture<BrowserFixture>, IClassFixture<BuiltSite>
{
    [Fact(Explicit = true)]
    public void Links_OfEveryPage_LeadSomewhere()
    {
        Assert.SkipWhen(site.Folder is null, "The site is not built: docs/site/build.sh.");
        Dictionary<string, HashSet<string>> ids = Directory.EnumerateFiles(site.Folder!, "*.html", SearchOption.AllDirectories).ToDictionary(file => file, file => Id().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal));

        string[] broken = [.. ids.Keys.SelectMany(page => Target().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value).Distinct()
            .Where(target => !target.Contains(':', StringComparison.Ordinal) && !LeadsSomewhere(page, target, ids)).Select(target => $"{Path.GetRelativePath(site.Folder!, page)}: {target}"))];

        Assert.True(ids.Count > 40, $"{ids.Count} pages");
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    [Theory(Explicit = true)]
    [InlineData("index.html", 1440, false)]
    [InlineData("docs/getting-started.html", 1440, true)]
    [InlineData("docs/own-corpora-and-task.html", 390, false)]
    [InlineData("docs/reference/columns.html", 1440, false)]
    [InlineData("docs/leaderboard.html", 390, true)]
    [InlineData("docs/decide.html", 1440, true)]
    public async Task Page_UnderAxe_HasNoViolation(string path, int width, bool dark)
    {
        Assert.SkipWhen(site.Folder is null, "The site is not built: docs/site/build.sh.");
        string? axe = ReportInBrowserTests.AxeFile();
        Assert.SkipWhen(axe is null, "axe-core is not there (.ci/run installs it into artifacts/axe): accessibility is not checked.");
        BrowserPage page = await browser.Page();
        await page.Look(width, 900, dark);
        await page.Send("Network.emulateNetworkConditions", new JsonObject { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 });
        await page.Open(site.Address + path);
        await page.Evaluate<bool>("new Promise(done => setTimeout(() => done(true), 1500))");      // the tables of contents come after the page
        if (Environment.GetEnvironmentVariable("HEADWATER_PICTURES") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}-{width}-{(dark ? "dark" : "light")}.png"), await page.Picture(whole: false), TestContext.Current.CancellationToken);
        }

        Assert.Equal(dark ? "dark" : "light", await page.Evaluate<string>("document.documentElement.getAttribute('data-bs-theme')"));
        await page.Evaluate<object?>(await File.ReadAllTextAsync(axe!, TestContext.Current.CancellationToken) + "; null");
        string[] violations = await page.Evaluate<string[]>("axe.run().then(result => result.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`))");

        Assert.True(violations.Length == 0, string.Join('\n', violations));
        Assert.Equal(width, await page.Evaluate<int>("document.documentElement.scrollWidth"));
    }

    private static bool LeadsSomewhere(string page, string target, Dictionary<string, HashSet<string>> ids)
    {
        string[] parts = Uri.UnescapeDataString(target).Split('#');
        string file = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0].Split('?')[0], Path.GetDirectoryName(page)!);
        return (File.Exists(file) || Directory.Exists(file)) && (parts.Length == 1 || parts[1].Length == 0 || !ids.TryGetValue(file, out HashSet<string>? known) || known.Contains(parts[1]));
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Target();

    [GeneratedRegex("(?:id|name)=\"([^\"]+)\"")]
    private static partial Regex Id();
}
