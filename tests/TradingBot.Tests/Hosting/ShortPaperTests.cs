using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;
using TradingBot.Input;

namespace TradingBot.Tests.Hosting;

/// <summary>Selling short on paper: on an offline Kraken from end to end, and after a restart.</summary>
public class ShortPaperTests
{
    private static readonly ShortTerms Terms = new(Leverage: 2, OpeningRate: 0.0002m, RolloverRate: 0.0002m);

    [Fact]
    public async Task A_session_turns_from_long_to_short_and_back_one_order_at_a_time()
    {
        await using var live = await SimulatedSession.StartAsync(
            record => new StrategyDefinition(
                "turns", "long on even minutes, short on odd ones", Parameters, (_, _) => new Turning(record)),
            bot => bot.With(definition => definition with { Short = Terms }));

        await live.RunUntilAsync(session => session.Ledger?.Closed is { } closed
            && closed.Count(trade => trade.Side == Side.Sell) >= 2 && closed.Any(trade => trade.Side == Side.Buy));

        var ledger = live.Ledger!;
        ledger.Closed.Zip(ledger.Closed.Skip(1)).Where(two => two.First.Side != two.Second.Side).Should().OnlyContain(
            two => two.First.CloseOrder < two.Second.OpenOrder && two.First.Exit.Seconds <= two.Second.Entry.Seconds)
            .And.NotBeEmpty();
        ledger.Closed.Where(trade => trade.Side == Side.Sell).Should().OnlyContain(
            trade => trade.BorrowCost == Terms.OpeningFee(trade.Entry.Cost));
        live.Lines.Should().Contain(line => line.Contains(" SELL 0.002 @ ") && line.Contains(" CLOSED "));
    } // the journal is replayed when the session is disposed of

    [Fact]
    public async Task A_pair_that_the_exchange_does_not_lend_is_refused()
    {
        await using var live = await SimulatedSession.StartAsync(
            record => Swings.Of(warmUp: 0, record),
            bot => bot.With(definition => definition with { Short = Terms with { Leverage = 7 } }));

        await live.Session.Awaiting(session => session.RunAsync(CancellationToken.None))
            .Should().ThrowAsync<UserError>().WithMessage("--leverage: '7' is not allowed on XBTUSD; use 2, 3, 4, 5");
    }

    [Fact]
    public void After_a_restart_the_exchange_on_paper_has_lent_what_the_bot_owes()
    {
        var trades = new List<TradeState>
        {
            new(OpenOrder: 3, new Fill(0, 100, 2, 200, 0.5m), "test", Highest: -90, new Loan(Fees: 0.04m, PaidUntil: 0)),
        };
        var trader = TraderWith(trades, Attempt(purpose: OrderPurpose.Close, trade: 3, filled: 0.5m));

        trader.Lent().Should().Equal(new ShortLot(3, 1.5m, 150, 0));
        trader.Balances().Should().Be((1_000 - 0.5m * 100, -1.5m));
        var exchange = PaperGateway.ExchangeFor(
            trader, Backtests.Setup("macd") with { ShortTerms = Terms }, FeeSchedule.Flat(0.0026m));

        exchange.Submit(Orders.OnMargin(Side.Buy, volume: 1.6m, trade: 3));
        exchange.Submit(Orders.OnMargin(Side.Buy, volume: 1.5m, trade: 4));
        exchange.Submit(Orders.OnMargin(Side.Buy, volume: 1.5m, trade: 3));
        exchange.Execute(price: 100, seconds: 60).ToArray().Select(outcome => outcome.Rejection)
            .Should().Equal("insufficient margin", "insufficient margin", null);
        exchange.Held.Should().Be(0);
    }

    [Fact]
    public void A_short_that_was_filled_in_part_when_the_program_ended_is_lent_as_far_as_that()
    {
        var trader = TraderWith([], Attempt(purpose: OrderPurpose.Open, trade: 0, filled: 0.5m));

        trader.Lent().Should().ContainSingle().Which.Should().BeEquivalentTo(new { Trade = 7L, Volume = 0.5m, Cost = 50m });
    }

