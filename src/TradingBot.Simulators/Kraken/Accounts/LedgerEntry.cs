
namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>A change of a balance.</summary>
/// <param name="Id">As <c>LABCDE-FGHIJ-KLMNOP</c>.</param>
/// <param name="Reference">The id of the fill, or of what else changed the balance.</param>
/// <param name="Time">Exchange time, UTC.</param>
/// <param name="Kind">As Kraken writes it: <c>trade</c>, <c>deposit</c>, <c>withdrawal</c>.</param>
/// <param name="Asset">By name, as <c>XBT</c>.</param>
/// <param name="Amount">Without the fee; negative when it was taken from the account.</param>
/// <param name="Fee">Taken besides; 0 or more.</param>
/// <param name="Balance">Everything owned after it.</param>
internal sealed record LedgerEntry(
    string Id,
    string Reference,
    DateTime Time,
    string Kind,
    string Asset,
    decimal Amount,
    decimal Fee,
    decimal Balance)
{
    /// <summary>Kraken's finer word; only trades have one.</summary>
    public string Subtype => Kind == AccountLedger.Trade ? "tradespot" : "";
}
