namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>What the exchange says about an order.</summary>
public enum OrderAnswerKind : byte
{
    /// <summary>It rests in the book with the volume that has not traded.</summary>
    Rests,

    /// <summary>It traded, whole or in part, at one price.</summary>
    Filled,

    /// <summary>It was to rest and would have traded: it is not in the book.</summary>
    Refused,

    /// <summary>What has not traded of it is cancelled on demand.</summary>
    Cancelled,

    /// <summary>
    /// It was to trade at the market, and the recorded book is not deep enough for all of it: nothing traded.
    /// </summary>
    TooLarge,
}

/// <summary>One thing that the exchange did with an order on a recorded book.</summary>
/// <param name="Order">Its number.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Time">Exchange time, UTC.</param>
/// <param name="KnownAt">When it is known here, by our clock, UTC.</param>
/// <param name="Price">Of the fill, quote currency; else the order's limit, and 0 where it has none.</param>
/// <param name="Volume">What it is about, base units.</param>
/// <param name="IsMaker">True for a fill of an order that rested.</param>
public readonly record struct OrderAnswer(
    long Order,
    OrderAnswerKind Kind,
    DateTime Time,
    DateTime KnownAt,
    decimal Price,
    decimal Volume,
    bool IsMaker);
