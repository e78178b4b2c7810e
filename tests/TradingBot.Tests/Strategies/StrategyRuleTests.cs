using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using static TradingBot.Tests.Indicators.BatchFormulas;

namespace TradingBot.Tests.Strategies;

/// <summary>The rules of the Binance pipeline and of MyCryptoBot, by hand and against whole series.</summary>
public class StrategyRuleTests
{
    private static readonly Candle[] Market = Backtests.Synthetic(60_000, minutes: 15);

    [Fact]
    public void Scalping_enters_after_a_fall_of_a_percent_and_leaves_after_a_rise_of_one() =>
        SignalsOf.Prices("scalping", [100, 99, 99, 98.02, 99.0002, 99.99, 100, 100])
            .Should().Equal((1, SignalKind.Enter), (4, SignalKind.Leave));

    [Fact]
    public void Scalping_compares_with_the_reference_candle_that_was_asked_for() =>
        SignalsOf.Prices("scalping", [100, 99.5, 99, 99, 100], "reference=2")
            .Should().Equal((2, SignalKind.Enter), (4, SignalKind.Leave));

    [Fact]
    public void A_price_is_a_percent_lower_whatever_its_digits_are()
    {
        // none of these is a binary fraction
        for (var cents = 1_100; cents < 110_000; cents += 1_100)
            SignalsOf.Prices("scalping", [cents / 100.0, cents * 99 / 10_000.0]).Should().Equal((1, SignalKind.Enter));
    }

    [Fact]
    public void One_wish_is_one_entry_however_long_it_stands() =>
        SignalsOf.Prices("moving-average", [10, 10, 10, 11, 12, 13, 14, 9, 8, 7, 20], "average=3")
            .Should().Equal((3, SignalKind.Enter), (7, SignalKind.EnterShort), (10, SignalKind.Enter));

    [Theory]
    [InlineData("sma")]
    [InlineData("ema")]
    public void Moving_average_is_in_while_the_price_is_above_it_and_short_while_it_is_below(string kind)
    {
        var closes = Closes(Market);
        var average = kind == "sma" ? Mean(closes, 50) : Ema(closes, 50);

        SignalsOf.Candles("moving-average", Market, $"kind={kind}")
            .Should().Equal(Changes(i => SideOf(closes[i] - average[i])));
    }

    [Theory]
    [InlineData("sma")]
    [InlineData("ema")]
    public void Moving_average_crossover_is_in_while_the_fast_one_is_above_and_short_while_it_is_below(string kind)
    {
        var closes = Closes(Market);
        double[] Average(int length) => kind == "sma" ? Mean(closes, length) : Ema(closes, length);
        var (fast, slow) = (Average(20), Average(50));

        SignalsOf.Candles("moving-average-crossover", Market, $"kind={kind}")
            .Should().Equal(Changes(i => SideOf(fast[i] - slow[i])));
    }

    [Fact]
    public void Momentum_is_in_while_the_mean_of_the_log_returns_is_positive_and_short_while_it_is_negative()
    {
        double[] returns = [.. Market.Select((candle, i) => i == 0 ? double.NaN : Math.Log(candle.Close / Market[i - 1].Close))];
        var mean = Mean(returns, 30);

        SignalsOf.Candles("momentum", Market).Should().Equal(Changes(i => SideOf(mean[i])));
    }

    [Fact]
    public void Bollinger_bands_are_bought_below_sold_short_above_and_left_at_the_average()
    {
        var closes = Closes(Market);
        var (mean, deviation) = (Mean(closes, 20), Deviation(closes, 20));
        var position = 0;

        var expected = Changes(i =>
        {
            var distance = closes[i] - mean[i];
            if (i > 0 && distance * (closes[i - 1] - mean[i - 1]) < 0)
                position = 0;
            else if (Math.Abs(distance) > 2 * deviation[i])
                position = -Math.Sign(distance);
            return position;
        });

        SignalsOf.Candles("bollinger-bands", Market).Should().Equal(expected);
        expected.Should().HaveCountGreaterThan(100);
    }

    [Fact]
    public void A_majority_is_in_while_more_members_are_for_it_than_against_and_short_while_more_are_that() => ExpectVotes(
        "majority",
        votes => votes.Sum(vote => vote switch { SignalKind.None => 0, SignalKind.Enter => 1, _ => -1 }) > 0,
        votes => votes.Count(vote => vote == SignalKind.EnterShort) > votes.Count(vote => vote == SignalKind.Enter));

