using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Statistics;

namespace TradingBot.Core.Backtesting;

/// <summary>
/// The figures of a backtest's report. Fractions, not percents; money in the quote currency; NaN: not computable.
/// </summary>
public sealed record Performance
{
    /// <summary>Beginning of the first candle traded on, unix seconds.</summary>
    public required long Start { get; init; }

    /// <summary>End of the last candle, unix seconds.</summary>
    public required long End { get; init; }

    public required decimal StartEquity { get; init; }

    /// <summary>With open trades marked at the last close.</summary>
    public required decimal FinalEquity { get; init; }

    public required decimal Fees { get; init; }

    /// <summary>Charged for what was sold short.</summary>
    public required decimal BorrowCost { get; init; }

    /// <summary>Cost of all fills.</summary>
    public required decimal Turnover { get; init; }

    /// <summary>Share of the candles at whose end a trade was open.</summary>
    public required double Exposure { get; init; }

    /// <summary>What the fees would have been more without the discount for volume, quote currency.</summary>
    public required decimal FeesSaved { get; init; }

    /// <summary>The most that open trades have cost at one time, quote currency; 0 without trades.</summary>
    public required decimal MaxInvested { get; init; }

    /// <summary>
    /// Return of buying everything at the first open, with the run's slippage and for one taker fee, and holding.
    /// </summary>
    public required double BuyAndHold { get; init; }

    public required TradeStatistics Trades { get; init; }

    public required Returns Returns { get; init; }

    public required Drawdown Drawdown { get; init; }

    public decimal NetProfit => FinalEquity - StartEquity;

    public double Return => (double)(FinalEquity / StartEquity) - 1;

    /// <summary>Of the money that was ever in the market at one time.</summary>
    public double ReturnOnInvested => MaxInvested > 0 ? (double)(NetProfit / MaxInvested) : double.NaN;

    /// <summary>Fees over the cost of all fills, a fraction.</summary>
    public double AverageFee => Turnover > 0 ? (double)(Fees / Turnover) : double.NaN;

    /// <summary>CAGR over maximum drawdown.</summary>
    public double Calmar => Drawdown.Depth > 0 ? Returns.Cagr / Drawdown.Depth : double.NaN;

    /// <param name="run">A finished run that traded on at least one candle.</param>
    /// <param name="fills">What its fills cost.</param>
    public static Performance Of(IBacktest run, FillModel fills)
    {
        Invariant.Holds(run.Equity is not null);
        var points = run.Equity.Points;
        var ledger = run.Engine.Ledger;
        return new Performance
        {
            Start = points[0].Seconds,
            End = points[^1].Seconds,
            StartEquity = ledger.StartCash,
            FinalEquity = points[^1].Equity,
            Fees = ledger.Fees,
            BorrowCost = ledger.BorrowCost,
            Turnover = ledger.Turnover,
            Exposure = (double)run.CandlesInMarket / run.Candles,
            FeesSaved = run.FeesSaved,
            MaxInvested = Invested.Most(ledger),
            BuyAndHold = run.Last.Close / PaidForOne(run.First.Open, fills) - 1,
            Trades = new TradeStatistics(ledger.Closed),
            Returns = new Returns(points),
            Drawdown = run.Drawdown,
        };
    }

    /// <summary>What one unit bought at the market costs in all.</summary>
    internal static double PaidForOne(double price, FillModel fills) =>
        price * (1 + (double)fills.Slippage) * (1 + (double)fills.Fees.At(0).Taker);
}
