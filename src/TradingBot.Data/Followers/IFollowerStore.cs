using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Data.Followers;

/// <summary>
/// Where a follower puts a recording. What it was given twice must be there once: rows and cursor are moved in one
/// transaction, or the same rows have the same keys, or what was written behind the cursor is cut off again.
/// </summary>
internal interface IFollowerStore : IAsyncDisposable
{
    /// <summary>For words and file names, without a password: <c>postgresql://db.example/market</c>.</summary>
    string Name { get; }

    /// <summary>What it takes.</summary>
    IReadOnlyCollection<SegmentKind> Kinds { get; }

    /// <summary>Connects, anew if it was before, and makes what it needs.</summary>
    /// <param name="recording">Which recording it is: a cursor means nothing in another.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>How far it has got; a series of which it has nothing is not there.</returns>
    /// <exception cref="StoreException">It cannot.</exception>
    Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(string recording, CancellationToken stop);

    /// <summary>Writes rows, then or at once the cursor. Whatever happens, neither counts without the other.</summary>
    /// <exception cref="StoreException">It cannot; it has to be opened again.</exception>
    Task WriteAsync(SegmentRows rows, CancellationToken stop);
}
