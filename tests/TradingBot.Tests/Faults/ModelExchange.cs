using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Tests.Faults;

/// <summary>
/// An exchange as the reference describes Kraken, small enough to be seen through: its own record is the truth that the
/// bot's is held against. It shares nothing with the offline Kraken.
/// </summary>
internal sealed class ModelExchange(VirtualTime time, Random random, Action<ModelOrder, OrderReport> tell)
{
    private const decimal TakerFee = 0.0026m;
    private const decimal MakerFee = 0.0016m;
    private readonly List<ModelOrder> _orders = [];
    private int _lastFill;

    public bool IsInMaintenance { get; set; }

    public decimal Price { get; private set; } = 20_000;

    /// <summary>How likely a market order ends with only a part filled.</summary>
    public double PartialRate { get; set; }

    /// <summary>Longest time an order stays out of the lists, seconds.</summary>
    public double HiddenFor { get; set; }

    /// <summary>True where the fee of a purchase is taken out of what it buys.</summary>
    public bool ChargesReceived { get; init; }

    /// <summary>How many fills are still charged in a third asset.</summary>
    public int OtherFees { get; set; }

    public IReadOnlyList<ModelOrder> Orders => _orders;

    /// <summary>The engine's answer to an order that has arrived: Kraken's words when it refuses.</summary>
    public (ModelOrder? Order, string? Error) Place(OrderCommand.Submit submit)
    {
        if (IsInMaintenance)
            return (null, "EService:Unavailable");
        if (time.Now > submit.Deadline)
            return (null, "EService:Deadline elapsed");
        if (_orders.Exists(order => order.Id == submit.Id && order.Status == ReportedStatus.Open))
            return (null, "EGeneral:Invalid arguments:cl_ord_id not unique");
        var isCrossed = submit.Order.Side == Side.Buy
            ? Price < submit.Order.Intent.Price : Price > submit.Order.Intent.Price;
        if (submit.Order.Intent.Style == OrderStyle.PostOnly && isCrossed)
            return (null, "EOrder:Post only order");
        if (random.NextDouble() < 0.03)
            return (null, "EOrder:Insufficient funds");
        var hidden = random.NextDouble() < 0.5 ? 0 : random.NextDouble() * HiddenFor;
        var order = new ModelOrder(
            $"O{_orders.Count + 1:D5}",
            submit.Id,
            submit.Order.Side == Side.Buy,
            submit.Order.Volume,
            submit.Order.Rests ? submit.Order.Intent.Price : null,
            time.Now.AddSeconds(hidden))
        {
            Rests = submit.Order.Rests && !isCrossed,
        };
        _orders.Add(order);
        tell(order, order.Report());
        if (!order.Rests)
            Trade(order);
        return (order, null);
    }

    /// <summary>The market moves: what rests on its way begins to trade, and may be cancelled meanwhile.</summary>
    public void MoveTo(decimal price)
    {
        Price = price;
        foreach (var order in _orders)
        {
            if (order.Rests && order.Status == ReportedStatus.Open && IsAtLimit(order))
                TradeAtLimit(order);
        }
    }

    /// <summary>The answer to a cancel: Kraken's words when there is nothing to cancel.</summary>
    public string? Cancel(string exchangeId)
    {
        if (IsInMaintenance)
            return "EService:Unavailable";
        var order = _orders.Find(order => order.ExchangeId == exchangeId);
        if (order is not { Status: ReportedStatus.Open })
            return "EOrder:Unknown order";
        order.Status = ReportedStatus.Canceled;
        tell(order, order.Report() with { Fee = null });
        return null;
    }

    /// <summary>What a list shows: at this moment, not when it was asked nor when the answer arrives.</summary>
    public OrderReport? Find(Guid id, OrderList list, string? exchangeId)
    {
        var order = _orders.Find(order => order.VisibleFrom <= time.Now && list switch
        {
            OrderList.Open => order.Id == id && order.Status == ReportedStatus.Open,
            OrderList.Closed => order.Id == id && order.Status != ReportedStatus.Open,
            _ => order.ExchangeId == exchangeId,
        });
        return order?.Report();
    }

    /// <summary>A market order trades at once, or in pieces over some seconds, or not to its end.</summary>
    private void Trade(ModelOrder order)
    {
        var pieces = random.Next(1, 4);
        var isCut = random.NextDouble() < PartialRate;
        var target = isCut ? Cut(order.Volume * (decimal)random.NextDouble()) : order.Volume;
        var delay = 0.0;
        for (var piece = 1; piece <= pieces; piece++)
        {
            var isLast = piece == pieces;
            var upTo = isLast ? target : Cut(target * piece / pieces);
            if (delay == 0)
                Fill(order, upTo, isLast);
            else
                time.After(delay, () => Fill(order, upTo, isLast));
            delay += random.NextDouble() < 0.5 ? 0 : random.NextDouble() * 4;
        }
    }

    private bool IsAtLimit(ModelOrder order) => order.IsBuy ? Price <= order.Limit : Price >= order.Limit;

    private void TradeAtLimit(ModelOrder order)
    {
        var isWhole = random.NextDouble() < 0.5;
        var upTo = isWhole ? order.Volume : order.Filled + Cut((order.Volume - order.Filled) * (decimal)random.NextDouble());
        time.After(random.NextDouble() * 3, () => Fill(order, upTo, isLast: isWhole));
    }

    private void Fill(ModelOrder order, decimal upTo, bool isLast)
    {
        if (order.Status != ReportedStatus.Open)
            return; // cancelled before it came to that
        var volume = upTo - order.Filled;
        if (volume > 0)
        {
            var price = order.Limit is { } limit && order.Rests ? limit : Price;
            var fill = new Execution($"T{++_lastFill:D6}", volume, price, FeeOf(order, volume, price), order.Rests);
            order.Fills.Add(fill);
            tell(order, order.Report(fill));
        }

        if (!isLast)
            return;
        order.Status = order.Filled == order.Volume ? ReportedStatus.Filled : ReportedStatus.Canceled;
        tell(order, order.Report() with { Fee = null });
    }

    /// <summary>In quote; or out of what is bought; or in a third asset until there is none of it left.</summary>
    private Fee FeeOf(ModelOrder order, decimal volume, decimal price)
    {
        var rate = order.Rests ? MakerFee : TakerFee;
        var worth = Math.Round(volume * price * rate, 5);
        if (OtherFees > 0)
        {
            OtherFees--;
            return Fee.InAsset("BNB", Math.Round(worth / 600, 8), worth);
        }

        return ChargesReceived && order.IsBuy ? Fee.InBase(Math.Round(volume * rate, 8), price) : worth;
    }

    private static decimal Cut(decimal volume) => decimal.Round(volume, 8, MidpointRounding.ToZero);
}
