using TradingBot.Core.Accounts;

namespace TradingBot.Research.Tearsheets.Runs;

/// <summary>
/// What the figures need of a closed trade, a quarter of its size: there may be hundreds of thousands, and all are
/// looked at several times.
/// </summary>
/// <param name="Profit">After fees and all other costs, quote currency.</param>
/// <param name="Return">Profit over the entry's cost with the fee.</param>
/// <param name="Entered">Unix seconds of the entry's fill.</param>
/// <param name="Left">Unix seconds of the exit's fill.</param>
/// <param name="OpenReason">The words of the entry.</param>
/// <param name="CloseReason">The words of the exit.</param>
internal readonly record struct TradeResult(
    decimal Profit, double Return, long Entered, long Left, string OpenReason, string CloseReason)
{
    public double Seconds => Left - Entered;

    public bool IsWon => Profit > 0;

    public static TradeResult Of(ClosedTrade trade) => new(
        trade.Profit, trade.Return, trade.Entry.Seconds, trade.Exit.Seconds, trade.OpenReason, trade.CloseReason);
}
