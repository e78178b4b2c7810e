using System.Globalization;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Market;
using TradingBot.Tests;

namespace TradingBot.Benchmarks;

/// <summary>
/// The synthetic market in memory and as a CSV file: the same 2,629,440 candles for every contestant.
/// </summary>
internal sealed class Market
{
    public Market(string directory)
    {
        var candles = Backtests.Synthetic(SyntheticMarket.DefaultBars);
        Candles = candles;
        Csv = Path.Combine(directory, "XBTUSD_1.csv");
        using var csv = new StreamWriter(Csv) { NewLine = "\n" };
        csv.WriteLine("time,open,high,low,close,volume");
        foreach (ref readonly var c in candles.AsSpan())
        {
            csv.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{c.OpenSeconds},{c.Open:F1},{c.High:F1},{c.Low:F1},{c.Close:F1},{c.Volume:F8}"));
        }
    }

    public ReadOnlyMemory<Candle> Candles { get; }

    public string Csv { get; }
}
