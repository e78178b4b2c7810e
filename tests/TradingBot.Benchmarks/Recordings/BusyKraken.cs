using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TradingBot.Benchmarks.Recordings;

/// <summary>
/// As much of Kraken's public side as a collector needs, with more pairs, deeper books and more changes than the
/// offline Kraken has: a load, not an exchange.
/// </summary>
internal sealed class BusyKraken : IAsyncDisposable
{
    private const double TradesASecond = 2;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private readonly Lock _guard = new();
    private readonly Dictionary<string, BusyMarket> _markets;
    private readonly List<Client> _clients = [];
    private readonly WebApplication _web;

    private BusyKraken(IEnumerable<BusyMarket> markets)
    {
        _markets = markets.ToDictionary(market => market.SlashName);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _web = builder.Build();
        _web.UseWebSockets();
        _web.Run(context => context.WebSockets.IsWebSocketRequest ? TalkAsync(context) : AnswerAsync(context));
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The pairs' names, separated by commas.</summary>
    public string Pairs => string.Join(',', _markets.Values.Select(market => market.ShortName));

    /// <summary>Changes that a collector was sent.</summary>
    public long ChangesSent { get; private set; }

    public long TradesSent { get; private set; }

    public static async Task<BusyKraken> StartAsync(int pairs, int depth)
    {
        var kraken = new BusyKraken(Enumerable.Range(1, pairs).Select(number => new BusyMarket(number, depth)));
        await kraken._web.StartAsync();
        var server = kraken._web.Services.GetRequiredService<IServer>();
        kraken.Address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return kraken;
    }

    /// <summary>Sends changes of all pairs until cancelled.</summary>
    /// <param name="changes">In a second, all pairs together.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SendAsync(int changes, CancellationToken cancellation)
    {
        var (random, markets) = (new Random(0), _markets.Values.ToArray());
        var (owedChanges, owedTrades, last) = (0.0, 0.0, TimeProvider.System.GetTimestamp());
        using var timer = new PeriodicTimer(Beat);
        while (await NextAsync(timer, cancellation))
        {
            var seconds = TimeProvider.System.GetElapsedTime(last).TotalSeconds;
            last = TimeProvider.System.GetTimestamp();
            (owedChanges, owedTrades) = (owedChanges + seconds * changes, owedTrades + seconds * TradesASecond);
            lock (_guard)
            {
                for (; owedChanges >= 1; owedChanges--)
                {
                    var market = markets[random.Next(markets.Length)];
                    ChangesSent += Send("book", market, market.Change(DateTime.UtcNow));
                }

                for (; owedTrades >= 1; owedTrades--)
                {
                    var market = markets[random.Next(markets.Length)];
                    TradesSent += Send("trade", market, market.Trade(DateTime.UtcNow));
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(new CancellationToken(canceled: true));
        await _web.DisposeAsync();
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var result = context.Request.Path.Value!.Split('/')[^1] switch
        {
            "Time" => $"{{\"unixtime\":{seconds}}}",
            "SystemStatus" => "{\"status\":\"online\",\"timestamp\":\"2026-01-01T00:00:00Z\"}",
            "AssetPairs" => $"{{{string.Join(',', _markets.Values.Select(market => market.PairRow))}}}",
            _ => null,
        };
        var error = result is null ? "\"EGeneral:Unknown method\"" : "";
        return context.Response.WriteAsync($"{{\"error\":[{error}],\"result\":{result ?? "{}"}}}");
    }

    /// <summary>1 where somebody was sent it: the second connection, an audit's, does not count.</summary>
    private int Send(string channel, BusyMarket market, string message)
    {
        var sent = 0;
        foreach (var client in _clients)
        {
            if (client.Wants(channel, market.SlashName))
                sent += client.Send(message);
        }

        return Math.Min(sent, 1);
    }

    private async Task TalkAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var client = new Client(socket);
        lock (_guard)
            _clients.Add(client);
        var sending = client.SendAllAsync();
        try
        {
            var buffer = new byte[1 << 16];
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is
                { MessageType: WebSocketMessageType.Text } got)
            {
                lock (_guard)
                    Take(client, JsonNode.Parse(buffer.AsSpan(0, got.Count))!);
            }
        }
        catch (WebSocketException)
        {
            // The collector has ended.
        }

        lock (_guard)
            _clients.Remove(client);
        client.End();
        await sending;
    }

    private void Take(Client client, JsonNode request)
    {
        var method = (string)request["method"]!;
        var number = request["req_id"]?.ToJsonString() ?? "0";
        if (method == "ping")
        {
            client.Send($"{{\"method\":\"pong\",\"req_id\":{number}}}");
            return;
        }

        var channel = (string)request["params"]!["channel"]!;
        foreach (var symbol in request["params"]!["symbol"]!.AsArray().Select(name => (string)name!))
        {
            var market = _markets[symbol];
            client.Send($"{{\"method\":\"{method}\",\"req_id\":{number},\"success\":true,"
                + $"\"result\":{{\"channel\":\"{channel}\",\"symbol\":\"{symbol}\"}}}}");
            if (method == "unsubscribe")
                client.Remove(channel, symbol);
            else
                client.Add(channel, symbol);
            if (method == "subscribe" && channel == "book")
                client.Send(market.Snapshot(DateTime.UtcNow));
        }
    }

    /// <summary>A connection and what it has subscribed to.</summary>
    private sealed class Client(WebSocket socket)
    {
        private readonly Channel<string> _queue = Channel.CreateUnbounded<string>();
        private readonly HashSet<(string Channel, string Symbol)> _wanted = [];

        public bool Wants(string channel, string symbol) => _wanted.Contains((channel, symbol));

        public void Add(string channel, string symbol) => _wanted.Add((channel, symbol));

        public void Remove(string channel, string symbol) => _wanted.Remove((channel, symbol));

        public int Send(string message) => _queue.Writer.TryWrite(message) ? 1 : 0;

        public void End() => _queue.Writer.TryComplete();

        public async Task SendAllAsync()
        {
            try
            {
                await foreach (var message in _queue.Reader.ReadAllAsync())
                {
                    await socket.SendAsync(
                        Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
                }
            }
            catch (WebSocketException)
            {
                // The receiving side sees it too.
            }
        }
    }
}
