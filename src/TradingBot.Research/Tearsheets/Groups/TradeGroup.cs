using TradingBot.Research.Inference;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>The closed trades: how many, how good, how long, and what the price did while they were open.</summary>
internal static class TradeGroup
{
    public static FigureGroup Of(RunHistory run)
    {
        var figures = new FigureList();
        var sums = new TradeSums(run.Results);
        AddMoney(figures, run, sums);
        AddReturns(figures, sums);
        AddLengths(figures, run.Results);
        AddExcursions(figures, run);
        return new FigureGroup("trades", "Trades", figures, TradeTables.Of(run.Results));
    }

    private static void AddMoney(FigureList figures, RunHistory run, TradeSums sums)
    {
        var count = run.Trades.Count;
        figures.Tally("closed", "Closed trades", count, "a part that was closed alone is a trade of its own");
        figures.Tally("won", "Won", sums.Wins, "trades with a profit above 0 after both fees");
        var rate = count == 0 ? double.NaN : (double)sums.Wins / count;
        figures.Fraction(
            "win_rate", "Win rate", rate, "trades won over all closed ones; the interval is Wilson's",
            Wilson(rate, count));
        figures.Money("gross_profit", "Gross profit", sums.GrossProfit, "sum of the profits of the trades won");
        figures.Money("gross_loss", "Gross loss", sums.GrossLoss, "sum of the losses of the others, a positive number");
        figures.Ratio(
            "profit_factor", "Profit factor", Over(sums.GrossProfit, sums.GrossLoss), "gross profit over gross loss");
        figures.Money("expectancy", "Expectancy", sums.Average, "mean profit of a trade");
        figures.Money("median_profit", "Median profit", sums.Median, "half of the trades made more");
        figures.Money("average_win", "Average win", sums.AverageWin, "mean profit of the trades won");
        figures.Money("average_loss", "Average loss", sums.AverageLoss, "mean loss of the others, a positive number");
        figures.Money("best_profit", "Best profit", sums.Best, "of one trade");
        figures.Money("worst_profit", "Worst profit", sums.Worst, "of one trade; below 0: a loss");
        figures.Ratio("payoff", "Payoff", sums.Payoff, "average win over average loss");
        figures.Ratio(
            "sqn", "SQN", sums.Quality,
            "√n times mean over standard deviation (n - 1) of the profits; the textbook divides each by the risk that "
            + "was taken, which is not known");
        figures.Fraction(
            "kelly", "Kelly", rate - (1 - rate) / sums.Payoff,
            "win rate less loss rate over payoff: the share of the balance that would grow fastest, if trades to come "
            + "were like these");
        figures.Fraction(
            "largest_win_share", "Largest win", Over(sums.Best ?? 0, sums.GrossProfit),
            "share of the gross profit that one trade made");
        figures.Tally(
            "longest_winning_streak", "Longest winning streak", sums.LongestWon, "trades won one after another");
        figures.Tally(
            "longest_losing_streak", "Longest losing streak", sums.LongestLost, "trades not won one after another");
    }

    private static void AddReturns(FigureList figures, TradeSums sums)
    {
        figures.Fraction(
            "average_return", "Average return", sums.MeanReturn,
            "a trade's profit over its entry's cost with the fee, mean");
        figures.Fraction("median_return", "Median return", sums.MedianReturn, "half of the trades returned more");
        figures.Fraction(
            "geometric_mean_return", "Geometric mean return", sums.GeometricReturn,
            "what each trade would have to return for the same product of all");
        figures.Fraction("average_win_return", "Average return won", sums.MeanReturnWon, "of the trades won");
        figures.Fraction("average_loss_return", "Average return lost", sums.MeanReturnLost, "of the others");
        figures.Fraction("best_return", "Best return", sums.BestReturn, "of one trade");
        figures.Fraction("worst_return", "Worst return", sums.WorstReturn, "of one trade");
    }

    private static void AddLengths(FigureList figures, IReadOnlyList<TradeResult> trades)
    {
        const string convention = "from the entry's fill to the exit's";
        double[] lengths = [.. trades.Select(trade => trade.Seconds)];
        Array.Sort(lengths);
        figures.Seconds("average_seconds", "Average length", Mean(lengths), convention);
        figures.Seconds("median_seconds", "Median length", Percentiles.OfSorted(lengths, 0.5), convention);
        figures.Seconds("longest_seconds", "Longest", lengths.LastOrDefault(double.NaN), convention);
        figures.Seconds("briefest_seconds", "Briefest", lengths.FirstOrDefault(double.NaN), convention);
        figures.Seconds(
            "average_seconds_won", "Average length, won",
            Mean(trades.Where(trade => trade.IsWon).Select(trade => trade.Seconds)), convention);
        figures.Seconds(
            "average_seconds_lost", "Average length, lost",
            Mean(trades.Where(trade => !trade.IsWon).Select(trade => trade.Seconds)), convention);
    }

    private static void AddExcursions(FigureList figures, RunHistory run)
    {
        const string highsAndLows =
            "; fraction of the entry's price, on highs and lows of the candles that a trade was open in as a whole";
        var all = run.Excursions;
        figures.Fraction(
            "average_adverse_excursion", "Average adverse excursion (MAE)", Mean(all.Select(way => way.Adverse)),
            "how far the price went against a trade at most, mean" + highsAndLows);
        figures.Fraction(
            "worst_adverse_excursion", "Worst adverse excursion", Most(all.Select(way => way.Adverse)),
            "the largest of them");
        figures.Fraction(
            "average_adverse_excursion_won", "Average adverse excursion, won",
            Mean(all.Where((_, i) => run.Results[i].IsWon).Select(way => way.Adverse)),
            "the mean of the trades won: a stop nearer than this would have ended many of them");
        figures.Fraction(
            "average_favourable_excursion", "Average favourable excursion (MFE)",
            Mean(all.Select(way => way.Favourable)), "how far the price went for a trade at most, mean" + highsAndLows);
        figures.Fraction(
            "best_favourable_excursion", "Best favourable excursion", Most(all.Select(way => way.Favourable)),
            "the largest of them");
        figures.Fraction(
            "average_favourable_excursion_lost", "Average favourable excursion, lost",
            Mean(all.Where((_, i) => !run.Results[i].IsWon).Select(way => way.Favourable)),
            "the mean of the trades not won: what they had been ahead by before fees");
        figures.Fraction(
            "average_given_back", "Average given back", Mean(all.Select(way => way.GivenBack)),
            "favourable excursion less what was left of it at the exit, before fees, mean");
    }

    private static double Over(decimal value, decimal by) => by == 0 ? double.NaN : (double)(value / by);

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();

    private static double Most(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Max();

    private static FigureInterval Wilson(double rate, int count)
    {
        var z = NormalDistribution.Quantile((1 + RatioResamples.Confidence) / 2);
        var square = z * z / count;
        var middle = (rate + square / 2) / (1 + square);
        var reach = z / (1 + square) * Math.Sqrt(rate * (1 - rate) / count + square / (4 * count));
        return new FigureInterval(middle - reach, middle + reach, RatioResamples.Confidence);
    }
}
