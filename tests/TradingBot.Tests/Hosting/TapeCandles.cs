using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>Candles of all that an offline Kraken has printed, whoever has heard of it.</summary>
internal static class TapeCandles
{
    /// <param name="kraken">Trades XBTUSD.</param>
    /// <param name="from">Open time of the first wanted, unix seconds.</param>
    /// <param name="timeframe">Their length; a minute unless given.</param>
    public static IEnumerable<Candle> Of(OfflineKraken kraken, long from, Timeframe? timeframe = null)
    {
        var builder = new CandleBuilder(timeframe ?? new Timeframe(1));
        var record = kraken.Record();
        var candles = new List<Candle>();
        foreach (var print in record.Tape["XBTUSD"])
        {
            while (builder.TryClose(print.Time, out var closed))
                candles.Add(closed);
            builder.Add(new Trade(print.Id, print.Time, (double)print.Price, (double)print.Volume, print.Taker));
        }

        while (builder.TryClose(record.Time, out var closed))
            candles.Add(closed);
        return candles.Where(candle => candle.OpenSeconds >= from);
    }
}
