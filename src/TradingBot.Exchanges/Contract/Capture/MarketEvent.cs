using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Contract.Capture;

/// <summary>What a message says about a market: numbers exactly as they were sent.</summary>
/// <param name="Market">What the venue calls the pair in its messages.</param>
public abstract record MarketEvent(string Market);

/// <summary>A message about a book.</summary>
/// <param name="Market">What the venue calls the pair in its messages.</param>
/// <param name="IsSnapshot">True: the whole book, and what was known before is void.</param>
/// <param name="Changes">In the order of the message: a price may come twice.</param>
public sealed record BookMessage(string Market, bool IsSnapshot, IReadOnlyList<CapturedLevel> Changes)
    : MarketEvent(Market)
{
    /// <summary>
    /// Of a snapshot: true where the whole book is sent at each change. It follows the one before, nothing is missing
    /// between the two, and where they differ the book has changed.
    /// </summary>
    public bool IsContinuation { get; init; }

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
/// <param name="Side"><see cref="Core.Market.Side.Buy"/> is the side of the bids.</param>
/// <param name="Level">Quantity 0: the level is gone.</param>
public readonly record struct CapturedLevel(Side Side, BookLevel Level);

/// <summary>A message about trades.</summary>
/// <param name="Market">What the venue calls the pair in its messages.</param>
/// <param name="Trades">All that are in it.</param>
/// <param name="Source">How they came.</param>
public sealed record TradesMessage(string Market, IReadOnlyList<CapturedTrade> Trades, TradeSource Source)
    : MarketEvent(Market);

/// <summary>A trade with the exchange's own digits.</summary>
/// <param name="Id">Consecutive per pair.</param>
/// <param name="ExchangeMicros">Unix microseconds.</param>
/// <param name="Taker">The side of the order that took liquidity.</param>
/// <param name="Price">Quote currency.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="IsMarket">True if the taker's was a market order; null: the exchange does not say.</param>
public readonly record struct CapturedTrade(
    long Id, long ExchangeMicros, Side Taker, decimal Price, decimal Quantity, bool? IsMarket);

/// <summary>A message about candles: the exchange's own, not made of trades.</summary>
/// <param name="Market">What the venue calls the pair in its messages.</param>
/// <param name="IsSnapshot">
/// True: all that the exchange lists, up to the one that is running. False: the running one as it is now.
/// </param>
/// <param name="Candles">All that are in it.</param>
public sealed record CandlesMessage(string Market, bool IsSnapshot, IReadOnlyList<CapturedCandle> Candles)
    : MarketEvent(Market)
{
    /// <summary>When the exchange sent it, unix microseconds.</summary>
    public long? ExchangeMicros { get; init; }
}

/// <summary>A candle as it stood when it was sent, with the exchange's own digits.</summary>
/// <param name="BeginMicros">When it begins, unix microseconds.</param>
/// <param name="Minutes">How long it is.</param>
/// <param name="Open">Quote currency.</param>
/// <param name="High">Quote currency.</param>
/// <param name="Low">Quote currency.</param>
/// <param name="Close">Quote currency.</param>
/// <param name="Volume">Base units.</param>
/// <param name="AveragePrice">Weighted by volume; 0 where nothing was traded.</param>
/// <param name="Trades">How many.</param>
public readonly record struct CapturedCandle(
    long BeginMicros,
    int Minutes,
    decimal Open,
    decimal High,
    decimal Low,
    decimal Close,
    decimal Volume,
    decimal AveragePrice,
    long Trades)
{
    /// <summary>When it ends, and the next one may begin.</summary>
    public long EndMicros => BeginMicros + Minutes * 60_000_000L;
}

/// <summary>How a trade came to us. The numbers are stored in recordings.</summary>
public enum TradeSource
{
    /// <summary>The socket, as it happened.</summary>
    Stream = 0,

    /// <summary>The socket's list of the latest trades after a subscription.</summary>
    StreamSnapshot = 1,

    /// <summary>Fetched by REST afterwards.</summary>
    Rest = 2,
}
