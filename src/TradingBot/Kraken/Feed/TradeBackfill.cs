using TradingBot.Core.Market;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;

namespace TradingBot.Kraken.Feed;

/// <summary>
/// Reads the tape by REST, page by page, in the order of its ids and without the rows that pages share.
/// </summary>
internal sealed class TradeBackfill(PublicRest rest)
{
    /// <summary>Pages read for one call: 200,000 trades, nearly two days of the busiest pair.</summary>
    public const int MostPages = 200;

    /// <summary>The trades of a hole, from just before it to its end, for <see cref="TradeStream.Fill"/>.</summary>
    public Task<Answer<IReadOnlyList<Trade>>> FillAsync(string pair, TradeGap gap, CancellationToken cancellation) =>
        ReadAsync(pair, gap.AfterTime, gap.BeforeId, cancellation);

    /// <summary>The trades from an instant on.</summary>
    /// <param name="pair">Any of Kraken's names.</param>
    /// <param name="from">UTC, inclusive.</param>
    /// <param name="untilId">Reads no further than the page with this id.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Rising in id. A part is no success: an answer that fails on any page fails as a whole.</returns>
    public async Task<Answer<IReadOnlyList<Trade>>> ReadAsync(
        string pair, DateTime from, long untilId, CancellationToken cancellation)
    {
        var trades = new SortedDictionary<long, Trade>();
        // since is exclusive, and the socket's times have microseconds where the tape has 100 ns: a millisecond early.
        var highest = 0L;
        var since = Nanoseconds(from.AddMilliseconds(-1));
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await rest.TradesAsync(pair, since, cancellation).ConfigureAwait(false);
            if (answer is not Answer<PairRows<PublicTrade>>.Success success)
                return answer.Map(_ => (IReadOnlyList<Trade>)[]);
            var isNew = false;
            foreach (var row in success.Value.Rows)
            {
                isNew |= row.Id > 0 && trades.TryAdd(row.Id, row.ToTrade());
                highest = Math.Max(highest, row.Id);
            }

            var isEnd = !isNew || success.Value.Last is null || success.Value.Last == since;
            if (isEnd || highest >= untilId)
                break;
            since = success.Value.Last!.Value;
        }

        return new Answer<IReadOnlyList<Trade>>.Success([.. trades.Values], []);
    }

    private static long Nanoseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * 100;
}
