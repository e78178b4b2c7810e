using System.Globalization;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Scenarios;

/// <summary>Runs the tables of <c>exits.txt</c> and <c>shorts.txt</c>: one line a candle, then what must have been filled on it.</summary>
public class ExitScenarioTests
{
    public static TheoryData<string> Names => [.. Scenarios().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_exit_happens_when_and_where_the_table_says(string name)
    {
        var lines = Scenarios()[name];
        var rows = lines.Where(line => char.IsDigit(line[0])).ToArray();
        var setup = Backtests.Setup(Scripted(rows), minutes: 1, lines[0].Split(' ')[1..]) with
        {
            ShortTerms = new ShortTerms(Leverage: 2, OpeningRate: 0, RolloverRate: 0),
        };
        var run = Backtests.Run(setup, rows.Select(CandleOf).ToArray(), Backtests.Fills(fee: 0));

        var fills = FillsByCandle(run.Engine.Ledger);
        for (var i = 0; i < rows.Length; i++)
            string.Join(", ", fills[i * 60L]).Should().Be(rows[i].Split('|')[1].Trim(), $"candle {i + 1}: {rows[i]}");
        if (lines[^1].StartsWith("ambiguous ", StringComparison.Ordinal))
            run.AmbiguousCandles.Should().Be(long.Parse(lines[^1].Split(' ')[1], CultureInfo.InvariantCulture));
    }

    private static Dictionary<string, string[]> Scenarios() => new[] { "exits.txt", "shorts.txt" }
        .SelectMany(file => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scenarios", file)).Split("scenario ")[1..])
        .Select(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(lines => lines[0], lines => lines[1..]);

    private static Candle CandleOf(string row, int index)
    {
        var prices = Words(row).Take(4).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return new Candle(index * 60L, prices[0], prices[1], prices[2], prices[3], volume: 1, tradeCount: 1);
    }

    private static string[] Words(string row) => row.Split('|')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static StrategyDefinition Scripted(string[] rows) => new(
        "scripted",
        "says what the table says",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new Script(new Queue<string>(rows.Select(row => Words(row).ElementAtOrDefault(4) ?? ""))));

    private static ILookup<long, string> FillsByCandle(Ledger ledger)
    {
        var fills = ledger.Closed.Select(trade => (trade.Entry, Text: $"{Word(trade.Side)} {Price(trade.Entry)}"))
            .Concat(ledger.Closed.Select(trade => (
                Entry: trade.Exit,
                Text: $"{(trade.Side == Side.Buy ? "sell" : "cover")} {Price(trade.Exit)} {trade.CloseReason}")))
            .Concat(ledger.Open.Select(trade => (trade.Entry, Text: $"{Word(trade.Side)} {Price(trade.Entry)}")));
        return fills.ToLookup(fill => fill.Entry.Seconds / 60 * 60, fill => fill.Text);
    }

    private static string Word(Side side) => side == Side.Buy ? "buy" : "short";

    private static string Price(in Fill fill) => fill.Price.ToString("0.##", CultureInfo.InvariantCulture);
}
