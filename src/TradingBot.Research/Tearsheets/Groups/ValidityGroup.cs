using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>How likely it is that the result is luck.</summary>
internal static class ValidityGroup
{
    /// <summary>More would take longer than the backtest, and would say the same.</summary>
    private const int MostTrades = 10_000;

    private const int TradeResamples = 1000;
    private const ulong Seed = 42;
    private static readonly double[] Shares = [0.05, 0.25, 0.5, 0.75, 0.95];

    public static FigureGroup Of(RunHistory run, DailySeries days, RatioResamples resamples)
    {
        var figures = new FigureList();
        AddSharpe(figures, days, resamples);
        AddMeans(figures, run, days);
        var deepest = DayRatios.Of(days.Returns, []).MaximumDrawdown;
        figures.Fraction(
            "drawdown_rank", "Drawdown among the resamples",
            resamples.ShareAtMost(ratios => ratios.MaximumDrawdown, deepest),
            "share of the resamples whose fall is at most the one seen; near 0 the one seen was lucky");
        return new FigureGroup("validity", "Is it luck", figures, [Drawdowns(run, resamples)]);
    }

    private static void AddSharpe(FigureList figures, DailySeries days, RatioResamples resamples)
    {
        var moments = Moments.Of(days.Returns);
        var aYear = 1 / Math.Sqrt(Moments.DaysAYear);
        figures.Tally("days", "Days", moments.Count, "whole days, from midnight to midnight UTC");
        figures.Tally(
            "resamples", "Resamples", resamples.Drawn,
            "stationary bootstrap of the whole days (Politis and Romano 1994); of its percentiles are the intervals");
        figures.Days(
            "block_days", "Block length", resamples.Plan.BlockDays,
            "mean days on end in a resample, by the memory of returns and of their squares (Politis and White 2004)");
        figures.Ratio(
            "sharpe_standard_error", "Standard error of Sharpe",
            ProbabilisticSharpe.StandardError(moments) * Math.Sqrt(Moments.DaysAYear),
            "from length, skew and kurtosis of the daily returns (Bailey and López de Prado 2012), a year's");
        figures.Fraction(
            "psr_0", "PSR above 0", ProbabilisticSharpe.Probability(moments, 0),
            "probability that the true Sharpe is above 0, from length, skew and kurtosis; it knows of no search");
        figures.Fraction(
            "psr_1", "PSR above 1", ProbabilisticSharpe.Probability(moments, aYear),
            "the same that the true Sharpe is above 1 a year");
        figures.Days(
            "minimum_track_record_days", "Minimum track record",
            ProbabilisticSharpe.MinimumTrackRecord(moments, 0) ?? double.NaN,
            "days needed to be 95 % sure that a Sharpe like this is above 0; none for one that is not above 0");
        figures.Fraction(
            "sharpe_not_positive", "Resamples without a positive Sharpe",
            resamples.ShareAtMost(ratios => ratios.Sharpe, 0), "share of the resamples whose Sharpe is at most 0");
    }

    private static void AddMeans(FigureList figures, RunHistory run, DailySeries days)
    {
        var (t, chance) = StudentDistribution.OfMean(Moments.OfFirstTwo(days.Returns));
        figures.Ratio("mean_t", "t of the mean day", t, "mean over its standard error, of the daily returns");
        figures.Fraction(
            "mean_p", "p of the mean day", chance,
            "how often days without a mean would be as far from 0 by chance, to either side (Student's t)");
        double[] returns = [.. run.Results.Select(trade => trade.Return)];
        (t, chance) = StudentDistribution.OfMean(Moments.OfFirstTwo(returns));
        figures.Ratio("trade_mean_t", "t of the mean trade", t, "mean over its standard error, of the trades' returns");
        figures.Fraction("trade_mean_p", "p of the mean trade", chance, "the same of trades without a mean");
    }

    private static FigureTable Drawdowns(RunHistory run, RatioResamples resamples)
    {
        var trades = OfTrades(run);
        return new FigureTable(
            "drawdown_quantiles",
            "Drawdowns that were possible",
            "maximum drawdown that a share of the resamples is below: of blocks of days, and of single trades, which "
            + "only fall when closed and are not drawn beyond 10,000",
            [
                new FigureColumn("share", "Share", FigureUnit.Fraction),
                new FigureColumn("days", "Of days", FigureUnit.Fraction),
                new FigureColumn("trades", "Of trades", FigureUnit.Fraction),
            ],
            [
                .. Shares.Select(share => (IReadOnlyList<FigureCell>)
                [
                    share,
                    resamples.Percentile(ratios => ratios.MaximumDrawdown, share),
                    trades?.Percentile(share) ?? double.NaN,
                ]),
            ]);
    }

    /// <summary>Each trade's profit over the balance of closed trades at its entry.</summary>
    private static Resamples? OfTrades(RunHistory run)
    {
        if (run.Trades.Count is 0 or > MostTrades)
            return null;
        var balances = new BalanceAtEntry(run.Performance.StartEquity, run.Results);
        double[] returns = [.. run.Results.Select(balances.ReturnOf)];
        return Resamples.DrawdownOfTrades(returns, TradeResamples, Seed);
    }

    /// <summary>The start balance and the profits of the trades closed until then.</summary>
    private sealed class BalanceAtEntry
    {
        private readonly long[] _exits;
        private readonly decimal[] _balances;
        private readonly decimal _start;

        public BalanceAtEntry(decimal start, IReadOnlyList<TradeResult> trades)
        {
            _start = start;
            _exits = [.. trades.Select(trade => trade.Left)];
            _balances = new decimal[trades.Count];
            for (var i = 0; i < trades.Count; i++)
                _balances[i] = (i == 0 ? start : _balances[i - 1]) + trades[i].Profit;
        }

        public double ReturnOf(TradeResult trade)
        {
            var place = Array.BinarySearch(_exits, trade.Entered);
            place = place < 0 ? ~place : place;
            while (place < _exits.Length && _exits[place] <= trade.Entered)
                place++;
            var balance = place == 0 ? _start : _balances[place - 1];
            return balance > 0 ? (double)(trade.Profit / balance) : 0;
        }
    }
}
