using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Matching;

/// <summary>
/// Turns matches into fills: prices them, charges the fee, moves balances and holds, and says what happened.
/// </summary>
internal sealed class Execution(VenueAccount account, OrderStore orders, VenueIds ids)
{
    // Rounding each part of a split order may cost this many last units of money more than rounding the whole.
    private const int RoundingUnits = 20;
    private readonly List<OwnTrade> _trades = [];
    private readonly RollingVolume _volume = new();

    public Action<OrderChange>? Changed { get; set; }

    /// <summary>Every fill, oldest first.</summary>
    public IReadOnlyList<OwnTrade> Trades => _trades;

    public DateTime Now { get; set; }

    /// <summary>Cost of the fills of the last 30 days, quote currency of whatever pair.</summary>
    public decimal Volume30Days
    {
        get
        {
            _volume.MoveTo((Now.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond);
            return _volume.Total;
        }
    }

    public void Tell(OrderChangeKind kind, VenueOrder order, OwnTrade? trade = null) =>
        Changed?.Invoke(new OrderChange(kind, order, Now, trade));

    /// <summary>What an order holds back: money for a buy, volume for a sale.</summary>
    /// <param name="rules">Of the pair.</param>
    /// <param name="ticket">Side and fee currency.</param>
    /// <param name="price">Worst expected price.</param>
    /// <param name="volume">Base units.</param>
    /// <param name="takerRate">The account's.</param>
    public static decimal HoldFor(
        MarketRules rules, OrderTicket ticket, decimal price, decimal volume, decimal takerRate)
    {
        if (ticket.Side == Side.Buy)
            return rules.RoundedUp(price * volume * (ticket.FeeInBase ? 1 : 1 + takerRate));
        return ticket.FeeInBase
            ? decimal.Round(volume * (1 + takerRate), MarketRules.BaseDecimals, MidpointRounding.ToPositiveInfinity)
            : volume;
    }

    /// <summary>The asset an order pays with.</summary>
    public static string PaidWith(MarketRules rules, OrderTicket ticket) =>
        ticket.Side == Side.Buy ? rules.Instrument.Quote : rules.Instrument.Base;

    /// <summary>Fills an order in part or whole; unchanged when its account cannot pay for any of it.</summary>
    /// <returns>The order after the fill.</returns>
    public VenueOrder Fill(MarketRules rules, VenueOrder order, decimal price, decimal volume, bool isMaker)
    {
        var rate = isMaker ? order.Rates.Maker : order.Rates.Taker;
        var paidWith = PaidWith(rules, order.Ticket);
        var payable = account.Available(paidWith) + order.Held;
        volume = Math.Min(volume, Payable(rules, order.Ticket, price, volume, rate, payable));
        if (volume <= 0)
            return order;
        var trade = Priced(rules, order, price, volume, rate, payable, isMaker);
        var spent = -(order.Side == Side.Buy ? trade.QuoteChange : trade.BaseChange);
        var filled = order with
        {
            Filled = order.Filled + volume,
            Cost = order.Cost + trade.Cost,
            Fee = order.Fee + trade.Fee,
            Trades = order.Trades.Add(trade.Id),
        };
        filled = filled with { Held = HoldAfter(rules, filled, payable - spent) };
        account.Change(paidWith, -spent, filled.Held - order.Held);
        var (received, amount) = order.Side == Side.Buy
            ? (rules.Instrument.Base, trade.BaseChange)
            : (rules.Instrument.Quote, trade.QuoteChange);
        account.Change(received, amount);
        _trades.Add(trade);
        _volume.MoveTo((Now.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond);
        _volume.Add(trade.Cost);
        orders.Put(filled);
        Tell(OrderChangeKind.Traded, filled, trade);
        if (filled.Remaining == 0)
            return End(filled, OrderStatus.Closed, reason: null);
        return isMaker && filled.Visible <= 0 ? Refill(filled) : filled;
    }

    /// <summary>Shows the next part of an iceberg, behind everybody at its price.</summary>
    private VenueOrder Refill(VenueOrder order)
    {
        order = order with { ShownFrom = order.Filled, Rank = orders.NextRank() };
        orders.Put(order);
        Tell(OrderChangeKind.Refilled, order);
        return order;
    }

    /// <summary>Ends an order and lets go of what it holds.</summary>
    public VenueOrder End(VenueOrder order, OrderStatus status, string? reason)
    {
        var over = Hold(order, 0) with { Status = status, Reason = reason, Ended = Now };
        orders.Put(over);
        Tell(KindOf(status), over);
        return over;
    }

    /// <summary>Changes what an order holds back.</summary>
    public VenueOrder Hold(VenueOrder order, decimal amount)
    {
        account.Change(order.PaidWith, balance: 0, amount - order.Held);
        return order.Holding(amount);
    }

    private static OrderChangeKind KindOf(OrderStatus status) => status switch
    {
        OrderStatus.Closed => OrderChangeKind.Filled,
        OrderStatus.Canceled => OrderChangeKind.Canceled,
        _ => OrderChangeKind.Expired,
    };

    /// <summary>
    /// The volume that can be paid for: all of it, but for a triggered market order that slipped too far.
    /// </summary>
    private static decimal Payable(
        MarketRules rules, OrderTicket ticket, decimal price, decimal volume, decimal rate, decimal payable)
    {
        var needed = HoldFor(rules, ticket, price, volume, rate);
        var tolerated = ticket.Side == Side.Buy
            ? RoundingUnits * new decimal(1, 0, 0, false, (byte)rules.MoneyDecimals)
            : 0;
        if (needed <= payable + tolerated || (ticket.Side == Side.Sell && volume <= payable))
            return volume;
        return ticket.Side == Side.Sell
            ? rules.Instrument.RoundVolumeDown(payable)
            : rules.Instrument.RoundVolumeDown(payable / (price * (1 + rate)));
    }

    private OwnTrade Priced(
        MarketRules rules, VenueOrder order, decimal price, decimal volume, decimal rate, decimal payable, bool isMaker)
    {
        var cost = rules.Cost(price, volume);
        var fee = rules.Fee(cost, rate);
        decimal baseFee = 0;
        if (order.Ticket.FeeInBase)
        {
            baseFee = decimal.Round(volume * rate, MarketRules.BaseDecimals);
            if (order.Side == Side.Sell)
                baseFee = Math.Min(baseFee, payable - volume);
        }
        else if (order.Side == Side.Buy)
        {
            fee = Math.Min(fee, payable - cost);
        }

        return new OwnTrade(
            ids.Next('T'), _trades.Count + 1, order, Now, price, volume, cost, fee, baseFee, isMaker);
    }

    private static decimal HoldAfter(MarketRules rules, VenueOrder order, decimal rest)
    {
        if (order.Remaining == 0 || order.Held == 0)
            return 0;
        var price = order.LimitPrice ?? order.TriggerPrice ?? 0;
        return Math.Min(HoldFor(rules, order.Ticket, price, order.Remaining, order.Rates.Taker), rest);
    }
}
