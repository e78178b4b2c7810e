using TradingBot.Core.Market;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>What trading has cost, and what would be left at other fees.</summary>
internal static class CostGroup
{
    private const decimal HighestFee = 0.008m;
    private const decimal FeeStep = 0.0005m;

    public static FigureGroup Of(RunHistory run)
    {
        var performance = run.Performance;
        var before = performance.NetProfit + performance.Fees;
        var slipped = Slipped(run);
        var figures = new FigureList();
        figures.Money("fees", "Fees", performance.Fees, "what all fees are worth in the quote currency");
        figures.Fraction("average_fee", "Average fee", performance.AverageFee, "fees over the cost of all fills");
        figures.Money(
            "slippage", "Slippage", slipped,
            "what the fills cost more than at the market's own price, by the slippage that was set; rounding to ticks "
            + "is left out, and it is not known where orders rest or meet a recorded book");
        if (run.SellsShort)
        {
            figures.Money(
                "borrow_cost", "Borrow cost", performance.BorrowCost, "charged on what was sold short, not a fee");
        }

        figures.Money(
            "result_before_fees", "Result before fees", before,
            "net profit and fees, for the same orders; an open trade is marked at the last close");
        figures.Money(
            "result_before_costs", "Result before costs", before + slipped + performance.BorrowCost,
            "the same without slippage and other costs too");
        figures.Fraction(
            "break_even_fee", "Break-even fee",
            performance.Turnover > 0 ? (double)(before / performance.Turnover) : double.NaN,
            "the fee of each fill at which the same orders leave nothing; below 0 they lose without any");
        return new FigureGroup("costs", "Costs", figures, [Sensitivity(run, before)]);
    }

    private static FigureTable Sensitivity(RunHistory run, decimal before)
    {
        var performance = run.Performance;
        var rows = new List<IReadOnlyList<FigureCell>>();
        for (var fee = 0m; fee <= HighestFee; fee += FeeStep)
        {
            var profit = Instrument.Money(before - fee * performance.Turnover);
            rows.Add([fee, profit, (double)(profit / performance.StartEquity)]);
        }

        return new FigureTable(
            "by_fee",
            "Result by fee",
            "exact for the same orders and volumes; where the volume follows the balance, a run at that fee trades "
            + "other volumes",
            [
                new FigureColumn("fee", "Fee", FigureUnit.Fraction),
                new FigureColumn("net_profit", "Net profit", FigureUnit.Money),
                new FigureColumn("return", "Return", FigureUnit.Fraction),
            ],
            rows);
    }

    /// <summary>A purchase pays the market's price times 1 + slippage, a sale gets it times 1 - slippage.</summary>
    /// <returns>Quote currency; null where nobody knows.</returns>
    private static decimal? Slipped(RunHistory run)
    {
        if (run.Slippage is not { } slippage)
            return null;
        var (bought, sold) = (0m, 0m);
        foreach (var trade in run.Trades)
        {
            var isLong = trade.Side == Side.Buy;
            bought += isLong ? trade.Entry.Cost : trade.Exit.Cost;
            sold += isLong ? trade.Exit.Cost : trade.Entry.Cost;
        }

        var open = run.Performance.Turnover - bought - sold; // entries of trades that were not closed
        return Instrument.Money(
            (bought + open) * slippage / (1 + slippage) + sold * slippage / (1 - slippage));
    }
}
