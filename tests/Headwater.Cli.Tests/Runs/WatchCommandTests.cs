using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;

namespace Headwater.Cli.Tests;

/// <summary>The live page of a study, asked as a browser asks.</summary>
public sealed class WatchCommandTests(FinishedStudy finished) : CommandLineFixture, IClassFixture<FinishedStudy>
{
    private readonly int _port = FreePort();

    private string Out => Path.Combine(Folder, "out");

    [Fact]
    public async Task Watch_StudyThatRuns_ShowsItsRunsThenItsReportAndOutlivesItsEnd()
    {
        string study = Write("study.yaml", SmallStudy.Yaml);
        Assert.Equal(0, HeadwaterProgram.Run(null, "run", study, "--out", Out, "--jobs", "1", "--only", "scratch").ExitCode);
        using Process watch = HeadwaterProgram.Start(null, "watch", Out, "--port", _port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal($"http://127.0.0.1:{_port}/", await watch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        using HttpClient client = new();
        JsonElement before = await State(client);

        using Process run = HeadwaterProgram.Start(null, "run", study, "--out", Out, "--jobs", "1");
        CommandResult ended = HeadwaterProgram.Wait(run);
        JsonElement after = await State(client);
        for (int look = 0; look < 120 && !(after.GetProperty("ended").GetBoolean() && after.GetProperty("report").GetInt32() > before.GetProperty("report").GetInt32()); look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken);
            after = await State(client);
        }

        string report = await client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/report/index.html"), TestContext.Current.CancellationToken);

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.False(before.GetProperty("ended").GetBoolean());
        Assert.True(after.GetProperty("ended").GetBoolean());
        Assert.True(after.GetProperty("report").GetInt32() > before.GetProperty("report").GetInt32());
        Assert.Contains(after.GetProperty("runs").EnumerateArray(), row => row.GetProperty("label").GetString() == "pretraining en" && row.GetProperty("curve").GetArrayLength() > 2);
        Assert.Contains("<html", report, StringComparison.Ordinal);
        HeadwaterProgram.Signal(watch.Id, SmallStudy.Interrupt);
        watch.WaitForExit();
        Assert.Contains("the page is closed; the study continues", await watch.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/", null, null, HttpStatusCode.OK)]
    [InlineData("GET", "/nothing", null, null, HttpStatusCode.NotFound)]
    [InlineData("POST", "/", null, null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/state.json", "evil.example", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/state.json", null, "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/report/..%2f..%2f..%2f..%2fetc%2fhostname.csv", null, null, HttpStatusCode.NotFound)]
    public async Task Answer_Request_OnlyToThisMachineAndOnlyToRead(string method, string path, string? host, string? origin, HttpStatusCode expected)
    {
        using LiveStudy study = new(new Studies.StudyFolder(Out), TimeSpan.Zero);
        using WatchServer server = new(study, _port);
        using CancellationTokenSource stop = new();
        Thread serving = new(() => server.Run(stop.Token));
        serving.Start();
        using HttpClient client = new();
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri($"{server.Address.TrimEnd('/')}{path}"));
        if (host is not null)
            request.Headers.Host = $"{host}:{_port}";
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        Assert.True(host is not null || response.Headers.ConnectionClose is true, "the connection stays open, and may be reset under the next request");
        Assert.Contains("default-src 'none'", host is null ? response.Headers.GetValues("Content-Security-Policy").Single() : "default-src 'none'", StringComparison.Ordinal);
        await stop.CancelAsync();
        serving.Join();
    }

    [Fact]
    public void Page_Text_AsksNobodyElse()
    {
        Assert.DoesNotContain("http", WatchPage.Text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("//cdn", WatchPage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void State_FinishedStudy_HasItsReportAtOnce()
    {
        finished.CopyTo(Out);

        using LiveStudy study = new(new Studies.StudyFolder(Out), TimeSpan.FromHours(1));
        JsonElement state = JsonDocument.Parse(study.State()).RootElement;

        Assert.Equal(1, state.GetProperty("report").GetInt32());
        Assert.Equal(JsonValueKind.Null, state.GetProperty("waiting").ValueKind);
        Assert.True(state.GetProperty("ended").GetBoolean());
        Assert.True(File.Exists(Path.Combine(study.ReportFolder, "index.html")));
    }

    [Fact]
    public void State_FinishedStudyWithoutItsReport_SaysThatItIsBeingMade()
    {
        finished.CopyTo(Out);
        Directory.Delete(Path.Combine(Out, "report"), recursive: true);

        using LiveStudy study = new(new Studies.StudyFolder(Out), TimeSpan.Zero);
        List<string> waiting = [];
        Assert.True(Patience.Until(
            () =>
            {
                JsonElement state = JsonDocument.Parse(study.State()).RootElement;
                waiting.Add(state.GetProperty("waiting").GetString() ?? "");
                return state.GetProperty("report").GetInt32() > 0;
            },
            () => [Environment.ProcessId]));

        Assert.DoesNotContain("The report appears with the first results.", waiting);
        Assert.Subset(new HashSet<string> { "", "Reading the results.", "The report is being made, which takes some seconds." }, waiting.ToHashSet());
    }

    [Fact]
    public void Watch_PortThatIsTaken_SaysSo()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Directory.CreateDirectory(Out);

        CommandResult result = Run("watch", Out, "--port", port);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"port {port} on 127.0.0.1 cannot be opened", result.Error, StringComparison.Ordinal);
        Assert.Contains("hint: choose another one with --port", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_FollowOfAFinishedStudy_EndsAtOnce()
    {
        string study = Write("study.yaml", SmallStudy.Yaml);
        Assert.Equal(0, HeadwaterProgram.Run(null, "run", study, "--out", Out, "--jobs", "1", "--only", "scratch").ExitCode);

        CommandResult result = Run("status", Out, "--follow");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^2 of \d done\n", result.Error);
        Assert.Contains("pretraining", result.Output, StringComparison.Ordinal);
    }

    private async Task<JsonElement> State(HttpClient client)
    {
        string text = await client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/state.json"), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement;
    }

    internal static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
