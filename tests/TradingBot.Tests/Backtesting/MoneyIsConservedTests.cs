using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Sizing;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Backtesting;

/// <summary>
/// Whatever the market, the strategy and the costs: no money appears or disappears, to the last digit.
/// </summary>
public class MoneyIsConservedTests
{
    [Fact]
    public void Cash_and_holdings_are_the_sum_of_the_fills_in_both_books()
    {
        Prop.ForAll(Cases().ToArbitrary(), BooksAgree).Check(Properties.FixedWith(500));
    }

    private static void BooksAgree(Case c)
    {
        var run = Backtests.Run(SetupOf(c), c.Candles, Backtests.Fills(c.Fee, c.Slippage));
        var ledger = run.Engine.Ledger;
        var entries = ledger.Closed.Select(t => t.Entry).Concat(ledger.Open.Select(t => t.Entry)).ToList();
        var exits = ledger.Closed.Select(t => t.Exit).ToList();
        var bought = ledger.Closed.Select(t => t.Side == Side.Buy ? t.Entry : t.Exit)
            .Concat(ledger.Open.Where(t => !t.IsShort).Select(t => t.Entry)).ToList();
        var sold = ledger.Closed.Select(t => t.Side == Side.Buy ? t.Exit : t.Entry)
            .Concat(ledger.Open.Where(t => t.IsShort).Select(t => t.Entry)).ToList();
        var price = Backtests.Bitcoin.ExactPrice(c.Candles[^1].Close);

        ledger.Cash.Should().Be(
            ledger.StartCash - bought.Sum(f => f.Cost + f.Fee.Worth) + sold.Sum(f => f.Cost - f.Fee.Worth)
            - ledger.BorrowCost);
        ledger.Held.Should().Be(bought.Sum(f => f.Volume) - sold.Sum(f => f.Volume));
        (run.Exchange.Cash, run.Exchange.Held).Should().Be((ledger.Cash, ledger.Held), "the exchange keeps its own books");
        ledger.Fees.Should().Be(entries.Sum(f => f.Fee.Worth) + exits.Sum(f => f.Fee.Worth));
        ledger.Equity(price).Should().Be(
            ledger.StartCash + ledger.Closed.Sum(t => t.Profit)
            + ledger.Open.Sum(t => (t.IsShort ? -1 : 1) * (Instrument.Money(t.Entry.Volume * price) - t.Entry.Cost)
                - t.Entry.Fee.Worth - t.BorrowCost));
        if (c.ShortTerms is null)
            ledger.Cash.Should().BeGreaterThanOrEqualTo(0, "nobody lends");
        ledger.Open.Count.Should().BeLessThanOrEqualTo(c.Trades);
        entries.Should().OnlyContain(f =>
            f.Volume >= Backtests.Bitcoin.MinimumVolume && f.Fee.Worth == Instrument.Money(f.Cost * c.Fee));
    }

    private static Core.Engine.EngineSetup SetupOf(Case c) => Backtests.Setup(RandomWords(c.Words), minutes: 60, c.Settings) with
    {
        Sizing = c.Sizing,
        Limits = new RiskLimits(c.Trades),
        Cost = new Core.Risk.MarketOrderCost(c.Fee, 0.01m + c.Slippage),
        Cash = c.Cash,
        Placing = c.Placing,
        ShortTerms = c.ShortTerms,
    };

    private static Gen<Case> Cases() =>
        from words in Gen.Choose(0, 6).ArrayOf(120)
        from candles in Gen.Choose(1, 20_000).Four().ArrayOf(120)
        from feeUnits in Gen.Choose(0, 1000)
        from slippageUnits in Gen.Choose(0, 50)
        from trades in Gen.Choose(1, 4)
        from cashUnits in Gen.Choose(1, 10_000_000)
        from sizing in Gen.Elements<ISizing>(
            new FixedVolume(0.12345678m, "XBT"), new QuoteAmount(33.33m, "USD"), new PercentOfEquity(37), new PercentOfEquity(100))
        from settings in Gen.Elements<string[]>(
            [], ["stop-loss=3", "take-profit=2"], ["trailing-stop=1", "exits=intrabar"],
            ["stop-loss=1", "take-profit=1", "max-age=7", "exits=intrabar"])
        from style in Gen.Elements(OrderStyle.Market, OrderStyle.Limit, OrderStyle.PostOnly)
        from patience in Gen.Choose(1, 4)
        from sellsShort in Gen.Elements(false, true, true)
        from leverage in Gen.Choose(2, 5)
        from borrowUnits in Gen.Choose(0, 100)
        select new Case(
            words,
            candles.Select(CandleOf).ToArray(),
            feeUnits / 10_000m * 0.1m,
            slippageUnits / 10_000m,
            trades,
            cashUnits / 100m,
            sizing,
            settings,
            new OrderPlacing(style, TimeSpan.FromHours(patience)),
            sellsShort ? new ShortTerms(leverage, borrowUnits / 100_000m, borrowUnits / 200_000m) : null);

    private static Candle CandleOf((int, int, int, int) tenths, int index)
    {
        double[] prices = [tenths.Item1 / 10.0, tenths.Item2 / 10.0, tenths.Item3 / 10.0, tenths.Item4 / 10.0];
        return new Candle(index * 3600L, prices[0], prices.Max(), prices.Min(), prices[3], volume: 1, tradeCount: 1);
    }

    private static StrategyDefinition RandomWords(int[] words) => new(
        "random",
        "says whatever chance says",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new RandomStrategy(words));

    private sealed record Case(
        int[] Words, Candle[] Candles, decimal Fee, decimal Slippage, int Trades, decimal Cash, ISizing Sizing, string[] Settings,
        OrderPlacing Placing, ShortTerms? ShortTerms);

    private sealed class RandomStrategy(int[] words) : IStrategy
    {
        private int _next;

        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => words[_next++] switch
        {
            0 or 1 => Signal.Enter("chance"),
            2 => Signal.Leave("chance"),
            3 or 4 => Signal.EnterShort("chance"),
            _ => Signal.None,
        };
    }
}
