using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>What a venue makes of a frame: numbers exactly as they were sent.</summary>
/// <param name="Symbol">The pair's name in the recording.</param>
internal abstract record MarketEvent(string Symbol);

/// <summary>A message about a book.</summary>
/// <param name="Symbol">The pair's name in the recording.</param>
/// <param name="IsSnapshot">True: the whole book, and what was known before is void.</param>
/// <param name="Changes">In the order of the message: a price may come twice.</param>
internal sealed record BookMessage(string Symbol, bool IsSnapshot, IReadOnlyList<LevelChange> Changes)
    : MarketEvent(Symbol)
{
    /// <summary>The exchange's time, unix microseconds.</summary>
    public long? ExchangeMicros { get; init; }

    /// <summary>The exchange's CRC-32 of the ten best levels after the message.</summary>
    public uint? Checksum { get; init; }

    /// <summary>The message's first update id, where the exchange numbers its changes.</summary>
    public long? FirstId { get; init; }

    /// <summary>Its last; of a snapshot, that of the last change that is in it.</summary>
    public long? LastId { get; init; }
}

/// <summary>One level of a message.</summary>
/// <param name="Side"><see cref="Side.Buy"/> is the side of the bids.</param>
/// <param name="Level">Quantity 0: the level is gone.</param>
internal readonly record struct LevelChange(Side Side, BookLevel Level);

/// <summary>A message about trades.</summary>
/// <param name="Symbol">The pair's name in the recording.</param>
/// <param name="Trades">All that are in it.</param>
/// <param name="Source">How they came.</param>
internal sealed record TradesMessage(string Symbol, IReadOnlyList<ExactTrade> Trades, TradeSource Source)
    : MarketEvent(Symbol);

/// <summary>A trade with the exchange's own digits.</summary>
/// <param name="Id">Consecutive per pair.</param>
/// <param name="ExchangeMicros">Unix microseconds.</param>
/// <param name="Taker">The side of the order that took liquidity.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="IsMarket">True if the taker's was a market order; null: the exchange does not say.</param>
internal readonly record struct ExactTrade(
    long Id, long ExchangeMicros, Side Taker, decimal Price, decimal Quantity, bool? IsMarket);

/// <summary>The exchange does not send what was asked for, or no longer.</summary>
/// <param name="Symbol">The pair's name in the recording.</param>
/// <param name="Kind">Of what: <see cref="GapRow.Book"/> or <see cref="GapRow.Trades"/>.</param>
/// <param name="Reason">Its words.</param>
internal sealed record SubscriptionRefused(string Symbol, string Kind, string Reason) : MarketEvent(Symbol);
