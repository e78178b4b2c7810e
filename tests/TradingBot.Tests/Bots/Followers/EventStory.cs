using TradingBot.Bots.Followers;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Bots.Followers;

/// <summary>Everything that can happen to a bot, each once, and how it may look.</summary>
internal static class EventStory
{
    private static readonly DateTime Time = new(2026, 11, 20, 12, 1, 0, 250, DateTimeKind.Utc);
    private static readonly Guid Id = new("00000000-0000-4000-8000-000000000001");

    public static BotSnapshot Snapshot => new()
    {
        Bot = FollowedTrader.Profile,
        Time = Time,
        LastPrice = 7901.5,
        LastClose = 7900.2,
        Forming = Candle,
        ClosedCandles = 721,
        Budget = 50_000m,
        Cash = 49_984.10m,
        Held = 0.002m,
        Equity = 49_999.9004m,
        ClosedTrades = new TradeTotals(12, -3.50m, 1.234567m),
        OpenTrades = [Trade],
        Orders = [Order with { State = OrderState.Accepted, Filled = 0, Cost = 0, Fee = null }],
        Breakers = [Breaker],
        QueueDepth = 3,
        FeedAge = TimeSpan.FromMilliseconds(1500),
        LateTrades = 1,
        Commits = 78,
        LastCommit = TimeSpan.FromMicroseconds(3125),
        Connections = [new ConnectionStatus("public", IsConnected: true, 2, 1, 12345, 0, 1)],
        Limits = [new LimitHeadroom("public", 0.75), new LimitHeadroom("trading", 1)],
    };

    private static BotCandle Candle => new(Time.AddMilliseconds(-250), 7894.1, 7902.25, 7890, 7901.5, 1.25, 17);

    private static BotFill Entry => new(Time.AddMilliseconds(-250), 7900.20m, 0.002m, 15.8004m, 0.04108m);

    private static BotTrade Trade => new()
    {
        OpenOrder = 41,
        OpenOrderId = "OFIRST-00041-ABCDEF",
        Side = Side.Buy,
        Entry = Entry,
        Reason = "the candle rose",
        BorrowCost = 0,
        IsClosing = false,
        IsDust = false,
    };

    private static BotClosedTrade ClosedTrade => new()
    {
        OpenOrder = 41,
        OpenOrderId = "OFIRST-00041-ABCDEF",
        CloseOrder = 42,
        CloseOrderId = null,
        Side = Side.Buy,
        Entry = Entry,
        Exit = Entry with { Time = Entry.Time.AddMinutes(1), Price = 8000, Cost = 16, Fee = 0.0416m },
        OpenReason = "the candle rose",
        CloseReason = "the candle fell",
        Fees = 0.08268m,
        BorrowCost = 0,
        Profit = 0.11692m,
        Return = 0.0073806,
    };

    private static BotOrder Order => new()
    {
        Id = Id,
        Number = 42,
        Attempt = 1,
        Purpose = OrderPurpose.Open,
        Side = Side.Buy,
        Volume = 0.00200000m,
        Price = 7900.2m,
        Style = OrderStyle.PostOnly,
        Reason = "the candle \"rose\" & more",
        DecidedAt = Time,
        State = OrderState.PartiallyFilled,
        ExchangeId = "OFIRST-00042-ABCDEF",
        Filled = 0.001m,
        Cost = 7.9002m,
        Fee = 0.02m,
        Note = null,
    };

    private static TrippedBreaker Breaker => new("drawdown", "equity fell 12 % below its peak", Time);

    /// <summary>A session that begins, in which everything happens, and that ends.</summary>
    public static IReadOnlyList<BotEvent> Events =>
    [
        new BotEvent.Began(Time, FollowedTrader.Profile, new TradeTotals(11, -3.6m, 1.15m), [Trade], [Breaker]),
        new BotEvent.ExchangeModeChanged(Time, ExchangeMode.PostOnly),
        new BotEvent.Ticked(Time, 7900.2, Forming: null),
        new BotEvent.CandleClosed(Time, Candle, [new BotFigure("macd.histogram", -0.0625)]),
        new BotEvent.OrderDecided(
            Time, 42, OrderPurpose.Open, Side.Buy, 0.002m, 7900.2m, OrderStyle.PostOnly, "the candle rose"),
        new BotEvent.LatencyMeasured(Time, TimeSpan.FromMicroseconds(1875)),
        new BotEvent.OrderChanged(Time, Order),
        new BotEvent.OrderFilled(Time, 42, "TFIRST-00001-ABCDEF", Side.Buy, 0.001m, 7900.2m, 0.02m, IsMaker: true),
        new BotEvent.CancelAsked(Time, Id, "OFIRST-00042-ABCDEF"),
        new BotEvent.OrderNotAsked(Time, Id, "no answer within the time limit"),
        new BotEvent.OrderEnded(Time, Order with { State = OrderState.Canceled }, Entry, Rejection: null),
        new BotEvent.TradeOpened(Time, Trade),
        new BotEvent.TradeClosed(Time, ClosedTrade),
        new BotEvent.BudgetChanged(Time, Id, Asked: -500.00m, Change: 0),
        new BotEvent.Surprised(Time, "the account holds less than the bot's books"),
        new BotEvent.Remarked(Time, "500 USD cannot be withdrawn: 12.5 USD are free"),
        new BotEvent.BreakerTripped(Time, Breaker.Name, Breaker.Reason),
        new BotEvent.BreakerReset(Time, Breaker.Name),
        new BotEvent.TradesResumed(Time),
        new BotEvent.Ended(Time, "the disk is full"),
    ];
}
