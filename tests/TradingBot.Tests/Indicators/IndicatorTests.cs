using TradingBot.Core;
using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

public class IndicatorTests
{
    [Fact]
    public void Rolling_figures_do_not_drift_in_a_million_candles()
    {
        var (sma, bands, slope, money) = (new Sma(10), new BollingerBands(10), new LinearRegressionSlope(10), new Mfi(10));
        IIndicator[] all = [sma, bands, slope, money];
        for (var i = 0; i < 1_000_000; i++)
            AddTo(all, i % 2 == 0 ? 1e9 : 0.1);
        for (var i = 0; i < 20; i++)
            AddTo(all, 0.1);

        sma.Value.Should().BeApproximately(0.1, 1e-15);
        bands.Upper.Should().BeApproximately(0.1, 1e-15);
        slope.Value.Should().Be(0);
        money.Value.Should().Be(0);
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
        FluentActions.Invoking(() => new Wma(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new LinearRegressionSlope(1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new SavitzkyGolaySlope(26)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Stochastic(5, 0, 3)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ParabolicSar(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Adx(1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Cci(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Momentum(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Macd(26, 26, 9)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new StandardDeviation(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Dema(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Tema(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Trix(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Hma(1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Kama(1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Kama(10, 30, 30)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Kama(10, 0, 30)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Vwma(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Aroon(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ChaikinMoneyFlow(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new UltimateOscillator(0, 1, 2)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new UltimateOscillator(7, 7, 28)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new UltimateOscillator(7, 28, 14)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new PivotPoints(new Timeframe(1), (PivotSession)3))
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>By scale, so that some of the prices are no binary fractions.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(7.3)]
    public void A_supertrend_changes_sides_when_the_close_passes_it_and_not_at_a_touch(double scale)
    {
        Sides(scale, (100, 100, 100), (104, 100, 104), (104, 98, 98), (98, 97.9, 97.9))
            .Should().Equal([true, true, false], "98 touches the stop of 98, 97.9 passes it");
        Sides(scale, (100, 100, 100), (100, 96, 96), (102, 96, 102), (102.1, 102, 102.1))
            .Should().Equal([false, false, true], "102 touches the stop of 102, 102.1 passes it");
    }

    /// <summary>The index rises with each candle, in the end by a few of its last digits only.</summary>
    [Fact]
    public void A_stochastic_rsi_sees_the_index_rise_as_long_as_it_has_digits()
    {
        var (rsi, stochastic) = (new Rsi(2), new StochasticRsi(2, 5, 3));
        AddTo([rsi, stochastic], 100);
        AddTo([rsi, stochastic], 99);
        for (var rises = 1; rises <= 45; rises++)
        {
            AddTo([rsi, stochastic], 99 + rises);
            if (rises >= 5)
                stochastic.K.Should().BeApproximately(100, 1e-9, $"the index is at its highest after {rises} rises: {rsi.Value:R}");
        }

        rsi.Value.Should().BeInRange(99.999_999_999, 99.999_999_999_999_9);
    }

    [Fact]
    public void An_rsi_without_a_loss_is_100_and_one_without_a_gain_0_to_the_last_digit()
    {
        foreach (var step in new[] { 0.1, 0.3, 1 / 3.0, 7 })
        {
            var (up, down) = (new Rsi(14), new Rsi(14));
            for (var i = 0; i < 1_000; i++)
            {
                AddTo([up], 1_000 + i * step);
                AddTo([down], 10_000 - i * step);
                if (i >= 14)
                    (up.Value, down.Value).Should().Be((100, 0));
            }
        }
    }

    private static List<bool> Sides(double scale, params (double High, double Low, double Close)[] candles)
    {
        var trend = new Supertrend(1, ranges: 1);
        var sides = new List<bool>();
        foreach (var (high, low, close) in candles)
        {
            trend.Add(new Candle(0, close * scale, high * scale, low * scale, close * scale, 1, 1));
            if (!double.IsNaN(trend.Value))
                sides.Add(trend.IsRising);
        }

        return sides;
    }

    private static void AddTo(IIndicator[] indicators, double price)
    {
        foreach (var indicator in indicators)
            indicator.Add(new Candle(0, price, price, price, price, volume: 1, tradeCount: 1));
    }
}
