using TradingBot.Core.Market;

namespace TradingBot.Cli.History;

/// <summary>What is to be downloaded, as the user says it.</summary>
/// <param name="Pairs">By any names of the exchange's.</param>
/// <param name="Period">Length of the candles.</param>
/// <param name="From">Unix seconds; null: not said.</param>
/// <param name="To">Unix seconds, not included; null: now.</param>
/// <param name="KeepsTrades">True: the trades are kept, too.</param>
internal sealed record WantedHistory(
    IReadOnlyList<string> Pairs, Timeframe Period, long? From, long? To, bool KeepsTrades);
