using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Research.Tearsheets.Runs;

/// <summary>What a tear sheet is made from: all of a run that its figures depend on.</summary>
/// <param name="Performance">The figures that the short report shows.</param>
/// <param name="Equity">What the account was worth at the start, at each midnight UTC, and at the end.</param>
/// <param name="Trades">Closed ones, in the order of their closing.</param>
internal sealed record RunHistory(
    Performance Performance, IReadOnlyList<EquityPoint> Equity, IReadOnlyCollection<ClosedTrade> Trades)
{
    /// <summary>One for each trade, in their order.</summary>
    public IReadOnlyList<TradeResult> Results { get; } = [.. Trades.Select(TradeResult.Of)];

    /// <summary>What holding was worth at the same times, quote currency; empty where nobody knows.</summary>
    public IReadOnlyList<double> Holding { get; init; } = [];

    /// <summary>One for each trade; empty where there were no candles to look at.</summary>
    public IReadOnlyList<Excursion> Excursions { get; init; } = [];

    /// <summary>What each fill's price was worse than the market's, a fraction; null where nobody knows.</summary>
    public decimal? Slippage { get; init; }

    /// <summary>True where the run was allowed to sell short.</summary>
    public bool SellsShort { get; init; }
}
