using TradingBot.Core.Accounts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>
/// The figures of a run's closed trades. Money is in the quote currency, fees and the cost of borrowing are included;
/// NaN: not computable.
/// </summary>
public sealed class TradeStatistics
{
    public TradeStatistics(TradeLog trades)
    {
        Count = trades.Count;
        Best = Count == 0 ? double.NaN : double.NegativeInfinity;
        Worst = Count == 0 ? double.NaN : double.PositiveInfinity;
        var seconds = 0L;
        for (var i = 0; i < Count; i++)
        {
            var trade = trades[i];
            var profit = trade.Profit;
            if (profit > 0)
            {
                Wins++;
                GrossProfit += profit;
            }
            else
            {
                GrossLoss -= profit;
            }

            if (trade.Side == Side.Sell)
                Shorts++;
            var gain = trade.Return;
            Best = Math.Max(Best, gain);
            Worst = Math.Min(Worst, gain);
            seconds += trade.Exit.Seconds - trade.Entry.Seconds;
        }

        AverageSeconds = Count == 0 ? double.NaN : (double)seconds / Count;
    }

    public int Count { get; }

    /// <summary>Trades that sold short.</summary>
    public int Shorts { get; }

    /// <summary>Trades with a profit above 0.</summary>
    public int Wins { get; }

    /// <summary>Sum of the profits of the winners.</summary>
    public decimal GrossProfit { get; }

    /// <summary>Sum of the losses of the others, a positive number.</summary>
    public decimal GrossLoss { get; }

    /// <summary>Wins over trades, a fraction.</summary>
    public double WinRate => Count == 0 ? double.NaN : (double)Wins / Count;

    /// <summary>Gross profit over gross loss.</summary>
    public double ProfitFactor => GrossLoss == 0 ? double.NaN : (double)(GrossProfit / GrossLoss);

    /// <summary>Average profit of a trade; null without trades.</summary>
    public decimal? Expectancy => Count == 0 ? null : (GrossProfit - GrossLoss) / Count;

    /// <summary>Return of the best trade, a fraction of its entry.</summary>
    public double Best { get; }

    /// <summary>Return of the worst trade, a fraction of its entry.</summary>
    public double Worst { get; }

    /// <summary>Average time from entry to exit.</summary>
    public double AverageSeconds { get; }
}
