using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Headwater.Tests.Shared;

/// <summary>A headless Chromium without a network, spoken to over its DevTools protocol.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonNode> _answers = Channel.CreateUnbounded<JsonNode>();
    private readonly List<JsonNode> _events = [];
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromMinutes(30));
    private int _last;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    internal int ProcessId => _process.Id;

    /// <summary>The path of a Chromium; <c>null</c> where there is none.</summary>
    public static string? Path => (Environment.GetEnvironmentVariable("HEADWATER_CHROMIUM") is { Length: > 0 } named ? [named] : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))))
        .FirstOrDefault(File.Exists);

    public static async Task<Browser> Start(string path)
    {
        string profile = Directory.CreateTempSubdirectory("headwater-browser-").FullName;
        ProcessStartInfo start = new(path) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-color-profile=srgb", "--hide-scrollbars", $"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"]) start.ArgumentList.Add(argument);
        var browser = new Browser(Process.Start(start)!, profile);
        string address = await browser.Address();
        await browser._socket.ConnectAsync(new Uri(address), browser._stop.Token);
        _ = Task.Run(browser.Listen);
        return browser;
    }

    /// <summary>Opens a page of its own, without a network.</summary>
    /// <param name="server">An address on this machine that the page may ask; null for none.</param>
    public async Task<BrowserPage> NewPage(string? server = null)
    {
        JsonNode target = await Send("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        JsonNode session = await Send("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        var page = new BrowserPage(this, session["sessionId"]!.GetValue<string>(), server);
        await page.Prepare();
        return page;
    }

    internal async Task<JsonNode> Send(string method, JsonObject parameters, string? session = null)
    {
        int id = ++_last;
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null) message["sessionId"] = session;
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
        while (true)
        {
            JsonNode answer = await _answers.Reader.ReadAsync(_stop.Token);
            if (answer["id"]!.GetValue<int>() != id) continue;
            return answer["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : answer["result"]!;
        }
    }

    /// <summary>The events of a page so far.</summary>
    internal JsonNode[] EventsOf(string session)
    {
        lock (_events) return [.. _events.Where(e => e["sessionId"]?.GetValue<string>() == session)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _socket.Dispose();
        _process.Dispose();
        _stop.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser may still be writing; the folder is temporary.
        }
    }

    private async Task<string> Address()
    {
        const string Announcement = "DevTools listening on ";
        _ = Task.Run(() => _process.StandardOutput.ReadToEndAsync(_stop.Token));
        while (await _process.StandardError.ReadLineAsync(_stop.Token) is { } line)
        {
            if (!line.StartsWith(Announcement, StringComparison.Ordinal)) continue;
            _ = Task.Run(() => _process.StandardError.ReadToEndAsync(_stop.Token));
            return line[Announcement.Length..].Trim();
        }

        throw new InvalidOperationException("Chromium ended before it announced its address.");
    }

    private async Task Listen()
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, _stop.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                JsonNode node = JsonNode.Parse(message.ToArray())!;
                if (node["id"] is not null) await _answers.Writer.WriteAsync(node, _stop.Token);
                else lock (_events) _events.Add(node);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or JsonException or ObjectDisposedException)
        {
            _answers.Writer.TryComplete(e);
        }
    }
}
