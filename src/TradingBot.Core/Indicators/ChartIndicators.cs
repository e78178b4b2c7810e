using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>Every indicator by its market name: <c>chart.Ema(20)</c>.</summary>
public static class ChartIndicators
{
    public static Adx Adx(this Chart chart, int period, DirectionalSeeding seeding = DirectionalSeeding.TaLib) =>
        chart.Draw(new Adx(period, seeding));

    public static Aroon Aroon(this Chart chart, int period) => chart.Draw(new Aroon(period));

    public static Atr Atr(this Chart chart, int period) => chart.Draw(new Atr(period));

    public static BollingerBands BollingerBands(
        this Chart chart, int period, double deviations = 2, PriceSource source = PriceSource.Close) =>
        chart.Draw(new BollingerBands(period, deviations, source));

    public static Cci Cci(this Chart chart, int period) => chart.Draw(new Cci(period));

    public static ChaikinMoneyFlow ChaikinMoneyFlow(this Chart chart, int period = 20) =>
        chart.Draw(new ChaikinMoneyFlow(period));

    public static Dema Dema(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Dema(period, source));

    public static DonchianChannel DonchianChannel(this Chart chart, int period) =>
        chart.Draw(new DonchianChannel(period));

    public static Ema Ema(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Ema(period, source));

    /// <summary>The stochastic oscillator without smoothing.</summary>
    public static Stochastic FastStochastic(this Chart chart, int lookback, int signal) =>
        chart.Draw(new Stochastic(lookback, smoothing: 1, signal));

    public static Hma Hma(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Hma(period, source));

    public static Ichimoku Ichimoku(
        this Chart chart, int conversion = 9, int baseLine = 26, int span = 52, int ahead = 26) =>
        chart.Draw(new Ichimoku(conversion, baseLine, span, ahead));

    public static Kama Kama(
        this Chart chart, int period = 10, int fast = 2, int slow = 30, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Kama(period, fast, slow, source));

    public static KeltnerChannel KeltnerChannel(
        this Chart chart,
        int period,
        double ranges = 2,
        int rangePeriod = 10,
        PriceSource source = PriceSource.Close) =>
        chart.Draw(new KeltnerChannel(period, ranges, rangePeriod, source));

    public static LinearRegressionSlope LinearRegressionSlope(
        this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new LinearRegressionSlope(period, source));

    public static Macd Macd(
        this Chart chart,
        int fast,
        int slow,
        int signal,
        PriceSource source = PriceSource.Close,
        MacdSeeding seeding = MacdSeeding.OwnValues) =>
        chart.Draw(new Macd(fast, slow, signal, source, seeding));

    public static Mfi Mfi(this Chart chart, int period) => chart.Draw(new Mfi(period));

    public static Momentum Momentum(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Momentum(period, source));

    public static Obv Obv(this Chart chart) => chart.Draw(new Obv());

    public static ParabolicSar ParabolicSar(this Chart chart, double acceleration = 0.02, double maximum = 0.2) =>
        chart.Draw(new ParabolicSar(acceleration, maximum));

    public static PivotPoints PivotPoints(this Chart chart, PivotSession session = PivotSession.Day) =>
        chart.Draw(new PivotPoints(chart.Timeframe, session));

    public static RateOfChange RateOfChange(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new RateOfChange(period, source));

    public static Rsi Rsi(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Rsi(period, source));

    public static SavitzkyGolaySlope SavitzkyGolaySlope(
        this Chart chart, int window, PriceSource source = PriceSource.Close) =>
        chart.Draw(new SavitzkyGolaySlope(window, source));

    public static SessionVwap SessionVwap(this Chart chart) => chart.Draw(new SessionVwap());

    public static Sma Sma(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Sma(period, source));

    public static StandardDeviation StandardDeviation(
        this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new StandardDeviation(period, source));

    public static Stochastic Stochastic(this Chart chart, int lookback, int smoothing, int signal) =>
        chart.Draw(new Stochastic(lookback, smoothing, signal));

    public static StochasticRsi StochasticRsi(
        this Chart chart, int period, int lookback, int signal, PriceSource source = PriceSource.Close) =>
        chart.Draw(new StochasticRsi(period, lookback, signal, source));

    public static Supertrend Supertrend(this Chart chart, int period, double ranges = 3) =>
        chart.Draw(new Supertrend(period, ranges));

    public static SupportResistance SupportResistance(this Chart chart, int window = 27) =>
        chart.Draw(new SupportResistance(window));

    public static Tema Tema(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Tema(period, source));

    public static Trix Trix(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Trix(period, source));

    public static UltimateOscillator UltimateOscillator(
        this Chart chart, int shortest = 7, int middle = 14, int longest = 28) =>
        chart.Draw(new UltimateOscillator(shortest, middle, longest));

    public static Vwma Vwma(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Vwma(period, source));

    public static WilliamsR WilliamsR(this Chart chart, int period) => chart.Draw(new WilliamsR(period));

    public static Wma Wma(this Chart chart, int period, PriceSource source = PriceSource.Close) =>
        chart.Draw(new Wma(period, source));
}
