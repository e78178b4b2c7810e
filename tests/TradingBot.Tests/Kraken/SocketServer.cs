using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest.Wire;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

/// <summary>
/// The far end of a <see cref="KrakenSocket"/>: real WebSockets over loopback, played by the test, and everything the
/// socket reported. Nothing here waits for the wall clock; the guards only end a test that hangs.
/// </summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<WebSocket> _accepted = Channel.CreateUnbounded<WebSocket>();
    private readonly Channel<SocketMessage> _messages = Channel.CreateUnbounded<SocketMessage>();
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _buffer = new byte[1 << 20];
    private readonly Task _running;
    private int _tokens;
    private WebSocket? _line;

    /// <param name="isPrivate">True to give out tokens: token1, token2, ….</param>
    public SocketServer(bool isPrivate = false)
    {
        _listener.Start();
        Socket = new KrakenSocket(
            new KrakenSocketOptions { Name = "test" },
            ConnectAsync,
            isPrivate ? FetchTokenAsync : null,
            message => _messages.Writer.TryWrite(message),
            Time,
            NullLogger<KrakenSocket>.Instance,
            () => 0);
        _running = Task.Run(() => Socket.RunAsync(_stop.Token));
    }

    public ManualTime Time { get; } = new();

    public KrakenSocket Socket { get; }

    public Task Running => _running;

    /// <summary>Set to make connecting fail.</summary>
    public Exception? ConnectFailure { get; set; }

    public int Attempts { get; private set; }

    /// <summary>The next connection; the one before is forgotten.</summary>
    public async Task AcceptAsync() => _line = await _accepted.Reader.ReadAsync().AsTask().WaitAsync(Guard);

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] frame) =>
        _line!.SendAsync(frame, WebSocketMessageType.Text, true, CancellationToken.None).WaitAsync(Guard);

    public Task CloseAsync(WebSocketCloseStatus status) =>
        _line!.CloseOutputAsync(status, "closing", CancellationToken.None).WaitAsync(Guard);

    /// <summary>Drops the line without a word.</summary>
    public void Drop() => _line!.Abort();

    /// <summary>The next request of the client that is no ping.</summary>
    public async Task<JsonElement> ReadAsync()
    {
        while (true)
        {
            var received = await _line!.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None)
                .AsTask().WaitAsync(Guard);
            received.MessageType.Should().Be(WebSocketMessageType.Text);
            using var document = JsonDocument.Parse(_buffer.AsMemory(0, received.Count));
            if (document.RootElement.GetProperty("method").GetString() != "ping")
                return document.RootElement.Clone();
        }
    }

    /// <summary>Reads a subscribe request and acknowledges each of its symbols.</summary>
    public async Task<JsonElement> AcknowledgeAsync()
    {
        var request = await ReadAsync();
        request.GetProperty("method").GetString().Should().Be("subscribe");
        var parameters = request.GetProperty("params");
        string[] symbols = parameters.TryGetProperty("symbol", out var named)
            ? [.. named.EnumerateArray().Select(symbol => $$"""{"symbol":"{{symbol.GetString()}}"}""")]
            : ["{}"];
        var id = request.GetProperty("req_id");
        foreach (var result in symbols)
            await SendAsync($$"""{"method":"subscribe","req_id":{{id}},"result":{{result}},"success":true}""");

        return parameters;
    }

    /// <summary>The next message of the kind; others before it are passed over.</summary>
    public async Task<T> NextAsync<T>()
        where T : SocketMessage
    {
        while (true)
        {
            if (await _messages.Reader.ReadAsync().AsTask().WaitAsync(Guard) is T wanted)
                return wanted;
        }
    }

    /// <summary>Moves the clock; the socket looks around once a second of it.</summary>
    public Task AdvanceAsync(double seconds) => Time.AdvanceLoopAsync(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Guard);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task<WebSocket> ConnectAsync(CancellationToken cancellation)
    {
        Attempts++;
        if (ConnectFailure is { } failure)
            throw failure;
        var accepting = _listener.AcceptTcpClientAsync(cancellation);
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint, cancellation);
        var server = await accepting;
        var options = new WebSocketCreationOptions { IsServer = true };
        _accepted.Writer.TryWrite(WebSocket.CreateFromStream(server.GetStream(), options));
        return WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions());
    }

    private Task<Answer<SocketToken>> FetchTokenAsync(CancellationToken cancellation) =>
        Task.FromResult<Answer<SocketToken>>(
            new Answer<SocketToken>.Success(
                new SocketToken { Secret = $"token{++_tokens}", ExpiresInSeconds = 900 }, []));
}
