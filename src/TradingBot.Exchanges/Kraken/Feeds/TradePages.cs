using System.Globalization;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>
/// The whole tape by REST. A page begins a little before the end of the one before, because <c>since</c> is exclusive
/// and trades of one instant may lie on both sides of a border. What cannot be a page of the tape is refused.
/// </summary>
internal sealed class TradePages(PublicRest rest)
{
    /// <summary>
    /// By so much a printed time may differ from <c>last</c>: it has 7 decimals of a double, and only 4 in recordings
    /// of 2017. Less than the overlap, so that nothing can lie in between.
    /// </summary>
    private const long Rounding = 500_000;

    /// <summary>
    /// Nanoseconds by which a page begins before the end of the one before; the smaller ones where a page is full of
    /// trades of one moment and would not move otherwise.
    /// </summary>
    private static readonly long[] Overlaps = [1_000_000, 1, 0];

    /// <param name="pair">Kraken's id of it.</param>
    /// <param name="from">UTC, inclusive.</param>
    /// <param name="next"><c>since</c> of this page; null for the first.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Answer<TapePage>> ReadAsync(
        string pair, DateTime from, string? next, CancellationToken cancellation)
    {
        var since = next is null
            ? Math.Max(0, Nanoseconds(from) - 1)
            : long.Parse(next, NumberStyles.None, CultureInfo.InvariantCulture);
        var answer = await rest.PrintedTradesAsync(pair, since, cancellation).ConfigureAwait(false);
        return answer is Answer<PairRows<PrintedRow>>.Success { Value: var page }
            && WhatIsWrong(page, pair, since) is { } wrong
            ? new Answer<TapePage>.Rejected(new ExchangeError(wrong, ErrorEffect.NotDone, RetryAdvice.Never))
            : answer.Map(rows => PageOf(rows, since));
    }

    private static TapePage PageOf(PairRows<PrintedRow> page, long since)
    {
        var last = page.Rows.Length == 0 ? since : page.Last ?? since;
        var overlap = Array.Find(Overlaps, overlap => last - overlap > since);
        var next = Math.Max(since, last - overlap);
        return new TapePage(
            [.. page.Rows.Select(TradeOf)],
            next.ToString(CultureInfo.InvariantCulture),
            IsToEnd: page.Rows.Length < PublicRest.TradesPerPage);
    }

    private static PrintedTrade TradeOf(PrintedRow row) =>
        new(row.Id, row.Time, row.Price, row.Volume, row.Taker, row.IsMarketOrder);

    /// <summary>Why this cannot be the page of the tape that was asked for, or null.</summary>
    private static string? WhatIsWrong(PairRows<PrintedRow> page, string pair, long since)
    {
        if (page.Pair != pair)
            return $"sent trades of {ExchangeText.Clean(page.Pair)}, not of {pair}";
        if (page.Rows.Length == 0)
            return null;
        for (var i = 1; i < page.Rows.Length; i++)
        {
            if (page.Rows[i].Nanoseconds < page.Rows[i - 1].Nanoseconds)
                return $"sent trade {page.Rows[i].Id} of an earlier time after trade {page.Rows[i - 1].Id}";
        }

        var (first, end) = (page.Rows[0], page.Rows[^1]);
        if (first.Nanoseconds < since - Rounding)
        {
            return $"sent trade {first.Id}, which is from before the point that was asked for (since {since}): an old "
                + "page again";
        }

        if (page.Last is not { } last)
        {
            return page.Rows.Length < PublicRest.TradesPerPage
                ? null // an empty last is how a tape may end
                : "sent a full page that does not say where to go on (no last)";
        }

        if (last < since)
            return $"goes backwards: last {last} is before since {since}";
        return Math.Abs(last - end.Nanoseconds) > Rounding
            ? $"says last {last}, which is not the time of its last trade {end.Id}"
            : null;
    }

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
