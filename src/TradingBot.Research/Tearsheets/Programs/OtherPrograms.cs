using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Programs;

/// <summary>
/// The same result as other programs would print it. Each has conventions of its own, and a figure can be compared with
/// one of the same program only.
/// </summary>
internal static class OtherPrograms
{
    public static FigureGroup Of(RunHistory run)
    {
        // They are given a row a day and count what is less than a day as one.
        var rows = DailySeries.OfAllRows(run.Equity, []);
        var figures = new FigureList();
        FreqtradeFigures.Add(figures, run);
        LeanFigures.Add(figures, run, rows);
        BacktestingPyFigures.Add(figures, run);
        QuantstatsFigures.Add(figures, run, rows);
        JesseFigures.Add(figures, run, rows);
        return new FigureGroup("other_programs", "By other programs' conventions", figures, []);
    }
}
