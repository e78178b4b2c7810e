using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

/// <summary>
/// Values that TA-Lib itself (the npm package talib-web 0.1.3) gave for the first 400 minutes of the synthetic market,
/// after the candles 101, 251 and 400. What it does not have was made of its WMA, SUM and AD: Hull's average, the one by
/// volume, and Chaikin's flow.
/// </summary>
public class TaLibValueTests
{
    private delegate Func<double> Draw(Chart chart);

    private static readonly Dictionary<string, Draw> Drawn = new()
    {
        ["variance"] = chart => Value(chart.StandardDeviation(20), deviation => deviation.Value * deviation.Value),
        ["trix"] = chart => Value(chart.Trix(15), trix => trix.Value),
        ["aroon up"] = chart => Value(chart.Aroon(25), aroon => aroon.Up),
        ["aroon down"] = chart => Value(chart.Aroon(25), aroon => aroon.Down),
        ["ultosc"] = chart => Value(chart.UltimateOscillator(), ultimate => ultimate.Value),
        ["kama"] = chart => Value(chart.Kama(), kama => kama.Value),
        ["dema"] = chart => Value(chart.Dema(20), dema => dema.Value),
        ["tema"] = chart => Value(chart.Tema(20), tema => tema.Value),
        ["hull"] = chart => Value(chart.Hma(16), hma => hma.Value),
        ["vwma"] = chart => Value(chart.Vwma(20), vwma => vwma.Value),
        ["chaikin money flow"] = chart => Value(chart.ChaikinMoneyFlow(), flow => flow.Value),
    };

    [Theory]
    [InlineData("variance", 20, 21.287474922835827, 22.841874957084656, 30.253999933600426)]
    [InlineData("trix", 44, -0.0038776444113097774, 0.003883810591109871, 0.0034293155152909094)]
    [InlineData("aroon up", 26, 32, 100, 92)]
    [InlineData("aroon down", 26, 76, 8, 48)]
    [InlineData("ultosc", 29, 62.84744200110176, 70.90803154100159, 70.33486860441343)]
    [InlineData("kama", 11, 7211.599140078376, 7192.954684356585, 7221.923090509993)]
    [InlineData("dema", 39, 7210.358525722831, 7197.073838055016, 7222.876989709976)]
    [InlineData("tema", 58, 7209.31002750992, 7199.244538204788, 7225.502880538774)]
    [InlineData("hull", 19, 7209.726143790787, 7199.008431372449, 7227.476356208938)]
    [InlineData("vwma", 20, 7213.441672164452, 7190.641393415655, 7217.63303279049)]
    [InlineData("chaikin money flow", 20, 0.029160906216042233, -0.08190456241075923, 0.08803211019030284)]
    public void It_is_ready_when_that_of_TA_Lib_is_and_has_its_values(
        string name, int first, double at101, double at251, double at400)
    {
        var chart = new Chart(new Timeframe(1));
        var value = Drawn[name](chart);
        double[] values = [.. Backtests.Synthetic(400).Select(candle =>
        {
            chart.Add(in candle);
            return value();
        })];

        Array.FindIndex(values, one => !double.IsNaN(one)).Should().Be(first - 1);
        // the library's variance is made of sums of squares and has lost half of its digits
        var tolerance = name == "variance" ? 1e-6 : 1e-9;
        values[100].Should().BeApproximately(at101, tolerance);
        values[250].Should().BeApproximately(at251, tolerance);
        values[399].Should().BeApproximately(at400, tolerance);
    }

    private static Func<double> Value<T>(T indicator, Func<T, double> read) => () => read(indicator);
}
