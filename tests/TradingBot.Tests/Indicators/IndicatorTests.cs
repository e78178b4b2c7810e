using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core;
using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

public class IndicatorTests
{
    [Fact]
    public void A_simple_average_is_the_mean_of_the_last_prices_whatever_came_before()
    {
        var cases = from period in Gen.Choose(1, 20) from prices in Gen.Choose(1, 1_000_000).ArrayOf() select (period, prices);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var sma = new Sma(c.period);
            for (var i = 0; i < c.prices.Length; i++)
            {
                sma.Add(Candle.Flat(i * 60L, c.prices[i] / 10.0));
                if (i + 1 < c.period)
                    sma.Value.Should().Be(double.NaN);
                else
                    sma.Value.Should().BeApproximately(c.prices[(i + 1 - c.period)..(i + 1)].Average() / 10, 1e-9);
            }
        }).Check(Properties.Fixed);
    }

    [Fact]
    public void A_simple_average_does_not_drift_in_a_million_candles()
    {
        var sma = new Sma(10);
        for (var i = 0; i < 1_000_000; i++)
            sma.Add(Candle.Flat(0, i % 2 == 0 ? 1e9 : 0.1));
        for (var i = 0; i < 20; i++)
            sma.Add(Candle.Flat(0, 0.1));

        sma.Value.Should().BeApproximately(0.1, 1e-15);
    }

    [Fact]
    public void An_exponential_average_of_a_constant_is_the_constant()
    {
        var ema = new Ema(12, PriceSource.Typical);
        for (var i = 0; i < 11; i++)
            ema.Add(Candle.Flat(0, 7));
        ema.Value.Should().Be(double.NaN);
        ema.Add(Candle.Flat(0, 7));

        ema.Value.Should().Be(7);
    }

    [Theory]
    [InlineData(MacdSeeding.OwnValues)]
    [InlineData(MacdSeeding.TaLib)]
    public void MACD_is_ready_when_it_says_so_and_not_before(MacdSeeding seeding)
    {
        var macd = new Macd(3, 5, 4, PriceSource.Close, seeding);
        macd.WarmUp.Should().Be(8);
        for (var i = 1; i <= 8; i++)
        {
            macd.Add(Candle.Flat(0, 100 + i * i));
            double.IsNaN(macd.Line).Should().Be(i < 5);
            double.IsNaN(macd.Histogram).Should().Be(i < 8);
        }
    }

    [Fact]
    public void An_indicator_cannot_be_drawn_on_a_chart_that_has_begun()
    {
        var chart = new Chart(new Timeframe(1));
        chart.Add(Candle.Flat(0, 1));

        FluentActions.Invoking(() => chart.Ema(5)).Should().Throw<InvariantViolatedException>();
    }

    [Fact]
    public void Periods_that_make_no_sense_are_refused()
    {
        FluentActions.Invoking(() => new Sma(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Ema(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Macd(26, 26, 9)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
