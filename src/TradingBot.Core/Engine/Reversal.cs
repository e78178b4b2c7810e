using TradingBot.Core.Accounts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Engine;

/// <summary>
/// From long to short and back: what is open on the other side is closed first, and the entry is sent once that is
/// over; on the side that is open already it goes out at once. A wish that waits is forgotten at a contrary signal, and
/// when the program ends.
/// </summary>
internal sealed class Reversal(Ledger ledger, Outbox outbox)
{
    private Side _side;
    private string? _reason;

    /// <summary>True while an entry waits for what is to be closed first.</summary>
    public bool IsWaiting => _reason is not null;

    public void Forget() => _reason = null;

    /// <summary>A signal to be on that side.</summary>
    /// <param name="side">Buy: to be long.</param>
    /// <param name="price">The market's, quote currency.</param>
    /// <param name="reason">The words of the signal.</param>
    public void To(Side side, decimal price, string reason)
    {
        (_side, _reason) = (side, reason);
        Advance(price);
    }

    /// <summary>True while orders of the other side rest that are not wanted any more.</summary>
    public bool WithdrawsEntries => IsWaiting && outbox.IsOpening(Other);

    private Side Other => _side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>Closes what stands in the way, and enters once nothing does.</summary>
    public void Advance(decimal price)
    {
        if (_reason is not { } reason)
            return;
        var isInTheWay = outbox.IsOpening(Other);
        foreach (var trade in ledger.OpenTrades)
        {
            if (trade.Side == _side || trade.IsDust)
                continue;
            // One whose closing was refused is tried again at the next candle, not at once.
            if (trade is { IsClosing: false, RefusedExitReason: null })
                outbox.SendExit(trade, price, reason, ExitWatch.PricesOfAnExit);
            isInTheWay |= !trade.IsDust; // a trade that has turned out too small to close blocks no other
        }

        if (isInTheWay)
            return;
        _reason = null;
        outbox.SendEntry(_side, price, reason);
    }
}
