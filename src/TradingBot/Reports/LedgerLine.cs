using System.Globalization;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Reports;

/// <summary>A trade on one line, as the original bot's ledger shows it.</summary>
internal static class LedgerLine
{
    private const string NotYet = "---------- --:--:--";

    public static string Of(OpenTrade trade, Instrument instrument, Func<long, string> orderId) =>
        OfOpen(trade.OpenOrder, trade.Side, trade.Entry, instrument, orderId);

    public static string Of(TradeState trade, Instrument instrument, Func<long, string> orderId) =>
        OfOpen(trade.OpenOrder, trade.Loan is null ? Side.Buy : Side.Sell, trade.Entry, instrument, orderId);

    /// <summary>An order that rests, or is about to.</summary>
    public static string OfPending(
        long number, in OrderIntent order, Instrument instrument, Func<long, string> orderId) =>
        $"{NotYet} / {NotYet} {orderId(number)} "
        + Deal(order.Side, order.Volume, order.Price, Instrument.Money(order.Volume * order.Price), instrument)
        + " - PENDING Exit Price: -";

    /// <remarks>
    /// The original computes its dollar P/L from a percentage of the exit price and so understates gains: for the
    /// sample of its README it prints 0.3862 where 0.4003 is earned. The first figure here is the true cash P/L. The
    /// movement per unit (fees taken off; shown without its sign) and its percentage of the exit price are the
    /// original's. Of a short the percentage is that of the fall.
    /// </remarks>
    public static string Of(in ClosedTrade trade, Instrument instrument, Func<long, string> orderId)
    {
        var sign = Text.CurrencySign(instrument);
        var opening = Opening(
            trade.Side, trade.Entry, Text.Time(trade.Exit.Seconds), orderId(trade.OpenOrder), instrument);
        var percent = Round(100 * Rise(in trade) / trade.Exit.Price, 3);
        return $"{opening} {orderId(trade.CloseOrder)} CLOSED Exit Price: {Text.Exact(trade.Exit.Price)} "
            + $"P/L:  {sign}{Round(trade.Profit, 4)} | {sign}{Round(Movement(in trade), 5)} ({percent}%)";
    }

    private static string OfOpen(
        long openOrder, Side side, in Fill entry, Instrument instrument, Func<long, string> orderId) =>
        Opening(side, entry, NotYet, orderId(openOrder), instrument) + " - OPEN Exit Price: -";

    private static string Opening(
        Side side, in Fill entry, string closeTime, string openId, Instrument instrument) =>
        $"{Text.Time(entry.Seconds)} / {closeTime} {openId} "
        + Deal(side, entry.Volume, entry.Price, entry.Cost, instrument);

    private static string Deal(Side side, decimal volume, decimal price, decimal cost, Instrument instrument) =>
        $"{(side == Side.Buy ? "BUY" : "SELL")} {Text.Exact(volume)} @ {Text.Exact(price)} "
        + $"= {Text.CurrencySign(instrument)}{Text.Exact(cost)}";

    private static decimal Movement(in ClosedTrade trade)
    {
        var move = Rise(in trade) - trade.Fees;
        return move < 0 ? -Rise(in trade) - trade.Fees : move;
    }

    /// <summary>How far the price went the trade's way.</summary>
    private static decimal Rise(in ClosedTrade trade) => trade.Side == Side.Buy
        ? trade.Exit.Price - trade.Entry.Price
        : trade.Entry.Price - trade.Exit.Price;

    private static string Round(decimal value, int decimals) =>
        decimal.Round(value, decimals).ToString("0.#####", CultureInfo.InvariantCulture);
}
