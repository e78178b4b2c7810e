using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Hosting;
using TradingBot.Reports;

namespace TradingBot.Notifications;

/// <summary>What is said of orders and the trades they make.</summary>
internal sealed class OrderNotices(SessionView view)
{
    /// <summary>Most orders whose answer is lost are settled within it.</summary>
    public static readonly TimeSpan LongUnknown = TimeSpan.FromSeconds(60);

    private readonly Trader _trader = view.Trader;
    private readonly string _quote = view.Instrument.Quote;
    private readonly string _base = view.Instrument.Base;
    private readonly string _money = view.Bot.ModeName;
    private readonly Dictionary<Guid, Unknown> _unknown = [];
    private int _closed = view.Trader.Engine.Ledger.Closed.Count;

    /// <summary>What the last event led to.</summary>
    public IEnumerable<Notice> Look(DateTime now)
    {
        foreach (var outcome in _trader.Outcomes)
        {
            if (_trader.Engine.Ledger.Open.FirstOrDefault(open => open.OpenOrder == outcome.Number) is { } trade)
                yield return Opened(trade, now);
        }

        for (; _closed < _trader.Engine.Ledger.Closed.Count; _closed++)
            yield return Closed(_trader.Engine.Ledger.Closed[_closed], now);
        foreach (var change in _trader.Changes)
        {
            if (change.Attempt is { State: OrderState.Rejected, ExchangeId: null })
                yield return Rejected(change.Attempt, now);
        }

        foreach (var notice in LookAtUnknown(now))
            yield return notice;
    }

    private Notice Opened(OpenTrade trade, DateTime now) => new(Severity.Info, $"Trade opened ({_money})", now)
    {
        Fields =
        [
            new("Price", Price(trade.Entry)),
            new("Volume", $"{Text.Exact(trade.Entry.Volume)} {_base}"),
            new("Cost", $"{Text.Money(trade.Entry.Cost)} {_quote}"),
            new("Fee", $"{Text.Money(trade.Entry.Fee)} {_quote}"),
            new("Order", view.Names.Of(trade.OpenOrder)),
            new("Reason", trade.Reason),
        ],
    };

    private Notice Closed(in ClosedTrade trade, DateTime now)
    {
        var length = TimeSpan.FromSeconds(trade.Exit.Seconds - trade.Entry.Seconds);
        return new(Severity.Info, $"Trade closed ({_money})", now)
        {
            Fields =
            [
                new("P/L", $"{NoticeText.Signed(trade.Profit)} {_quote} ({NoticeText.Percent(trade.Return)})"),
                new("Entry", Price(trade.Entry)),
                new("Exit", Price(trade.Exit)),
                new("Volume", $"{Text.Exact(trade.Exit.Volume)} {_base}"),
                new("Cost", $"{Text.Money(trade.Entry.Cost)} {_quote}"),
                new("Proceeds", $"{Text.Money(trade.Exit.Cost)} {_quote}"),
                new("Fees", $"{Text.Money(trade.Fees)} {_quote}"),
                new("Held", Text.Length(length)),
                new("Orders", $"{view.Names.Of(trade.OpenOrder)}, {view.Names.Of(trade.CloseOrder)}"),
                new("Reason", trade.CloseReason),
            ],
        };
    }

    private Notice Rejected(AttemptRecord order, DateTime now)
    {
        var reason = order.Note ?? "no reason given";
        return new(Severity.Warning, $"Order not placed ({_money})", now)
        {
            Text = reason,
            Fields = Fields(order),
            Key = $"rejected: {reason}",
        };
    }

    private IEnumerable<Notice> LookAtUnknown(DateTime now)
    {
        foreach (var order in _trader.Unsettled)
        {
            if (order.State != OrderState.Unknown)
                continue;
            if (!_unknown.TryGetValue(order.Id, out var known))
                _unknown[order.Id] = known = new Unknown(now, order.Note ?? "no answer");
            if (known.IsTold || now - known.Since < LongUnknown)
                continue;
            known.IsTold = true;
            yield return new(Severity.Error, $"Order with unknown outcome ({_money})", now)
            {
                Text = $"For {Text.Length(now - known.Since)} nobody knows whether it exists ({known.Reason}). No new "
                    + "orders until it is settled.",
                Fields = Fields(order),
            };
        }

        foreach (var change in _trader.Changes)
        {
            var order = change.Attempt;
            if (order.State == OrderState.Unknown || !_unknown.Remove(order.Id, out var known) || !known.IsTold)
                continue;
            yield return new(Severity.Info, $"Order is settled ({_money})", now)
            {
                Text = order.State == OrderState.Rejected ? "It does not exist." : "The exchange has it.",
                Fields = Fields(order),
            };
        }
    }

    private NoticeField[] Fields(AttemptRecord order) =>
    [
        new("Side", order.Intent.Side == Side.Buy ? "buy" : "sell"),
        new("Volume", $"{Text.Exact(order.Intent.Volume)} {_base}"),
        new("Price when decided", $"{Text.Exact(order.Intent.Price)} {_quote}"),
        new("Order", FormattableString.Invariant($"{order.Number}, attempt {order.Attempt}")),
        new("Client id", order.Id.ToString("D")),
        new("Reason", order.Intent.Reason),
    ];

    private string Price(in Fill fill) => $"{Text.Exact(fill.Price)} {_quote}";

    private sealed class Unknown(DateTime since, string reason)
    {
        public DateTime Since { get; } = since;

        public string Reason { get; } = reason;

        public bool IsTold { get; set; }
    }
}