    [Fact]
    public void A_bot_that_has_sold_short_is_not_started_without_it()
    {
        var state = new EngineState(
            1_000, 1_000, 3, [new TradeState(3, new Fill(0, 100, 2, 200, 0), "test", -100, new Loan(0, 0))]);
        var start = new SessionStart(default, default, state, Breakers: null, []);

        FluentActions.Invoking(() => ShortChecks.CheckStart(terms: null, start)).Should().Throw<UserError>().WithMessage(
            "--short: this bot has sold short and has not bought it back; start it with --short");
        ShortChecks.CheckStart(Terms, start);
    }

    [Fact]
    public void Nor_while_an_order_that_sells_short_may_still_be_filled()
    {
        var order = Attempt(purpose: OrderPurpose.Open, trade: 0, filled: 0.5m);
        var start = new SessionStart(default, default, new EngineState(1_000, 1_000, 7, []), Breakers: null, [order]);

        FluentActions.Invoking(() => ShortChecks.CheckStart(terms: null, start)).Should().Throw<UserError>();
        ShortChecks.CheckStart(terms: null, stored: null);
    }

    [Fact]
    public void An_exchange_that_does_not_lend_refuses_a_short()
    {
        var exchange = new SimulatedExchange(Backtests.Bitcoin, Backtests.Fills(), cash: 1_000);

        exchange.Submit(Orders.OnMargin(Side.Sell, volume: 1));

        exchange.Execute(price: 100, seconds: 0).ToArray().Should().ContainSingle().Which.Rejection.Should().Be("insufficient margin");
        (exchange.Cash, exchange.Held).Should().Be((1_000, 0));
    }

    [Theory]
    [InlineData(3.9, true)]
    [InlineData(4.1, false)]
    public void An_exchange_lends_as_long_as_equity_carries_the_margin(double volume, bool isLent)
    {
        // 200 are the margin of 4 units at a leverage of 2, less the fees
        var exchange = new SimulatedExchange(
            Backtests.Bitcoin, Backtests.Fills(fee: 0), cash: 200, shortTerms: Terms with { OpeningRate = 0.0001m });

        exchange.Submit(Orders.OnMargin(Side.Sell, (decimal)volume));

        (exchange.Execute(price: 100, seconds: 0).ToArray()[0].Rejection is null).Should().Be(isLent);
    }

    private static IReadOnlyList<StrategyParameter> Parameters { get; } =
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()];

    private static Trader TraderWith(IReadOnlyList<TradeState> trades, AttemptRecord attempt) => new(
        Backtests.Setup("momentum") with { ShortTerms = Terms },
        new OrderRules(),
        new BreakerLimits(),
        new SessionStart(DateTime.UnixEpoch, default, new EngineState(1_000, 1_000, 7, trades), Breakers: null, [attempt]));

    private static AttemptRecord Attempt(OrderPurpose purpose, long trade, decimal filled) => new()
    {
        Id = Guid.NewGuid(),
        Attempt = 1,
        Number = 7,
        Intent = new OrderIntent(
            purpose, purpose == OrderPurpose.Open ? Side.Sell : Side.Buy, 2, 100, trade, "test", OrderStyle.Limit, Leverage: 2),
        Reserved = 0,
        DecidedAt = DateTime.UnixEpoch,
        SentAt = DateTime.UnixEpoch,
        ExchangeId = "PAPER-000007",
        State = OrderState.PartiallyFilled,
        Filled = filled,
        Cost = filled * 100,
        Fee = 0,
    };

    private sealed class Turning(Action<Candle> record) : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle)
        {
            record(candle);
            return candle.OpenSeconds / 60 % 2 == 0 ? Signal.Enter("even") : Signal.EnterShort("odd");
        }
    }
}
