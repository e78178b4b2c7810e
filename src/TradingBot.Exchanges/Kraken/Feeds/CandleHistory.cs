using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>
/// Finished candles by REST: at most the last 720, whatever one asks for. A length that Kraken does not have is built
/// from the longest that divides it, so of those there are fewer.
/// </summary>
internal sealed class CandleHistory(PublicRest rest)
{
    /// <summary>What Kraken has, minutes.</summary>
    private static readonly int[] Intervals = [1, 5, 15, 30, 60, 240, 1440, 10080, 21600];

    /// <summary>Finished candles, oldest first, without a hole: an interval without trades is flat.</summary>
    /// <param name="pair">Any of Kraken's names.</param>
    /// <param name="timeframe">Whole minutes, whatever Kraken has.</param>
    /// <param name="from">The first interval wanted, unix seconds of its start, or null for all there are.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Answer<IReadOnlyList<Candle>>> FinishedAsync(
        string pair, Timeframe timeframe, long? from, CancellationToken cancellation)
    {
        var asked = new Timeframe(Intervals.Last(minutes => timeframe.Minutes % minutes == 0));
        // since is exclusive, so the interval before is asked for.
        var after = from - asked.Seconds;
        var answer = await rest.OhlcAsync(pair, asked, after, cancellation).ConfigureAwait(false);
        return answer.Map(rows => Built(Finished(rows, from ?? 0), asked, timeframe));
    }

    /// <summary>Whole candles only: neither the end of one whose beginning is too old, nor one that runs.</summary>
    internal static IReadOnlyList<Candle> Built(IReadOnlyList<Candle> finished, Timeframe asked, Timeframe wanted)
    {
        if (asked == wanted)
            return finished;
        var whole = finished.SkipWhile(candle => candle.OpenSeconds != wanted.OpenOf(candle.OpenSeconds)).ToArray();
        var knownUntil = whole.Length == 0 ? 0 : whole[^1].OpenSeconds + asked.Seconds;
        var resampler = new Resampler(new CandleMemory(whole), asked, wanted, knownUntil);
        var built = new List<Candle>(whole.Length);
        for (var batch = resampler.Next(); !batch.IsEmpty; batch = resampler.Next())
            built.AddRange(batch.Span);
        return built;
    }

    /// <summary>
    /// The finished rows. Kraken always adds the running interval as the last row and names the last finished one in
    /// <c>last</c>; a running interval taken for a candle would be a decision on half its trades.
    /// </summary>
    public static IReadOnlyList<Candle> Finished(PairRows<OhlcRow> rows, long from)
    {
        var candles = new List<Candle>(rows.Rows.Length);
        foreach (var row in rows.Rows)
        {
            var isLater = candles.Count == 0 || row.Candle.OpenSeconds > candles[^1].OpenSeconds;
            if (isLater && row.Candle.OpenSeconds >= from && row.Candle.OpenSeconds <= rows.Last)
                candles.Add(row.Candle);
        }

        return candles;
    }
}
