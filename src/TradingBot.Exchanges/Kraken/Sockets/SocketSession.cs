using System.Diagnostics;
using System.Net.WebSockets;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>The life of one connection: receives, sends and watches until one of the three ends.</summary>
internal sealed class SocketSession(
    SocketConnection connection,
    SocketParts parts,
    KrakenSocketOptions options,
    Action<SocketMessage> receive,
    TimeProvider time)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<ConnectionEnd> _asked =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly FrameParser _parser = new();
    private readonly long _origin = time.GetTimestamp();
    private long _lastFrame = time.GetTimestamp();

    /// <summary>The mode the exchange last announced on this connection.</summary>
    public SystemMode Mode { get; private set; } = SystemMode.Unknown;

    /// <summary>How long the connection has lived.</summary>
    public TimeSpan Age => time.GetElapsedTime(_origin);

    /// <summary>Ends the connection from outside.</summary>
    public void End(ConnectionEnd end) => _asked.TrySetResult(end);

    /// <summary>Serves until the end.</summary>
    /// <param name="now">The owner's clock, for the subscriptions.</param>
    /// <param name="cancellation">Stops the whole program.</param>
    public async Task<ConnectionEnd> RunAsync(Func<TimeSpan> now, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<ConnectionEnd>[] loops =
            [ReceiveAllAsync(now, ended.Token), SendAllAsync(ended.Token), WatchAsync(now, ended.Token)];
        var first = await Task.WhenAny([_asked.Task, .. loops]).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        connection.Abort();
        // All three are over before the next connection begins; an exception here is a bug in the receiver and goes on.
        await Task.WhenAll(loops).ConfigureAwait(false);
        return await first.ConfigureAwait(false);
    }

    private async Task<ConnectionEnd> ReceiveAllAsync(Func<TimeSpan> now, CancellationToken ended)
    {
        // A flood can always be read without waiting; the sender and the watch begin all the same.
        await Task.Yield();
        while (true)
        {
            ReadOnlyMemory<byte>? frame;
            try
            {
                frame = await connection.ReceiveAsync(ended).ConfigureAwait(false);
            }
            catch (Exception failure) when (IsOfTheSocket(failure))
            {
                return new ConnectionEnd($"receiving failed: {ExchangeText.Clean(failure.Message)}");
            }

            if (frame is not { } bytes)
                return ClosedByServer();
            Volatile.Write(ref _lastFrame, time.GetTimestamp());
            parts.FrameReceivedAt = Stopwatch.GetTimestamp();
            if (!bytes.IsEmpty)
                options.Tap?.Invoke(bytes);
            Handle(
                bytes.IsEmpty
                    ? new SocketMessage.Malformed("an empty frame, or one that is too large")
                    : _parser.Parse(bytes.Span),
                now());
        }
    }

    private ConnectionEnd ClosedByServer() => connection.CloseStatus is { } status
        ? new ConnectionEnd($"closed by the server: {(int)status}", status == WebSocketCloseStatus.PolicyViolation)
        : new ConnectionEnd("closed by the server");

    private void Handle(SocketMessage message, TimeSpan now)
    {
        Count(message);
        switch (message)
        {
            case SocketMessage.Acknowledged acknowledged:
                HandleAnswer(acknowledged.Value);
                break;
            case SocketMessage.Status status:
                Mode = status.Row.Mode;
                break;
            default:
                parts.Desk.Received(message, now);
                break;
        }

        receive(message);
    }

    private void Count(SocketMessage message)
    {
        parts.Counters.CountFrame();
        if (message is SocketMessage.Malformed)
            parts.Counters.CountMalformed();
        else if (message is SocketMessage.UnknownChannel)
            parts.Counters.CountUnknownChannel();
    }

    private void HandleAnswer(Acknowledgement answer)
    {
        if (answer.Method == "pong")
            return;
        if (parts.Desk.Answered(answer, out var refusals))
        {
            foreach (var refused in refusals)
            {
                receive(refused);
                if (refused.Error.Retry == RetryAdvice.WithNewToken)
                    End(new ConnectionEnd("the token is not accepted"));
            }
        }
        else if (!parts.Pending.Answered(answer))
        {
            parts.Counters.CountLateAnswer();
        }
    }

    private async Task<ConnectionEnd> SendAllAsync(CancellationToken ended)
    {
        try
        {
            await connection.SendAllAsync(ended).ConfigureAwait(false);
            return new ConnectionEnd("the connection was closed by this program");
        }
        catch (Exception failure) when (IsOfTheSocket(failure))
        {
            return new ConnectionEnd($"sending failed: {failure.Message}");
        }
    }

    private async Task<ConnectionEnd> WatchAsync(Func<TimeSpan> now, CancellationToken ended)
    {
        var lastPing = time.GetTimestamp();
        SendPing();
        try
        {
            while (true)
            {
                await Task.Delay(LookInterval, time, ended).ConfigureAwait(false);
                if (parts.Desk.IsInUse
                    && time.GetElapsedTime(Volatile.Read(ref _lastFrame)) >= options.Times.Connection)
                    return new ConnectionEnd("no data received for too long");
                if (parts.Desk.Look(now()) is { } dead)
                    return new ConnectionEnd($"no data on {dead.ChannelWord} {dead.Symbol} since subscribing");
                if (time.GetElapsedTime(lastPing) >= options.Times.Ping)
                {
                    SendPing();
                    lastPing = time.GetTimestamp();
                }
            }
        }
        catch (OperationCanceledException)
        {
            return new ConnectionEnd("stopped");
        }
    }

    private void SendPing()
    {
        var id = parts.Pending.NextId();
        connection.TrySend(new SocketRequest(id, SocketRequests.Ping(id)));
    }

    private static bool IsOfTheSocket(Exception failure) => failure
        is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException;
}
