namespace TradingBot.Core.Engine;

/// <summary>What an engine must know of earlier sessions to go on.</summary>
/// <param name="StartCash">Cash at the bot's beginning and what was put in since, quote currency.</param>
/// <param name="Cash">Cash now, quote currency.</param>
/// <param name="LastOrder">The highest order number used; 0 at the beginning.</param>
/// <param name="Trades">Open trades, in the order of their opening.</param>
/// <param name="Residue">Held beside the trades, base units.</param>
/// <param name="PaidInOthers">Worth of the fees that were taken in third assets, quote currency.</param>
public sealed record EngineState(
    decimal StartCash,
    decimal Cash,
    long LastOrder,
    IReadOnlyList<TradeState> Trades,
    decimal Residue = 0,
    decimal PaidInOthers = 0)
{
    /// <summary>Base units that the ledger holds; what was sold short and is to be given back counts below 0.</summary>
    public decimal Held() => Residue + Trades.Sum(
        trade => trade.Loan is null ? trade.Entry.Volume - trade.Entry.Fee.Base : -trade.Entry.Volume);
}
