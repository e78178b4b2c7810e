using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Rest.Wire;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>
/// A connection to WebSocket v2 that is kept up: it reconnects with pauses, subscribes again, finds silence of the line
/// and of single subscriptions, and matches answers to requests. Orders are never replayed by a reconnect.
/// </summary>
/// <remarks>
/// Messages are handed over one at a time, in order, on the receiving thread: the receiver must be quick and must not
/// wait.
/// </remarks>
internal sealed partial class KrakenSocket
{
    private readonly KrakenSocketOptions _options;
    private readonly Func<CancellationToken, Task<WebSocket>> _connect;
    private readonly Func<CancellationToken, Task<Answer<SocketToken>>>? _fetchToken;
    private readonly Action<SocketMessage> _receive;
    private readonly TimeProvider _time;
    private readonly ILogger<KrakenSocket> _log;
    private readonly ReconnectSchedule _schedule;
    private readonly SocketParts _parts;
    private readonly long _origin;
    private Line? _line;
    private bool _isMaintenance;

    /// <param name="options">Name and times.</param>
    /// <param name="connect">Opens a WebSocket, such as <see cref="SocketConnector.To"/>.</param>
    /// <param name="fetchToken">For the private connection: a fresh token for each connection. Else null.</param>
    /// <param name="receive">Gets every message.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Changes of state.</param>
    /// <param name="chance">Numbers from 0 up to 1 for the jitter of reconnects.</param>
    public KrakenSocket(
        KrakenSocketOptions options,
        Func<CancellationToken, Task<WebSocket>> connect,
        Func<CancellationToken, Task<Answer<SocketToken>>>? fetchToken,
        Action<SocketMessage> receive,
        TimeProvider time,
        ILogger<KrakenSocket> log,
        Func<double> chance)
    {
        _options = options;
        _connect = connect;
        _fetchToken = fetchToken;
        _receive = receive;
        _time = time;
        _log = log;
        _schedule = new ReconnectSchedule(chance);
        _parts = new SocketParts(options.Times);
        _origin = time.GetTimestamp();
    }

    public string Name => _options.Name;

    public SocketCounters Counters => _parts.Counters;

    /// <summary>
    /// When the frame that is being handled was received; for the receiver, of <see
    /// cref="System.Diagnostics.Stopwatch"/>.
    /// </summary>
    public long FrameReceivedAt => _parts.FrameReceivedAt;

    public bool IsConnected => Volatile.Read(ref _line) is not null;

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Wants a subscription, now and after every reconnect. Wanting it twice changes nothing.</summary>
    public void Subscribe(Subscription subscription) => _parts.Desk.Subscribe(subscription, Now);

    /// <summary>
    /// The data of a subscription cannot be trusted any more: a checksum that does not match, a hole in its
    /// numbering. It is made anew within a second, but not more often than every five.
    /// </summary>
    public void Distrust(Subscription subscription) => _parts.Desk.Distrust(subscription);

