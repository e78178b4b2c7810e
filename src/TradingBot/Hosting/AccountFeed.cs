using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Kraken;
using TradingBot.Kraken.Feed;
using TradingBot.Kraken.Limits;
using TradingBot.Kraken.Sockets;

namespace TradingBot.Hosting;

/// <summary>
/// Turns the private connection's messages into engine events: what happens to our orders, and what the exchange
/// accepts.
/// </summary>
internal sealed partial class AccountFeed
{
    private readonly KrakenPair _pair;
    private readonly TradingAllowance _allowance;
    private readonly ChannelWriter<EngineEvent> _events;
    private readonly Func<DateTime> _exchangeTime;
    private readonly ILogger<AccountFeed> _log;
    private readonly ExecutionStream _executions = new();
    private readonly List<OrderStep> _steps = [];
    private readonly string _feeAsset;

    /// <param name="pair">The pair traded.</param>
    /// <param name="allowance">Is told of orders that are over.</param>
    /// <param name="events">The engine's queue.</param>
    /// <param name="exchangeTime">The session's one clock, UTC; never the wall's, which may be set.</param>
    /// <param name="connect">Makes the private connection that hands its messages to the given receiver.</param>
    /// <param name="log">Changes of state.</param>
    public AccountFeed(
        KrakenPair pair,
        TradingAllowance allowance,
        ChannelWriter<EngineEvent> events,
        Func<DateTime> exchangeTime,
        Func<Action<SocketMessage>, KrakenSocket> connect,
        ILogger<AccountFeed> log)
    {
        (_pair, _allowance, _events, _exchangeTime, _log) = (pair, allowance, events, exchangeTime, log);
        _feeAsset = pair.Names.Socket.Split('/')[1];
        Socket = connect(Receive);
    }

    public KrakenSocket Socket { get; }

    /// <summary>Follows the account until cancelled or refused for good.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        Socket.Subscribe(Subscription.Executions);
        return Socket.RunAsync(cancellation);
    }

    private void Receive(SocketMessage message)
    {
        switch (message)
        {
            case SocketMessage.Executions executions:
                Receive(executions);
                break;
            case SocketMessage.Status status:
                var mode = status.Row.Mode.AsExchangeMode();
                _events.WriteOrEnd(new EngineEvent.ModeChanged(_exchangeTime(), mode));
                break;
            case SocketMessage.Connected:
                _executions.Restart();
                break;
            case SocketMessage.SubscriptionRefused refused:
                Refused(refused.Subscription.ChannelWord, refused.Error.Text);
                break;
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
            _events.WriteOrEnd(new EngineEvent.OrderReported(
                _exchangeTime(), id, KrakenReports.Of(step, _feeAsset)));
            if (step.Order.IsOver)
                _allowance.Closed(_pair.Names.Id, step.Order.ClientOrderId!);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Kraken refuses the {Channel} subscription: {Reason}")]
    private partial void Refused(string channel, string reason);
}
