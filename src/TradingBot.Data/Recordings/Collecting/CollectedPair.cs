using TradingBot.Data.Recordings.Log;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>A pair that is collected: where it is written, what has come, and how that goes.</summary>
/// <param name="market">What is recorded of it.</param>
/// <param name="log">Of its connection.</param>
/// <param name="trades">What has come of its trades.</param>
internal sealed class CollectedPair(CapturedMarket market, ConnectionLog log, TradeContinuity trades)
{
    private long _changes;
    private long _prints;
    private long _candles;
    private long _gaps;
    private long _lagMicros;

    public CapturedMarket Market => market;

    /// <summary>Its name in the recording.</summary>
    public string Symbol => market.Instrument.Symbol;

    public ConnectionLog Log => log;

    public TradeContinuity Trades => trades;

    /// <summary>Messages about its book since the start.</summary>
    public long BookMessages => Interlocked.Read(ref _changes);

    /// <summary>Trades since the start.</summary>
    public long TradeCount => Interlocked.Read(ref _prints);

    /// <summary>Messages about its candles since the start.</summary>
    public long CandleMessages => Interlocked.Read(ref _candles);

    /// <summary>Interruptions of its book, trades or candles since the start.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>How long the last message was on its way, by our clock and the exchange's.</summary>
    public TimeSpan Lag => TimeSpan.FromMicroseconds(Interlocked.Read(ref _lagMicros));

    public void CountBook() => Interlocked.Increment(ref _changes);

    public void CountTrades(int count) => Interlocked.Add(ref _prints, count);

    public void CountCandles() => Interlocked.Increment(ref _candles);

    public void CountGap() => Interlocked.Increment(ref _gaps);

    public void Stamped(DateTime stamp, DateTime now)
    {
        if (stamp != default)
            Interlocked.Exchange(ref _lagMicros, (now - stamp).Ticks / TimeSpan.TicksPerMicrosecond);
    }
}
