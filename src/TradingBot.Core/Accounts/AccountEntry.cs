namespace TradingBot.Core.Accounts;

/// <summary>One change of one of the pair's two balances, as the exchange's ledger lists it.</summary>
/// <param name="Id">The exchange's id of the entry.</param>
/// <param name="Time">UTC, by the exchange's clock.</param>
/// <param name="IsBase">True: base units; false: quote currency.</param>
/// <param name="Change">With the fee; below 0 when the balance became less.</param>
/// <param name="Kind">The exchange's word: trade, deposit, withdrawal and others.</param>
/// <param name="ExchangeId">Of a trade: the exchange's id of its order; else null.</param>
/// <param name="ClientId">The order's <c>cl_ord_id</c>; null where it has none, or where there is no order.</param>
public sealed record AccountEntry(
    string Id, DateTime Time, bool IsBase, decimal Change, string Kind, string? ExchangeId, Guid? ClientId);
