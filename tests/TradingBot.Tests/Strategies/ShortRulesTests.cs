using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies.Catalog;

namespace TradingBot.Tests.Strategies;

/// <summary>
/// MyCryptoBot's long and short strategies, whose trades are worked out once more from the rule's text, in plain loops,
/// and held against what a backtest says to the last digit.
/// </summary>
public class ShortRulesTests
{
    private const decimal Volume = 0.002m;
    private const decimal FeeRate = 0.0026m;
    private static readonly ShortTerms Terms = new(Leverage: 2, OpeningRate: 0.0002m, RolloverRate: 0.0001m);
    private static readonly Candle[] Hours = Backtests.Synthetic(200_000, minutes: 60);

    public static TheoryData<string> Names =>
        [.. StrategyCatalog.All.Where(strategy => strategy.SellsShort).Select(strategy => strategy.Name)];

    [Fact]
    public void Momentum_is_long_after_a_rise_and_short_after_a_fall_and_pays_for_both() =>
        Expect("momentum", i => i < 30 ? 0 : Hours[i].Close.CompareTo(Hours[i - 30].Close));

    [Fact]
    public void Moving_average_is_long_above_it_and_short_below() =>
        Expect("moving-average", i => i < 49 ? 0 : Hours[i].Close.CompareTo(Hours[(i - 49)..(i + 1)].Average(candle => candle.Close)));

    [Fact]
    public void Sma_cross_turns_with_each_cross()
    {
        var last = 0;
        Expect("sma-cross", i =>
        {
            if (i < 49)
                return 0;
            var difference = Hours[(i - 19)..(i + 1)].Average(candle => candle.Close) - Hours[(i - 49)..(i + 1)].Average(candle => candle.Close);
            var side = Math.Abs(difference) > 1e-9 ? Math.Sign(difference) : 0;
            var crosses = side != 0 && side == -last;
            last = side != 0 ? side : last;
            return crosses ? side : 0;
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_strategy_that_sells_short_sees_the_future(string strategy)
    {
        var whole = Closed(strategy, Hours);
        whole.Should().HaveCountGreaterThan(20);
        whole.Should().Contain(trade => trade.Side == Side.Sell);

        for (var length = 100; length < Hours.Length; length += 331)
        {
            var end = Hours[length - 1].OpenSeconds;
            Closed(strategy, Hours[..length]).Should().Equal(whole.Where(trade => trade.Exit.Seconds <= end));
        }
    }

    private static List<ClosedTrade> Closed(string strategy, Candle[] candles)
    {
        var setup = Backtests.Setup(strategy, 60, Backtests.Lively(strategy)) with { ShortTerms = Terms };
        return [.. Backtests.Run(setup, candles).Engine.Ledger.Closed];
    }

    /// <param name="strategy">With its defaults.</param>
    /// <param name="rule">What it says of a candle: 1 be long, -1 be short, 0 nothing.</param>
    private static void Expect(string strategy, Func<int, int> rule)
    {
        var trades = new List<(int Side, long From, long To, decimal Entry, decimal Exit, decimal Profit)>();
        var (side, entry, entered) = (0, 0m, 0L);
        var cash = 100_000m;
        for (var i = 0; i + 1 < Hours.Length; i++)
        {
            var wanted = rule(i);
            if (wanted == 0 || wanted == side)
                continue;
            var (price, now) = ((decimal)Hours[i + 1].Open, Hours[i + 1].OpenSeconds);
            if (side != 0)
            {
                var borrowing = side > 0 ? 0 : OfCost(entry, 0.0002m) + (now - entered) / (4 * 3600) * OfCost(entry, 0.0001m);
                var profit = side * (price - entry) * Volume - OfCost(entry, FeeRate) - OfCost(price, FeeRate) - borrowing;
                trades.Add((side, entered, now, entry, price, profit));
                cash += profit;
            }

            (side, entry, entered) = (wanted, price, now);
        }

        var run = Backtests.Run(Backtests.Setup(strategy, 60) with { ShortTerms = Terms }, Hours);

        run.Engine.Ledger.Closed.Select(t =>
            (t.Side == Side.Buy ? 1 : -1, t.Entry.Seconds, t.Exit.Seconds, t.Entry.Price, t.Exit.Price, t.Profit))
            .Should().Equal(trades);
        trades.Should().HaveCountGreaterThan(50);
        run.Engine.Ledger.Open.Should().ContainSingle().Which.IsShort.Should().Be(side < 0);
        (run.Engine.Ledger.StartCash + run.Engine.Ledger.Closed.Sum(t => t.Profit)).Should().Be(cash);
        run.Exchange.Cash.Should().Be(run.Engine.Ledger.Cash);
    }

    private static decimal OfCost(decimal price, decimal rate) => decimal.Round(price * Volume * rate, 10);
}
