using System.Globalization;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;

namespace TradingBot.Tests.Backtesting.Fills.Recorded;

/// <summary>A recording as a test writes it, with times in seconds, and the orders on it.</summary>
internal sealed class Recording
{
    private static readonly DateTime Start = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);

    private readonly List<OrderAnswer> _answers = [];
    private long _lastOrder;

    public Recording(
        QueueModel? model = null,
        TimeSpan? pairing = null,
        (decimal Price, decimal Quantity)[]? bids = null,
        (decimal Price, decimal Quantity)[]? asks = null,
        int depth = 10)
    {
        Market = new RecordedMarket(Backtests.Bitcoin, depth, model, pairing);
        Restore(0, bids ?? [], asks ?? []);
    }

    public RecordedMarket Market { get; }

    public IReadOnlyList<OrderAnswer> Answers => _answers;

    public static DateTime At(double seconds) => Start + Span(seconds);

    public static OrderLatency Latency(double entry, double response, double clockOffset = 0) =>
        new(Span(entry), Span(response), Span(clockOffset));

    public static TimeSpan Span(double seconds) => new((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    public static OrderRequest Request(
        long number, Side side, decimal volume, decimal price, OrderStyle style = OrderStyle.Limit) =>
        RiskGate.Readmit(number, new OrderIntent(OrderPurpose.Open, side, volume, price, 0, "test", style), 0);

    public void Bid(double at, decimal price, decimal quantity) =>
        Change(at, new LevelChange(Side.Buy, price, quantity));

    public void Ask(double at, decimal price, decimal quantity) =>
        Change(at, new LevelChange(Side.Sell, price, quantity));

    public void Change(double at, LevelChange change) => Keep(Market.Update(in change, At(at)));

    /// <summary>A seller takes.</summary>
    public void Sell(double at, decimal price, decimal quantity) =>
        Keep(Market.Trade(Side.Sell, price, quantity, At(at)));

    /// <summary>A buyer takes.</summary>
    public void Buy(double at, decimal price, decimal quantity) =>
        Keep(Market.Trade(Side.Buy, price, quantity, At(at)));

    public void Restore(
        double at, (decimal Price, decimal Quantity)[] bids, (decimal Price, decimal Quantity)[] asks) => Keep(
        Market.Restore(
        [
            .. bids.Select(level => new LevelChange(Side.Buy, level.Price, level.Quantity)),
            .. asks.Select(level => new LevelChange(Side.Sell, level.Price, level.Quantity)),
        ],
        At(at)));

    public void Interrupt(double at) => Keep(Market.Interrupt(At(at)));

    public void AdvanceTo(double at) => Keep(Market.AdvanceTo(At(at)));

    /// <summary>Orders to buy at the market, decided at a time of our clock.</summary>
    /// <returns>The order's number.</returns>
    public long BuyAtMarket(double at, decimal volume, OrderLatency latency = default) =>
        Order(at, Side.Buy, volume, 100, OrderStyle.Market, latency);

    public long Order(
        double at,
        Side side,
        decimal volume,
        decimal price,
        OrderStyle style = OrderStyle.Limit,
        OrderLatency latency = default)
    {
        Market.Submit(Request(++_lastOrder, side, volume, price, style), At(at), in latency);
        return _lastOrder;
    }

    public void Cancel(double at, long order, OrderLatency latency = default) =>
        Market.Cancel(order, At(at), in latency);

    /// <summary>What an order was filled, as <c>2@100.1 1@100.2</c>.</summary>
    public string Fills(long order) => string.Join(' ', FillsOf(order)
        .Select(fill => string.Create(CultureInfo.InvariantCulture, $"{fill.Volume:0.##}@{fill.Price:0.0}")));

    public decimal Filled(long order) => FillsOf(order).Sum(fill => fill.Volume);

    public IEnumerable<OrderAnswer> FillsOf(long order) =>
        _answers.Where(answer => answer.Order == order && answer.Kind == OrderAnswerKind.Filled);

    public IEnumerable<OrderAnswerKind> Kinds(long order) =>
        _answers.Where(answer => answer.Order == order).Select(answer => answer.Kind);

    private void Keep(ReadOnlySpan<OrderAnswer> answers) => _answers.AddRange(answers);
}
