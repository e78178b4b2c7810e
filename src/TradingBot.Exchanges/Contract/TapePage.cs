namespace TradingBot.Exchanges.Contract;

/// <summary>A page of the whole tape.</summary>
/// <param name="Trades">In order of time. The first may be those that ended the page before: their ids tell.</param>
/// <param name="Next">Where the next page begins, in the exchange's own words.</param>
/// <param name="IsToEnd">True when there was room for more: the tape ended here when it was asked.</param>
public sealed record TapePage(IReadOnlyList<PrintedTrade> Trades, string Next, bool IsToEnd);
