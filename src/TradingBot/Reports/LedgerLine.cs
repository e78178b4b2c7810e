using System.Globalization;
using TradingBot.Bots.Followers;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Input;

namespace TradingBot.Reports;

/// <summary>A trade on one line, as the original bot's ledger shows it.</summary>
internal static class LedgerLine
{
    private const string NotYet = "---------- --:--:--";

    public static string Of(OpenTrade trade, Instrument instrument, Func<long, string> orderId) =>
        OfOpen(trade.Side, trade.Entry, orderId(trade.OpenOrder), (instrument.Base, instrument.Quote));

    public static string Of(TradeState trade, Instrument instrument, Func<long, string> orderId) => OfOpen(
        trade.Loan is null ? Side.Buy : Side.Sell,
        trade.Entry,
        orderId(trade.OpenOrder),
        (instrument.Base, instrument.Quote));

    public static string Of(BotTrade trade, string baseName, string quote) => OfOpen(
        trade.Side,
        trade.Entry.ToFill(),
        trade.OpenOrderId ?? OrderId.Simulated(trade.OpenOrder),
        (baseName, quote));

    /// <summary>An order that rests, or is about to.</summary>
    public static string OfPending(
        long number, in OrderIntent order, Instrument instrument, Func<long, string> orderId) =>
        OfPending(order.Side, order.Volume, order.Price, orderId(number), Display.CurrencySign(instrument));

    /// <inheritdoc cref="OfPending(long, in OrderIntent, Instrument, Func{long, string})"/>
    public static string Of(BotOrder order, string quote) => OfPending(
        order.Side,
        order.Volume,
        order.Price,
        order.ExchangeId ?? OrderId.Simulated(order.Number),
        Display.CurrencySign(quote));

    public static string Of(in ClosedTrade trade, Instrument instrument, Func<long, string> orderId) => OfClosed(
        trade.Side,
        trade.Entry,
        trade.Exit,
        trade.Profit,
        orderId(trade.OpenOrder),
        orderId(trade.CloseOrder),
        (instrument.Base, instrument.Quote));

    public static string Of(BotClosedTrade trade, string baseName, string quote) => OfClosed(
        trade.Side,
        trade.Entry.ToFill(),
        trade.Exit.ToFill(),
        trade.Profit,
        trade.OpenOrderId ?? OrderId.Simulated(trade.OpenOrder),
        trade.CloseOrderId ?? OrderId.Simulated(trade.CloseOrder),
        (baseName, quote));

    /// <remarks>
    /// The original computes its dollar P/L from a percentage of the exit price and so understates gains: for the
    /// sample of its README it prints 0.3862 where 0.4003 is earned. The first figure here is the true cash P/L. The
    /// movement per unit (fees taken off; shown without its sign) and its percentage of the exit price are the
    /// original's. Of a short the percentage is that of the fall.
    /// </remarks>
    private static string OfClosed(
        Side side,
        in Fill entry,
        in Fill exit,
        decimal profit,
        string openId,
        string closeId,
        (string Base, string Quote) pair)
    {
        var sign = Display.CurrencySign(pair.Quote);
        // How far the price went the trade's way.
        var rise = side == Side.Buy ? exit.Price - entry.Price : entry.Price - exit.Price;
        var fee = entry.Fee + exit.Fee;
        var movement = rise - fee.Worth < 0 ? -rise - fee.Worth : rise - fee.Worth;
        return $"{Opening(side, entry, fee, Display.Time(exit.Seconds), openId, pair)} {closeId} CLOSED "
            + $"Exit Price: {Display.Exact(exit.Price)} P/L:  {sign}{Round(profit, 4)} | {sign}{Round(movement, 5)} "
            + $"({Round(100 * rise / exit.Price, 3)}%)";
    }

    private static string OfOpen(Side side, in Fill entry, string openId, (string Base, string Quote) pair) =>
        Opening(side, entry, entry.Fee, NotYet, openId, pair) + " - OPEN Exit Price: -";

    private static string OfPending(Side side, decimal volume, decimal price, string id, string sign) =>
        $"{NotYet} / {NotYet} {id} {Deal(side, volume, price, Instrument.Money(volume * price), sign)}"
        + " - PENDING Exit Price: -";

    /// <remarks>The original's line has no fee; one that was not paid in money says why less can be sold.</remarks>
    private static string Opening(
        Side side, in Fill entry, Fee fee, string closeTime, string openId, (string Base, string Quote) pair) =>
        $"{Display.Time(entry.Seconds)} / {closeTime} {openId} "
        + Deal(side, entry.Volume, entry.Price, entry.Cost, Display.CurrencySign(pair.Quote))
        + (fee.InKind is null ? "" : $", fee {FeeText.Of(fee, pair.Base, pair.Quote)}");

    private static string Deal(Side side, decimal volume, decimal price, decimal cost, string sign) =>
        $"{(side == Side.Buy ? "BUY" : "SELL")} {Display.Exact(volume)} @ {Display.Exact(price)} "
        + $"= {sign}{Display.Exact(cost)}";

    private static string Round(decimal value, int decimals) =>
        decimal.Round(value, decimals).ToString("0.#####", CultureInfo.InvariantCulture);
}