    /// <summary>Sends a request on the private connection and waits for its answer.</summary>
    /// <param name="write">The frame, from the request's number and the token.</param>
    /// <param name="limit">How long the answer is waited for.</param>
    /// <param name="cancellation">Stops waiting. What may have left by then is unknown, so this does not throw.</param>
    public async Task<Answer<Acknowledgement>> RequestAsync(
        Func<long, string, byte[]> write, TimeSpan limit, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _line) is not { Token: { } token } line)
            return new Answer<Acknowledgement>.NotSent("the private WebSocket is not connected");
        var id = _parts.Pending.NextId();
        var request = new SocketRequest(id, write(id, token));
        _parts.Pending.Add(request);
        try
        {
            if (!line.Connection.TrySend(request))
                return new Answer<Acknowledgement>.NotSent("the queue of outgoing requests is full or closed");
            using var limited = new CancellationTokenSource(limit, _time);
            using var late = limited.Token.Register(() => request.GiveUp($"no answer within {limit.TotalSeconds} s"));
            using var stopped = cancellation.Register(() => request.GiveUp("stopped while waiting for the answer"));
            var answer = await request.Answer.ConfigureAwait(false);
            if (answer is Answer<Acknowledgement>.Unknown { Error.Retry: RetryAdvice.WithNewToken })
                line.Session.End(new ConnectionEnd("the token is not accepted"));
            return answer;
        }
        finally
        {
            _parts.Pending.Remove(request);
        }
    }

    /// <summary>For those who watch it. May be read by any thread.</summary>
    public ConnectionState State => new(Name, IsConnected, Counters);

    /// <summary>Keeps the connection up until cancelled, or until the exchange refuses it for good.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var isSlow = false;
        try
        {
            while (true)
            {
                var pause = _schedule.Next(Now, isSlow || _isMaintenance);
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, _time, cancellation).ConfigureAwait(false);
                var end = await LiveOnceAsync(cancellation).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                if (end.IsFinal)
                {
                    GivenUp(_options.Name, end.Reason);
                    _receive(new SocketMessage.Stopped(end.Reason));
                    return;
                }

                isSlow = end.IsSlow;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task<ConnectionEnd> LiveOnceAsync(CancellationToken cancellation)
    {
        string? token = null;
        if (_fetchToken is not null)
        {
            var answer = await _fetchToken(cancellation).ConfigureAwait(false);
            if (answer is not Answer<SocketToken>.Success success)
                return NoToken(answer);
            token = success.Value.Secret;
        }

        var (socket, failure) = await ConnectAsync(cancellation).ConfigureAwait(false);
        if (socket is null)
        {
            NotConnected(_options.Name, failure!.Reason);
            return failure;
        }

        using var connection = new SocketConnection(socket);
        var session = new SocketSession(connection, _parts, _options, _receive, _time);
        return await ServeAsync(new Line(connection, session, token), cancellation).ConfigureAwait(false);
    }

    private async Task<ConnectionEnd> ServeAsync(Line line, CancellationToken cancellation)
    {
        Counters.CountConnection();
        IsUp(_options.Name);
        _receive(SocketMessage.Connected.Instance);
        _parts.Desk.Open(line.Connection, line.Token, Now);
        Volatile.Write(ref _line, line);
        var end = new ConnectionEnd("failed");
        try
        {
            return end = await line.Session.RunAsync(() => Now, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _line, null);
            _parts.Desk.Close();
            line.Connection.Dispose();
            _parts.Pending.GiveUpAll("the connection was lost: " + end.Reason);
            _schedule.Ended(line.Session.Age);
            _isMaintenance = line.Session.Mode == SystemMode.Maintenance;
            if (!cancellation.IsCancellationRequested)
                IsDown(_options.Name, end.Reason);
            _receive(new SocketMessage.Disconnected(end.Reason));
        }
    }

    private async Task<(WebSocket? Socket, ConnectionEnd? Failure)> ConnectAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_options.ConnectLimit, _time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return (await _connect(limited.Token).ConfigureAwait(false), null);
        }
        catch (SocketRefusedException refused)
        {
            return (null, new ConnectionEnd(refused.Message, refused.IsFinal, IsSlow: true));
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException)
        {
            return (null, new ConnectionEnd(ExchangeText.Clean(failure.Message))); // may quote the server
        }
    }

    private ConnectionEnd NoToken(Answer<SocketToken> answer)
    {
        var (reason, isFinal) = answer switch
        {
            Answer<SocketToken>.Rejected rejected => (rejected.Error.Text, rejected.Error.IsFatal),
            Answer<SocketToken>.Unknown unknown => (unknown.Reason, false),
            Answer<SocketToken>.NotSent notSent => (notSent.Reason, false),
            _ => throw new InvalidOperationException("a success has a token"),
        };
        NotConnected(_options.Name, "no token: " + reason);
        return new ConnectionEnd("no token: " + reason, isFinal, IsSlow: true);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Kraken {Name} WebSocket connected")]
    private partial void IsUp(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kraken {Name} WebSocket lost: {Reason}")]
    private partial void IsDown(string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kraken {Name} WebSocket could not connect: {Reason}")]
    private partial void NotConnected(string name, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Kraken {Name} WebSocket abandoned: {Reason}")]
    private partial void GivenUp(string name, string reason);

    private sealed record Line(SocketConnection Connection, SocketSession Session, string? Token)
    {
        // A record would print the token.
        public override string ToString() => "line";
    }
}
