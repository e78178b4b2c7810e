using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace TradingBot.Tests.Notifications;

/// <summary>npm's <c>emulate</c>: a Slack nobody here wrote, in a process of its own.</summary>
internal sealed class EmulatedSlack : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private EmulatedSlack(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public Uri Api => new(Address, "api/");

    public Uri Webhook => new(Address, "services/T0CANARY/B0CANARY/canaryofthetests");

    public static async Task<EmulatedSlack> StartAsync()
    {
        var port = FreePort();
        var process = SlackFactAttribute.Npm.Start(
            "node",
            "node_modules/emulate/dist/index.js",
            "start",
            "-s",
            "slack",
            "-p",
            port.ToString(CultureInfo.InvariantCulture),
            "--seed",
            "emulate.config.yaml");
        var address = new Uri($"http://localhost:{port}/");
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains($"localhost:{port}", StringComparison.Ordinal))
                return new EmulatedSlack(process, address);
        }

        throw new InvalidOperationException($"emulate does not start: {await errors}");
    }

    /// <summary>What is in the channel, oldest first: its text and how many blocks it has.</summary>
    public async Task<IReadOnlyList<(string Text, int Blocks)>> HistoryAsync(string channel)
    {
        var channels = await CallAsync("conversations.list", "");
        var id = channels.GetProperty("channels").EnumerateArray()
            .Single(row => row.GetProperty("name").GetString() == channel).GetProperty("id").GetString();
        var history = await CallAsync("conversations.history", $"channel={id}&limit=1000");
        return [.. history.GetProperty("messages").EnumerateArray()
            .Select(row => (row.GetProperty("text").GetString()!, row.GetProperty("blocks").GetArrayLength())).Reverse()];
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<JsonElement> CallAsync(string method, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Api, method));
        request.Headers.Authorization = new("Bearer", SlackNetwork.Token);
        request.Content = new StringContent(form, null, "application/x-www-form-urlencoded");
        using var response = await _http.SendAsync(request);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
