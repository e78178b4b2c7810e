using TradingBot.Core.Charts;
using TradingBot.Core.Market;

namespace TradingBot.Core.Indicators;

/// <summary>
/// Ichimoku: two middles of the recent range, and the cloud between two spans that were drawn ahead some candles ago.
/// The lagging line is the close itself, drawn back.
/// </summary>
/// <param name="conversion">Candles of the conversion line, at least 1.</param>
/// <param name="baseLine">Candles of the base line, at least 1.</param>
/// <param name="span">Candles of the second span, at least 1.</param>
/// <param name="ahead">Candles that the spans are drawn ahead, at least 1.</param>
public sealed class Ichimoku(int conversion = 9, int baseLine = 26, int span = 52, int ahead = 26) : IIndicator
{
    private readonly DonchianChannel _conversion = new(conversion);
    private readonly DonchianChannel _base = new(baseLine);
    private readonly DonchianChannel _span = new(span);
    private Delay _drawnA = new(ahead);
    private Delay _drawnB = new(ahead);

    /// <summary>Quote currency, as the others; NaN until it is ready.</summary>
    public double Conversion => _conversion.Middle;

    public double BaseLine => _base.Middle;

    /// <summary>The cloud's first edge at this candle: the middle of conversion and base line as they were.</summary>
    public double SpanA { get; private set; } = double.NaN;

    /// <summary>The cloud's second edge at this candle: the middle of the longest range as it was.</summary>
    public double SpanB { get; private set; } = double.NaN;

    public int WarmUp => Math.Max(Math.Max(conversion, baseLine), span) + ahead;

    public void Add(in Candle candle)
    {
        _conversion.Add(in candle);
        _base.Add(in candle);
        _span.Add(in candle);
        SpanA = _drawnA.Next((Conversion + BaseLine) / 2);
        SpanB = _drawnB.Next(_span.Middle);
    }
}
