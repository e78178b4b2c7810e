using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace TradingBot.Tests.Simulators;

/// <summary>A client's WebSocket, plain: sends text, hands out messages in order.</summary>
internal sealed class TestSocket : IAsyncDisposable
{
    // No test is decided by it: it only keeps a wrong test from hanging for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket _socket = new();

    public static async Task<TestSocket> ConnectAsync(Uri address)
    {
        var socket = new TestSocket();
        await socket._socket.ConnectAsync(address, CancellationToken.None);
        return socket;
    }

    /// <summary>What asks for a channel of the account's.</summary>
    /// <param name="token">Of the account.</param>
    /// <param name="channel">Such as <c>executions</c>.</param>
    /// <param name="more">Further parameters, each with a comma before it.</param>
    public static string Subscription(string token, string channel, string more = "") =>
        $$$"""{"method":"subscribe","params":{"channel":"{{{channel}}}","token":"{{{token}}}"{{{more}}}}}""";

    public Task SendAsync(string json) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next message as text; null when the connection is over.</summary>
    public async Task<string?> TextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(part, patience.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    return null;
                whole.Write(part, 0, received.Count);
                if (received.EndOfMessage)
                    return Encoding.UTF8.GetString(whole.ToArray());
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>The next message of a channel, passing over the others.</summary>
    public Task<JsonElement> ChannelAsync(string channel) =>
        FindAsync(message => message.TryGetProperty("channel", out var name) && name.GetString() == channel);

    /// <summary>The next answer to a method, passing over data.</summary>
    public Task<JsonElement> ReplyAsync() => FindAsync(message => !message.TryGetProperty("channel", out _));

    public async Task<JsonElement> AskAsync(string json)
    {
        await SendAsync(json);
        return await ReplyAsync();
    }

    public async Task<JsonElement> FindAsync(Predicate<JsonElement> wanted)
    {
        while (true)
        {
            var text = await TextAsync() ?? throw new InvalidOperationException("the connection is over");
            var message = Rig.Parse(text);
            if (wanted(message))
                return message;
        }
    }

    /// <summary>True when the connection ends, whatever comes before.</summary>
    public async Task<bool> EndsAsync()
    {
        while (await TextAsync() is not null)
        {
        }

        return true;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
