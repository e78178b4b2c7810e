namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>What became of a book message.</summary>
internal enum BookChange
{
    /// <summary>The book is right: its checksum is the exchange's.</summary>
    Applied,

    /// <summary>Left alone: the book waits for a snapshot.</summary>
    Ignored,

    /// <summary>The checksum differs: the book is empty from now on and its subscription must be made anew.</summary>
    Mismatch,
}
