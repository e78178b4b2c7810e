using Microsoft.Extensions.Logging;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Exchanges.Kraken;

/// <summary>
/// The private connection's messages: what happens to the account's orders, and what the exchange accepts. All who
/// listen hear all of it.
/// </summary>
internal sealed partial class KrakenAccountStream
{
    private readonly TradingAllowance _allowance;
    private readonly ILogger _log;
    private readonly ExecutionStream _executions = new();
    private readonly List<OrderStep> _steps = [];
    private readonly Lock _guard = new();
    private IAccountListener[] _listeners = [];
    private ExchangeMode? _mode; // of this connection; null until it is told

    /// <param name="allowance">Learns of orders that are over.</param>
    /// <param name="connect">Makes the private connection that hands its messages to the given receiver.</param>
    /// <param name="log">Changes of state.</param>
    public KrakenAccountStream(
        TradingAllowance allowance, Func<Action<SocketMessage>, KrakenSocket> connect, ILogger log)
    {
        (_allowance, _log) = (allowance, log);
        Socket = connect(Receive);
    }

    public KrakenSocket Socket { get; }

    /// <summary>Follows the account until cancelled or refused for good.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        Socket.Subscribe(Subscription.Executions);
        return Socket.RunAsync(cancellation);
    }

    /// <inheritdoc cref="IAccount.Listen"/>
    public IDisposable Listen(IAccountListener listener)
    {
        lock (_guard)
        {
            _listeners = [.. _listeners, listener];
            // A connection tells it once, and others may have heard it before this one came.
            if (_mode is { } mode)
                listener.ModeChanged(mode);
        }

        return new Listening(this, listener);
    }

    private void Forget(IAccountListener listener)
    {
        lock (_guard)
            _listeners = [.. _listeners.Where(other => other != listener)];
    }

    private void Receive(SocketMessage message)
    {
        switch (message)
        {
            case SocketMessage.Executions executions:
                Receive(executions);
                break;
            case SocketMessage.Status status:
                Became(status.Row.Mode.AsExchangeMode());
                break;
            case SocketMessage.Connected:
                _executions.Restart();
                break;
            case SocketMessage.Disconnected:
                lock (_guard)
                    _mode = null;
                break;
            case SocketMessage.SubscriptionRefused refused:
                Refused(refused.Subscription.ChannelWord, refused.Error.Text);
                break;
        }
    }

    private void Became(ExchangeMode mode)
    {
        lock (_guard)
        {
            _mode = mode;
            foreach (var listener in _listeners)
                listener.ModeChanged(mode);
        }
    }

    private void Receive(SocketMessage.Executions message)
    {
        _steps.Clear();
        if (!_executions.Accept(message, _steps))
            Socket.Distrust(Subscription.Executions); // what was missed, the tracker asks for by itself
        foreach (var step in _steps)
        {
            if (!Guid.TryParse(step.Order.ClientOrderId, out var id))
                continue; // by hand, or another program's
            var report = KrakenReports.Of(step);
            foreach (var listener in Volatile.Read(ref _listeners))
                listener.Reported(id, report);
            if (step.Order.IsOver)
                _allowance.Closed(step.Order.ClientOrderId!);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Kraken refuses the {Channel} subscription: {Reason}")]
    private partial void Refused(string channel, string reason);

    private sealed class Listening(KrakenAccountStream stream, IAccountListener listener) : IDisposable
    {
        public void Dispose() => stream.Forget(listener);
    }
}
