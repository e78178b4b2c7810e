using System.Diagnostics.Metrics;
using TradingBot.Bots.Followers;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Telemetry;

/// <summary>
/// The original's figures of orders and trades, and how long they took. Money is the quote currency's, after fees.
/// </summary>
internal sealed class OrderMeter
{
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Counter<double> _volume;
    private readonly Counter<double> _fees;
    private readonly UpDownCounter<double> _profit;
    private readonly UpDownCounter<long> _winRate;
    private readonly Counter<long> _results;
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _tickToOrder;
    private readonly HashSet<Guid> _unknown = [];
    private long _commits;

    public OrderMeter(Meter meter)
    {
        _opened = meter.CreateCounter<long>("open.order");
        _closed = meter.CreateCounter<long>("close.order");
        _volume = meter.CreateCounter<double>("total_trading_volume");
        _fees = meter.CreateCounter<double>("trading_fees");
        _profit = meter.CreateUpDownCounter<double>("bottrade.profit");
        _winRate = meter.CreateUpDownCounter<long>("bottrade.win_rate");
        _results = meter.CreateCounter<long>("tradingbot.trades.closed");
        _errors = meter.CreateCounter<long>("main_loop.errors");
        _commit = meter.CreateHistogram<double>("tradingbot.journal.commit_time", "ms");
        _tickToOrder = meter.CreateHistogram<double>("tradingbot.order.tick_to_order", "ms");
    }

    /// <summary>The session begins; what was stored before it is not measured.</summary>
    public void Begin(BotSnapshot now) => _commits = now.Commits;

    /// <summary>There is a snapshot after each commit.</summary>
    public void Look(BotSnapshot now)
    {
        if (now.Commits != _commits)
            _commit.Record(now.LastCommit.TotalMilliseconds);
        _commits = now.Commits;
    }

    public void Take(BotEvent.LatencyMeasured latency) => _tickToOrder.Record(latency.TickToOrder.TotalMilliseconds);

    public void CountError(string error) => _errors.Add(1, Tag("error", error));

    /// <summary>How orders meet the market, as a tag says it.</summary>
    public static string StyleOf(OrderStyle style) => style switch
    {
        OrderStyle.Limit => "limit",
        OrderStyle.PostOnly => "post-only",
        _ => "market",
    };

    public static string SideOf(Side side) => side == Side.Buy ? "buy" : "sell";

    /// <summary>An order has changed; what went wrong with it is counted.</summary>
    public void Take(BotOrder order)
    {
        if (order.State != OrderState.Unknown)
            _unknown.Remove(order.Id);
        else if (_unknown.Add(order.Id))
            CountError("order_unknown");
        if (order.WasNotPlaced())
            CountError("order_rejected");
    }

    /// <summary>An order is over and has traded.</summary>
    public void Take(BotOrder order, BotFill fill)
    {
        var counter = order.Purpose == OrderPurpose.Open ? _opened : _closed;
        counter.Add(1, Tag("type", SideOf(order.Side)), Tag("order", StyleOf(order.Style)));
        if (order.Purpose == OrderPurpose.Open)
            _volume.Add((double)fill.Cost);
        _fees.Add((double)fill.Fee);
    }

    public void Take(BotClosedTrade trade)
    {
        var isWin = trade.Profit > 0;
        _profit.Add((double)trade.Profit);
        _winRate.Add(isWin ? 1 : -1);
        _results.Add(1, Tag("result", isWin ? "win" : "loss"));
    }

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
