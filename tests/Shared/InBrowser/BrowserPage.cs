using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headwater.Tests.Shared;

/// <summary>One page of a <see cref="Browser"/>.</summary>
public sealed class BrowserPage(Browser browser, string session, string? server)
{
    private static readonly Dictionary<string, (int Code, string Text)> Keys = new()
    {
        ["Tab"] = (9, ""), ["Enter"] = (13, "\r"), ["Space"] = (32, " "), ["End"] = (35, ""), ["Home"] = (36, ""),
        ["ArrowLeft"] = (37, ""), ["ArrowUp"] = (38, ""), ["ArrowRight"] = (39, ""), ["ArrowDown"] = (40, ""), ["Escape"] = (27, ""),
    };

    /// <summary>What the page said in the console, threw, or was refused, and every address it asked for that is no file, no data and not on its server.</summary>
    public string[] Complaints => [.. browser.EventsOf(session).Select(Complaint).OfType<string>()];

    internal async Task Prepare()
    {
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"]) await Send($"{domain}.enable");
        if (server is null)
            await Send("Network.emulateNetworkConditions", new JsonObject { ["offline"] = true, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 });
    }

    public Task Look(int width, int height, bool dark) => Look(width, height, dark, print: false);

    public async Task Look(int width, int height, bool dark, bool print)
    {
        await Send("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await Send("Emulation.setEmulatedMedia", new JsonObject
        {
            ["media"] = print ? "print" : "",
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
        });
    }

    public async Task Open(string file)
    {
        int before = Loads();
        await Send("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        Assert.True(await Patience.UntilAsync(() => Loads() > before, () => [browser.ProcessId]), "The page did not load, and the browser stands still.");
        await Evaluate<bool>("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    }

    public async Task<T> Evaluate<T>(string script)
    {
        JsonNode answer = await Send("Runtime.evaluate", new JsonObject { ["expression"] = script, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer["exceptionDetails"]?.ToJsonString());
        return answer["result"]!["value"].Deserialize<T>()!;
    }

    public async Task Press(string key, bool shift = false)
    {
        (int code, string text) = Keys[key];
        JsonObject Event(string type) => new() { ["type"] = type, ["key"] = key == "Space" ? " " : key, ["code"] = key, ["windowsVirtualKeyCode"] = code, ["modifiers"] = shift ? 8 : 0, ["text"] = type == "keyDown" ? text : "" };
        await Send("Input.dispatchKeyEvent", Event("keyDown"));
        await Send("Input.dispatchKeyEvent", Event("keyUp"));
    }

    /// <summary>A picture of the page, or of its first screen.</summary>
    public async Task<byte[]> Picture(bool whole)
    {
        JsonNode answer = await Send("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = whole });
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    public async Task<byte[]> Pdf()
    {
        JsonNode answer = await Send("Page.printToPDF", new JsonObject { ["preferCSSPageSize"] = true, ["paperWidth"] = 8.27, ["paperHeight"] = 11.69, ["printBackground"] = true });
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    internal Task<JsonNode> Send(string method, JsonObject? parameters = null) => browser.Send(method, parameters ?? [], session);

    private int Loads() => browser.EventsOf(session).Count(e => e["method"]!.GetValue<string>() == "Page.loadEventFired");

    private string? Complaint(JsonNode e) => e["method"]!.GetValue<string>() switch
    {
        "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded" => e["params"]!.ToJsonString(),
        "Network.requestWillBeSent" when e["params"]!["request"]!["url"]!.GetValue<string>() is var url && !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && url != "about:blank" && (server is null || !url.StartsWith(server, StringComparison.Ordinal)) => url,
        _ => null,
    };
}
