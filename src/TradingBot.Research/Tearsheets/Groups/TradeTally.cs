using TradingBot.Core.Market;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>A row of a table of trades, as the trades come.</summary>
internal sealed class TradeTally
{
    private int _won;
    private decimal _profit;
    private double _returns;
    private double _seconds;

    public static IReadOnlyList<FigureColumn> Columns { get; } =
    [
        new("closed", "Closed", FigureUnit.Count),
        new("won", "Won", FigureUnit.Count),
        new("win_rate", "Win rate", FigureUnit.Fraction),
        new("net_profit", "Net profit", FigureUnit.Money),
        new("expectancy", "Expectancy", FigureUnit.Money),
        new("average_return", "Average return", FigureUnit.Fraction),
        new("average_seconds", "Average length", FigureUnit.Seconds),
    ];

    public int Count { get; private set; }

    public void Add(in TradeResult trade)
    {
        Count++;
        _won += trade.IsWon ? 1 : 0;
        _profit += trade.Profit;
        _returns += trade.Return;
        _seconds += trade.Seconds;
    }

    public void Add(TradeTally other)
    {
        Count += other.Count;
        _won += other._won;
        _profit += other._profit;
        _returns += other._returns;
        _seconds += other._seconds;
    }

    /// <summary>After at least one trade.</summary>
    public IReadOnlyList<FigureCell> Row(string name) =>
    [
        name,
        (double)Count,
        (double)_won,
        (double)_won / Count,
        _profit,
        Instrument.Money(_profit / Count),
        _returns / Count,
        _seconds / Count,
    ];
}
