using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

/// <summary>An indicator, what it shows, and the same from the whole series at once by the textbook's formula.</summary>
internal sealed record IndicatorCase(string Name, Func<IIndicator> Create, params Output[] Outputs)
{
    public static IndicatorCase Of<T>(string name, Func<T> create, params (Func<T, double> Read, Batch Formula)[] outputs)
        where T : IIndicator =>
        new(name, () => create(), [.. outputs.Select(output => new Output(shown => output.Read((T)shown), output.Formula))]);

    /// <summary>Every output after every candle: [output][candle].</summary>
    public double[][] Run(Candle[] candles)
    {
        var indicator = Create();
        var values = Outputs.Select(_ => new double[candles.Length]).ToArray();
        for (var i = 0; i < candles.Length; i++)
        {
            indicator.Add(in candles[i]);
            for (var output = 0; output < values.Length; output++)
                values[output][i] = Outputs[output].Read(indicator);
        }

        return values;
    }
}

internal delegate double[] Batch(Candle[] candles);

internal sealed record Output(Func<IIndicator, double> Read, Batch Formula);
