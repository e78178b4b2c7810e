namespace TradingBot.Simulators.Kraken.Markets;

/// <summary>An interval's candle as REST and WebSocket show it, growing while the interval lasts.</summary>
internal sealed class CandleRow(long openSeconds, decimal price)
{
    private decimal _worth;

    public long OpenSeconds => openSeconds;

    public decimal Open { get; private set; } = price;

    public decimal High { get; private set; } = price;

    public decimal Low { get; private set; } = price;

    public decimal Close { get; private set; } = price;

    /// <summary>Base units.</summary>
    public decimal Volume { get; private set; }

    public int Trades { get; private set; }

    /// <summary>Price × volume of its trades, quote currency.</summary>
    public decimal Worth => _worth;

    /// <summary>Volume-weighted average price; 0 when nothing traded.</summary>
    public decimal Average => Volume == 0 ? 0 : _worth / Volume;

    public void Add(decimal price, decimal volume)
    {
        if (Trades == 0)
            Open = High = Low = price;
        High = Math.Max(High, price);
        Low = Math.Min(Low, price);
        Close = price;
        Volume += volume;
        _worth += price * volume;
        Trades++;
    }
}
