using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Bots.Followers;

/// <summary>
/// A bot as it stood at a moment, for those who show it: immutable plain values, and
/// that any thread may keep. Market data are <see cref="double"/>, money is <see cref="decimal"/>.
/// </summary>
internal sealed record BotSnapshot
{
    /// <summary>Of the format; raised when a reader of the old one would misread the new one.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required BotProfile Bot { get; init; }

    /// <summary>UTC, the latest that is known of the exchange's clock.</summary>
    public required DateTime Time { get; init; }

    /// <summary>Of the market, quote currency; null before anything is known of it.</summary>
    public required double? LastPrice { get; init; }

    /// <summary>Close of the last closed candle, quote currency; null before the first.</summary>
    public required double? LastClose { get; init; }

    /// <summary>The candle as it stands; null while nothing has traded in it.</summary>
    public required BotCandle? Forming { get; init; }

    /// <summary>Candles closed so far, those of the warm-up among them.</summary>
    public required long ClosedCandles { get; init; }

    /// <summary>Money at the bot's beginning, and what was put in since, less what was taken out; quote currency.
    /// </summary>
    public required decimal Budget { get; init; }

    /// <summary>Quote currency.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Base units; what was sold short counts below 0.</summary>
    public required decimal Held { get; init; }

    /// <summary>Cash and what is held at the last close, quote currency; null before the first.</summary>
    public required decimal? Equity { get; init; }

    /// <summary>Trades closed in the bot's life.</summary>
    public required TradeTotals ClosedTrades { get; init; }

    /// <summary>In the order of their opening.</summary>
    public required IReadOnlyList<BotTrade> OpenTrades { get; init; }

    /// <summary>Orders that are not over, in the order they were decided.</summary>
    public required IReadOnlyList<BotOrder> Orders { get; init; }

    /// <summary>Why no trades are opened; empty while they are.</summary>
    public required IReadOnlyList<TrippedBreaker> Breakers { get; init; }

    /// <summary>Events that wait for the trader.</summary>
    public required int QueueDepth { get; init; }

    /// <summary>How long nothing has been known of the market.</summary>
    public required TimeSpan FeedAge { get; init; }

    /// <summary>Trades of the market that came after their candle was closed.</summary>
    public required long LateTrades { get; init; }

    /// <summary>How often something was stored.</summary>
    public required long Commits { get; init; }

    /// <summary>What the last time took.</summary>
    public required TimeSpan LastCommit { get; init; }

    public required IReadOnlyList<ConnectionStatus> Connections { get; init; }

    public required IReadOnlyList<LimitHeadroom> Limits { get; init; }
}
