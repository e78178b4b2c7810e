using TradingBot.Core.Market;
using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>
/// What the closed trades made, in money and as returns. Averages of money are rounded as money is; null and NaN: not
/// computable.
/// </summary>
internal sealed class TradeSums
{
    private readonly decimal[] _profits;
    private readonly double[] _returns;
    private readonly Moments _moments;

    public TradeSums(IReadOnlyList<TradeResult> trades)
    {
        _profits = [.. trades.Select(trade => trade.Profit)];
        _returns = [.. trades.Select(trade => trade.Return)];
        _moments = Moments.OfFirstTwo([.. _profits.Select(profit => (double)profit)]);
        var streak = 0;
        foreach (var profit in _profits)
        {
            var won = profit > 0;
            Wins += won ? 1 : 0;
            GrossProfit += won ? profit : 0;
            GrossLoss -= won ? 0 : profit;
            streak = won ? Math.Max(streak, 0) + 1 : Math.Min(streak, 0) - 1;
            LongestWon = Math.Max(LongestWon, streak);
            LongestLost = Math.Max(LongestLost, -streak);
        }
    }

    public int Wins { get; }

    public decimal GrossProfit { get; }

    public decimal GrossLoss { get; }

    public int LongestWon { get; }

    public int LongestLost { get; }

    public decimal? Average => Share(GrossProfit - GrossLoss, _profits.Length);

    public decimal? AverageWin => Share(GrossProfit, Wins);

    public decimal? AverageLoss => Share(GrossLoss, _profits.Length - Wins);

    public decimal? Best => _profits.Length == 0 ? null : _profits.Max();

    public decimal? Worst => _profits.Length == 0 ? null : _profits.Min();

    public decimal? Median
    {
        get
        {
            decimal[] sorted = [.. _profits];
            Array.Sort(sorted);
            return sorted.Length == 0 ? null
                : Instrument.Money((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2);
        }
    }

    /// <summary>Average win over average loss.</summary>
    public double Payoff =>
        AverageWin is { } win && AverageLoss is { } loss && loss > 0 ? (double)(win / loss) : double.NaN;

    /// <summary>System quality number of the profits.</summary>
    public double Quality => _moments.Sharpe * Math.Sqrt(_profits.Length);

    public double MeanReturn => Mean(_returns);

    public double MedianReturn => Percentiles.Median(_returns);

    /// <summary>NaN where a trade lost all, and more.</summary>
    public double GeometricReturn => _returns.Length == 0 ? double.NaN
        : Math.Exp(_returns.Average(value => Math.Log(1 + value))) - 1;

    public double MeanReturnWon => Mean(_returns.Where((_, i) => _profits[i] > 0));

    public double MeanReturnLost => Mean(_returns.Where((_, i) => _profits[i] <= 0));

    public double BestReturn => _returns.DefaultIfEmpty(double.NaN).Max();

    public double WorstReturn => _returns.DefaultIfEmpty(double.NaN).Min();

    private static decimal? Share(decimal sum, int count) => count == 0 ? null : Instrument.Money(sum / count);

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
