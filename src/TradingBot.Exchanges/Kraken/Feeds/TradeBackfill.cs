using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>
/// Reads the tape by REST, page by page, in the order of its ids and without the rows that pages share.
/// </summary>
/// <param name="rest">Kraken.</param>
/// <param name="fullPage">Rows of a page that may have another behind it.</param>
internal sealed class TradeBackfill(PublicRest rest, int fullPage = PublicRest.TradesPerPage)
{
    /// <summary>Pages read for one call: 200,000 trades, nearly two days of the busiest pair.</summary>
    public const int MaxPages = 200;

    // since is exclusive, the socket's times have microseconds where the tape has 100 ns, and trades of one instant may
    // lie on both sides of a page's border.
    private const long Overlap = 1_000_000;

    /// <summary>The trades from an instant on.</summary>
    /// <param name="pair">Any of Kraken's names.</param>
    /// <param name="from">UTC, inclusive.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>A failure on any page is one of the whole: a stretch with a hole would pass for the tape.</returns>
    public async Task<Answer<TapePart>> ReadAsync(string pair, DateTime from, CancellationToken cancellation)
    {
        var trades = new SortedDictionary<long, Trade>();
        var since = (from - DateTime.UnixEpoch).Ticks * 100;
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await rest.TradesAsync(pair, since - Overlap, cancellation).ConfigureAwait(false);
            if (answer is not Answer<PairRows<PublicTrade>>.Success success)
                return answer.Map(_ => new TapePart([], IsToEnd: false));
            var isNew = false;
            foreach (var row in success.Value.Rows)
                isNew |= row.Id > 0 && trades.TryAdd(row.Id, row.ToTrade());
            if (!isNew || success.Value.Rows.Length < fullPage || success.Value.Last is not { } last)
                return new Answer<TapePart>.Success(new TapePart([.. trades.Values], IsToEnd: true), []);
            since = last;
        }

        return new Answer<TapePart>.Success(new TapePart([.. trades.Values], IsToEnd: false), []);
    }

    /// <summary>The newest trades there are, whatever their age.</summary>
    public async Task<Answer<TapePart>> NewestAsync(string pair, CancellationToken cancellation)
    {
        var answer = await rest.TradesAsync(pair, since: null, cancellation).ConfigureAwait(false);
        return answer.Map(page => new TapePart(
            [.. page.Rows.Where(row => row.Id > 0).Select(row => row.ToTrade()).OrderBy(trade => trade.Id)],
            IsToEnd: true));
    }
}
