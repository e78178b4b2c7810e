using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>What has become of the money.</summary>
internal static class ResultGroup
{
    public static FigureGroup Of(RunHistory run, RatioResamples resamples)
    {
        var performance = run.Performance;
        var figures = new FigureList();
        figures.Money("start_balance", "Start balance", performance.StartEquity, "cash before the first trade");
        figures.Money(
            "final_equity",
            "Final equity",
            performance.FinalEquity,
            "open trades are marked at the last close, and their exit's fee is not taken off");
        figures.Money("net_profit", "Net profit", performance.NetProfit, "final equity less start balance");
        figures.Fraction("return", "Return", performance.Return, "net profit over start balance");
        figures.Fraction(
            "cagr",
            "CAGR",
            performance.Returns.Cagr,
            "compound annual growth rate over the seconds of the run, a year of 365 days; from 30 days on");
        figures.Fraction(
            "exposure", "Exposure", performance.Exposure, "share of the candles at whose end a trade was open");
        figures.Money("turnover", "Turnover", performance.Turnover, "cost of all fills, entries and exits");
        figures.Fraction(
            "volatility",
            "Volatility",
            performance.Returns.Volatility,
            "standard deviation (n - 1) of the returns of whole days, times √365",
            resamples.Interval(ratios => ratios.Volatility));
        return new FigureGroup("result", "Result", figures, []);
    }
}
