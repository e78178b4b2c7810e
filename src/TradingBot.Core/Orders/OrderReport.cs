namespace TradingBot.Core.Orders;

/// <summary>What the exchange says of an order of ours, by whichever channel. Figures are totals so far.</summary>
/// <param name="ExchangeId">The exchange's id of the order.</param>
/// <param name="Status">Its word; <paramref name="Filled"/> counts more.</param>
/// <param name="Filled">Base units traded.</param>
/// <param name="Cost">Quote currency.</param>
/// <param name="Fee">
/// Null where the channel does not tell: fees come fill by fill, or how much of which asset is not known yet.
/// </param>
/// <param name="Reason">Why it ended, in the exchange's words, or null.</param>
/// <param name="Execution">The fill that made the exchange report, or null.</param>
public sealed record OrderReport(
    string ExchangeId,
    ReportedStatus Status,
    decimal Filled,
    decimal Cost,
    Fee? Fee,
    string? Reason,
    Execution? Execution = null);
