using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Exchanges.Kraken.Feeds;

/// <summary>Finished candles by REST: at most the last 720, whatever one asks for.</summary>
internal sealed class CandleHistory(PublicRest rest)
{
    /// <summary>Finished candles, oldest first, without a hole: an interval without trades is flat.</summary>
    /// <param name="pair">Any of Kraken's names.</param>
    /// <param name="timeframe">One of <see cref="Timeframe.Tradable"/>.</param>
    /// <param name="from">The first interval wanted, unix seconds of its start, or null for all there are.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Answer<IReadOnlyList<Candle>>> FinishedAsync(
        string pair, Timeframe timeframe, long? from, CancellationToken cancellation)
    {
        // since is exclusive, so the interval before is asked for.
        var after = from - timeframe.Seconds;
        var answer = await rest.OhlcAsync(pair, timeframe, after, cancellation).ConfigureAwait(false);
        return answer.Map(rows => Finished(rows, from ?? 0));
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
