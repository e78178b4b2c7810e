using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Modes.Recorded;

/// <summary>
/// What an exchange would have said when it was asked for its tape, as far as the recorder knew. Where nobody listened
/// for trades it knows nothing, and a quiet candle waits for the next one; ids that never came do not exist; for those
/// that were fetched later it waits.
/// </summary>
/// <param name="gaps">What is missing.</param>
/// <param name="time">The recorder's clock.</param>
internal sealed class RecordedTape(RecordedGaps gaps, RecordedTime time) : IMarketData
{
    /// <summary>Fewer than a tape keeps behind a hole: beyond that it would drop some.</summary>
    private const int MostWaiting = 10_000;

    private const string Nothing = "a recording knows trades and books";

    private readonly SortedDictionary<long, Trade> _waiting = [];
    private long? _delivered;

    /// <summary>A trade has been received.</summary>
    public void Received(in Trade trade)
    {
        if (_delivered is { } last && trade.Id > last + 1)
            _waiting[trade.Id] = trade;
    }

    /// <summary>It has come to the engine: none before it is missing any more.</summary>
    public void Delivered(long id)
    {
        _delivered = id;
        while (_waiting.Count > 0 && _waiting.First().Key is var first && first <= id)
            _waiting.Remove(first);
    }

    public Task<Answer<TapePart>> TradesAsync(Instrument instrument, DateTime from, CancellationToken cancellation)
    {
        if (gaps.MayMissTradesAt(time.Micros))
            return NotKnown<TapePart>();
        var (whole, last) = (new List<Trade>(), _delivered ?? 0);
        foreach (var (id, trade) in _waiting)
        {
            if (id != last + 1 && !gaps.IsLost(last, id) && _waiting.Count < MostWaiting)
                break; // they were fetched later
            whole.Add(trade);
            last = id;
        }

        return Known(new TapePart(whole, IsToEnd: whole.Count == _waiting.Count));
    }

    public Task<Answer<TapePart>> NewestTradesAsync(Instrument instrument, CancellationToken cancellation) =>
        NotKnown<TapePart>();

    public Task<Answer<DateTime>> TimeAsync(CancellationToken cancellation) => NotKnown<DateTime>();

    public Task<Answer<ExchangeStatus>> StatusAsync(CancellationToken cancellation) => NotKnown<ExchangeStatus>();

    public Task<Answer<ListedInstrument?>> FindAsync(string name, CancellationToken cancellation) =>
        NotKnown<ListedInstrument?>();

    public Task<Answer<IReadOnlyList<Candle>>> CandlesAsync(
        Instrument instrument, Timeframe timeframe, CancellationToken cancellation) =>
        NotKnown<IReadOnlyList<Candle>>();

    public Task<Answer<Ticker>> TickerAsync(Instrument instrument, CancellationToken cancellation) =>
        NotKnown<Ticker>();

    public Task<Answer<OrderBook>> BookAsync(Instrument instrument, CancellationToken cancellation) =>
        NotKnown<OrderBook>();

    public IMarketStream Follow(Instrument instrument, int depth, IMarketListener listener) =>
        throw new NotSupportedException(Nothing);

    public IMarketCapture Capture(IReadOnlyList<CapturedMarket> markets, ICaptureListener listener) =>
        throw new NotSupportedException(Nothing);

    public CapturedMarket Captured(Instrument instrument, int bookDepth, bool hasTrades) =>
        throw new NotSupportedException(Nothing);

    private static Task<Answer<T>> Known<T>(T value) =>
        Task.FromResult<Answer<T>>(new Answer<T>.Success(value, []));

    private static Task<Answer<T>> NotKnown<T>() => Task.FromResult<Answer<T>>(new Answer<T>.NotSent(Nothing));
}
