using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Core.Engine;

/// <summary>Books what an answered order has traded, and sends what follows from it.</summary>
internal sealed class Settlement(
    Instrument instrument, ExitRules exits, Ledger ledger, Outbox outbox, ExitWatch watch)
{
    /// <summary>An order that was to open a trade.</summary>
    /// <param name="request">The order.</param>
    /// <param name="outcome">Its answer.</param>
    /// <param name="market">The last price, quote currency; NaN before any.</param>
    /// <param name="mayRepeat">True where an entry that rested in vain may be tried at another price.</param>
    public void Entered(in OrderRequest request, in OrderOutcome outcome, double market, bool mayRepeat)
    {
        ref readonly var fill = ref outcome.Fill;
        if (fill.Volume == 0)
        {
            if (outcome.IsOutOfTime && mayRepeat)
            {
                var price = double.IsNaN(market) ? request.Intent.Price : instrument.ExactPrice(market);
                outbox.SendAgain(request.Intent, price);
            }

            return;
        }

        var trade = ledger.Enter(request.Number, request.Side, in fill, request.Intent.Reason, exits);
        // The gate lets no such entry pass: only one that was not filled whole, or paid its fee in base, can be.
        if (trade.ToClose < request.Volume && IsTooSmallToSell(trade, fill.Price))
            ledger.MarkDust(trade);
    }

    /// <summary>An order that was to close one; for what is left, another is sent for the same reason.</summary>
    /// <param name="request">The order.</param>
    /// <param name="outcome">Its answer.</param>
    /// <param name="market">The last price, quote currency; NaN before any.</param>
    public void Left(in OrderRequest request, in OrderOutcome outcome, double market)
    {
        ref readonly var fill = ref outcome.Fill;
        var trade = ledger.TradeOf(request.Intent.Trade);
        var isPart = fill.Volume == 0
            || (fill.Volume < trade.ToClose && instrument.RoundVolumeDown(trade.ToClose - fill.Volume) > 0);
        if (fill.Volume > 0)
            ledger.Leave(trade, request.Number, in fill, request.Intent.Reason, isPart);
        if (!isPart)
            return;
        (trade.IsClosing, trade.RefusedExitReason) = (false, request.Intent.Reason); // a signal may not say so twice
        if (fill.Volume > 0 && IsTooSmallToSell(trade, fill.Price))
            ledger.MarkDust(trade);
        else if (request.Rests)
            watch.Leave(trade, PriceFor(trade, market), request.Intent.Reason, PricesLeft(in request, in outcome));
        else if (fill.Volume > 0)
            watch.Leave(trade, (double)fill.Price, request.Intent.Reason, prices: 0);
    }

    /// <summary>The market's price, or before any the one that was paid.</summary>
    public static double PriceFor(OpenTrade trade, double market) =>
        double.IsNaN(market) ? (double)trade.Entry.Price : market;

    /// <summary>True where nothing of a trade can be sold at a price.</summary>
    public bool IsTooSmallToSell(OpenTrade trade, decimal price) => instrument.IsTooSmallToSell(trade.ToClose, price);

    /// <summary>At how many limits the rest may be tried: a part that was filled whole has used up none.</summary>
    private static int PricesLeft(in OrderRequest request, in OrderOutcome outcome) =>
        outcome.Fill.Volume == request.Volume ? request.Intent.Repricings + 1
        : outcome.IsOutOfTime ? request.Intent.Repricings
        : 0;
}
