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

    private static void AddTo(IIndicator[] indicators, double price)
    {
        foreach (var indicator in indicators)
            indicator.Add(new Candle(0, price, price, price, price, volume: 1, tradeCount: 1));
    }
}
