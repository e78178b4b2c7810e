using TradingBot.Bots.Followers;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Reports;

namespace TradingBot.Notifications;

/// <summary>What is said of orders and the trades they make.</summary>
internal sealed class OrderNotices(BotProfile bot)
{
    /// <summary>Most orders whose answer is lost are settled within it.</summary>
    public static readonly TimeSpan LongUnknown = TimeSpan.FromSeconds(60);

    private readonly string _quote = bot.Quote;
    private readonly string _base = bot.Base;
    private readonly string _money = bot.MoneyName();
    private readonly Dictionary<Guid, Unknown> _unknown = [];

    /// <summary>What has happened, and what has not for too long.</summary>
    public IEnumerable<Notice> Look(IReadOnlyList<BotEvent> happened, BotSnapshot bot)
    {
        var now = bot.Time;
        foreach (var opened in happened.OfType<BotEvent.TradeOpened>())
            yield return Opened(opened.Trade, now);
        foreach (var closed in happened.OfType<BotEvent.TradeClosed>())
            yield return Closed(closed.Trade, now);
        var changes = happened.OfType<BotEvent.OrderChanged>().Select(change => change.Order).ToList();
        foreach (var order in changes.Where(order => order.WasNotPlaced()))
            yield return Rejected(order, now);
        foreach (var notice in LookAtUnknown(bot.Orders, now))
            yield return notice;
        foreach (var notice in LookAtSettled(changes, now))
            yield return notice;
    }

    private Notice Opened(BotTrade trade, DateTime now) => new(Severity.Info, $"Trade opened ({_money})", now)
    {
        Fields =
        [
            new("Price", Price(trade.Entry)),
            new("Volume", $"{Display.Exact(trade.Entry.Volume)} {_base}"),
            new("Cost", $"{Display.Money(trade.Entry.Cost)} {_quote}"),
            new("Fee", FeeText.Of(trade.Entry.ToFee(), _base, _quote)),
            new("Order", NameOf(trade.OpenOrderId, trade.OpenOrder)),
            new("Reason", trade.Reason),
        ],
    };

    private Notice Closed(BotClosedTrade trade, DateTime now)
    {
        var (open, close) = (NameOf(trade.OpenOrderId, trade.OpenOrder), NameOf(trade.CloseOrderId, trade.CloseOrder));
        return new(Severity.Info, $"Trade closed ({_money})", now)
        {
            Fields =
            [
                new("P/L", $"{NoticeText.Signed(trade.Profit)} {_quote} ({NoticeText.Percent(trade.Return)})"),
                new("Entry", Price(trade.Entry)),
                new("Exit", Price(trade.Exit)),
                new("Volume", $"{Display.Exact(trade.Exit.Volume)} {_base}"),
                new("Cost", $"{Display.Money(trade.Entry.Cost)} {_quote}"),
                new("Proceeds", $"{Display.Money(trade.Exit.Cost)} {_quote}"),
                new("Fees", FeeText.Of(trade.Entry.ToFee() + trade.Exit.ToFee(), _base, _quote)),
                new("Held", Display.Length(trade.Exit.Time - trade.Entry.Time)),
                new("Orders", $"{open}, {close}"),
                new("Reason", trade.CloseReason),
            ],
        };
    }

    private Notice Rejected(BotOrder order, DateTime now)
    {
        var reason = order.Note ?? "no reason given";
        return new(Severity.Warning, $"Order not placed ({_money})", now)
        {
            Text = reason,
            Fields = Fields(order),
            Key = $"rejected: {reason}",
        };
    }

    private IEnumerable<Notice> LookAtUnknown(IReadOnlyList<BotOrder> orders, DateTime now)
    {
        foreach (var order in orders)
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
                Text = $"Its outcome has been unknown for {Display.Length(now - known.Since)} ({known.Reason}). "
                    + "No new orders until it is settled.",
                Fields = Fields(order),
            };
        }
    }

    private IEnumerable<Notice> LookAtSettled(IEnumerable<BotOrder> changes, DateTime now)
    {
        foreach (var order in changes)
        {
            if (order.State == OrderState.Unknown || !_unknown.Remove(order.Id, out var known) || !known.IsTold)
                continue;
            yield return new(Severity.Info, $"Order is settled ({_money})", now)
            {
                Text = order.State == OrderState.Rejected ? "It does not exist." : "The exchange has it.",
                Fields = Fields(order),
            };
        }
    }

    private NoticeField[] Fields(BotOrder order) =>
    [
        new("Side", order.Side == Side.Buy ? "buy" : "sell"),
        new("Volume", $"{Display.Exact(order.Volume)} {_base}"),
        new("Price when decided", $"{Display.Exact(order.Price)} {_quote}"),
        new("Order", FormattableString.Invariant($"{order.Number}, attempt {order.Attempt}")),
        new("Client id", order.Id.ToString("D")),
        new("Reason", order.Reason),
    ];

    private string Price(BotFill fill) => $"{Display.Exact(fill.Price)} {_quote}";

    private static string NameOf(string? exchangeId, long number) => exchangeId ?? OrderId.Simulated(number);

    private sealed class Unknown(DateTime since, string reason)
    {
        public DateTime Since { get; } = since;

        public string Reason { get; } = reason;

        public bool IsTold { get; set; }
    }
}
