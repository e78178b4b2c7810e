using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Storage;

/// <summary>
/// The closed candles of a session, made from its events as the engine makes them, by the same builder: what a strategy
/// has to be shown again once the events are gone. Those that are stored are forgotten here.
/// </summary>
internal sealed class SeenCandles(Timeframe timeframe)
{
    private readonly CandleBuilder _builder = new(timeframe);
    private readonly List<SeenCandle> _waiting = [];
    private BookSample? _book;
    private Candle? _last;
    private bool _isBuilding;

    /// <summary>All that have closed in the session.</summary>
    public long Count { get; private set; }

    /// <summary>Closed since the last were stored.</summary>
    public IReadOnlyList<SeenCandle> Waiting => _waiting;

    /// <summary>Takes what the engine takes, in its order.</summary>
    public void Take(EngineEvent happened)
    {
        switch (happened)
        {
            case EngineEvent.CandleClosed e:
                Close(e.Candle);
                break;
            case EngineEvent.TradePrinted e:
                CloseUntil(e.Trade.Time);
                _builder.Add(e.Trade);
                _isBuilding = true;
                break;
            case EngineEvent.Elapsed e:
                CloseUntil(e.Time);
                break;
            case EngineEvent.BookSampled e:
                _book = e.Sample;
                break;
        }
    }

    /// <summary>Those that waited are stored.</summary>
    public void Stored() => _waiting.Clear();

    private void CloseUntil(DateTime time)
    {
        if (!_isBuilding && _last is { } last)
        {
            _builder.ContinueAfter(last.OpenSeconds, last.Close);
            _isBuilding = true;
        }

        while (_builder.TryClose(time, out var closed))
            Close(in closed);
    }

    private void Close(in Candle candle)
    {
        _last = candle;
        Count++;
        _waiting.Add(new SeenCandle(candle, _book));
    }
}