    [Fact]
    public void A_unanimous_combination_is_in_or_short_while_all_members_are() => ExpectVotes(
        "unanimous",
        votes => votes.All(vote => vote == SignalKind.Enter),
        votes => votes.All(vote => vote == SignalKind.EnterShort));

    [Theory]
    [InlineData("majority", "*'majority' is not a strategy that can be combined*")]
    [InlineData("no-such-rule", "*'no-such-rule' is not a strategy that can be combined*")]
    [InlineData("momentum+", "*'' is not a strategy that can be combined*")]
    [InlineData("momentum:window=0", "momentum: '0' is not allowed for window; use a whole number from 1 to 5000")]
    [InlineData("momentum:window", "momentum: 'window' is not allowed; use name=value")]
    [InlineData("sma-cross:fast=60", "sma-cross: fast (60) must be less than slow (50)")]
    [InlineData("macd:take-profit=1", "macd: 'take-profit' is not a parameter*")]
    public void A_combination_that_makes_no_sense_is_refused(string members, string message)
    {
        var setup = Backtests.Setup("majority", 1, []);
        var settings = StrategySettings.Of(setup.Strategy.Parameters, [KeyValuePair.Create("of", members)]);

        FluentActions.Invoking(() => setup.Strategy.Create(new Chart(new Timeframe(1)), settings))
            .Should().Throw<SettingException>().WithMessage(message);
    }

    [Fact]
    public void A_member_that_leaves_is_against_being_in_and_not_for_being_short()
    {
        var expected = SignalsOf.Candles("bollinger-bands", Market);
        var of = Backtests.Setup("unanimous").Strategy;
        var settings = StrategySettings.Of(of.Parameters, [KeyValuePair.Create("of", "bollinger-bands+bollinger-bands")]);
        var chart = new Chart(new Timeframe(15));

        SignalsOf.Strategy(of.Create(chart, settings), chart, Market).Should().Equal(expected);
        expected.Select(signal => signal.Kind).Distinct().Should().HaveCount(3, "it buys, leaves and sells short");
    }

    private static void ExpectVotes(string combination, Func<SignalKind[], bool> isIn, Func<SignalKind[], bool> isShort)
    {
        string[] members = ["momentum", "moving-average", "macd-cross"];
        var signals = members.Select(member => SignalsOf.Candles(member, Market).ToDictionary(s => s.Candle, s => s.Kind)).ToArray();
        signals = [.. signals, SignalsOf.Candles("momentum", Market, "window=7").ToDictionary(s => s.Candle, s => s.Kind)];
        var votes = new SignalKind[signals.Length];

        var expected = Changes(i =>
        {
            for (var member = 0; member < votes.Length; member++)
            {
                if (signals[member].TryGetValue(i, out var kind))
                    votes[member] = kind;
            }

            return isIn(votes) ? 1 : isShort(votes) ? -1 : 0;
        });

        var of = Backtests.Setup(combination).Strategy;
        expected.Should().HaveCountGreaterThan(20);
        var settings = StrategySettings.Of(
            of.Parameters, [KeyValuePair.Create("of", string.Join(" + ", members) + " + momentum : window = 7")]);
        var chart = new Chart(new Timeframe(15));
        SignalsOf.Strategy(of.Create(chart, settings), chart, Market).Should().Equal(expected);
    }

    /// <summary>The moments at which a wish changes: to be in, short or out; null changes nothing.</summary>
    private static List<(int Candle, SignalKind Kind)> Changes(Func<int, int?> wanted)
    {
        var signals = new List<(int, SignalKind)>();
        var now = 0;
        for (var i = 0; i < Market.Length; i++)
        {
            if (wanted(i) is { } next && next != now)
                signals.Add((i, (now = next) switch { > 0 => SignalKind.Enter, < 0 => SignalKind.EnterShort, _ => SignalKind.Leave }));
        }

        return signals;
    }

    /// <summary>Null: not known, or rounding.</summary>
    private static int? SideOf(double difference) => Math.Abs(difference) > 1e-12 ? Math.Sign(difference) : null;
}
