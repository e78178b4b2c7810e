using Microsoft.Extensions.Logging;
using TradingBot.Data.Recordings.Log;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>
/// Fetches missing trades by REST, one hole after the other, and writes them to the log of their connection. What the
/// exchange does not have either is a gap that says so.
/// </summary>
/// <param name="market">The exchange's tape.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Changes of state.</param>
internal sealed partial class HoleFetcher(IMarketData market, TimeProvider time, ILogger<HoleFetcher> log)
{
    /// <summary>
    /// The stamps of socket and REST differ in their digits, and trades of one moment may lie on both sides.
    /// </summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    private readonly ILogger<HoleFetcher> _log = log;

    /// <summary>Fetches a pair's oldest hole.</summary>
    /// <returns>
    /// False where the exchange does not answer, does not have it yet, or the disk is full: try again later.
    /// </returns>
    public async Task<bool> TryFetchAsync(CollectedPair pair, CancellationToken cancellation)
    {
        if (pair.Trades.Oldest is not { } hole)
            return true;
        var found = new HashSet<long>();
        string? next = null;
        while (true)
        {
            var answer = await market
                .TapeAsync(pair.Market.Instrument, hole.After.Time - Overlap, next, cancellation).ConfigureAwait(false);
            if (answer is not Answer<TapePage>.Success { Value: var page })
            {
                NotFetched(pair.Symbol, hole.Count, answer.ToString() ?? "");
                return false;
            }

            if (!TryWrite(pair, hole, page, found))
                return false; // the disk is full
            if (page.Trades.Any(trade => trade.Id >= hole.Before.Id))
                break;
            if (page.IsToEnd || page.Next == next)
                return false; // REST is behind the socket
            next = page.Next;
        }

        End(pair, hole, found.Count);
        return true;
    }

    /// <returns>False while the log has stopped for want of space.</returns>
    private bool TryWrite(CollectedPair pair, TradeHole hole, TapePage page, HashSet<long> found)
    {
        var missing = page.Trades
            .Where(trade => trade.Id > hole.After.Id && trade.Id < hole.Before.Id && found.Add(trade.Id))
            .ToList();
        return missing.Count == 0 || pair.Log.Append(
            FrameType.Fetched,
            Receipt.Now(time),
            NoteJson.Bytes(new FetchedTrades(pair.Symbol, [.. missing.Select(Captured)])));
    }

    private static CapturedTrade Captured(PrintedTrade trade) => new(
        trade.Id, Receipt.MicrosOf(trade.Time), trade.Taker, trade.Price, trade.Volume, trade.IsMarketOrder);

    private void End(CollectedPair pair, TradeHole hole, int found)
    {
        pair.Trades.Fetched(hole);
        var lost = hole.Count - found;
        Fetched(pair.Symbol, found, lost);
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{Pair}: {Count} missing trades fetched, {Lost} do not exist")]
    private partial void Fetched(string pair, int count, long lost);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Pair}: {Count} trades are missing and cannot be fetched now: {Reason}")]
    private partial void NotFetched(string pair, long count, string reason);
}
