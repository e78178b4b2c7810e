using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Feeds;

/// <summary>
/// The tape on its way to the engine: trades whole and in order, and the ends of candles, each with its proof. Either
/// the next trade by its id is stamped later, or REST, asked after the end, knows of no other trade. Without a proof
/// the clock stands still. Safe for several callers.
/// </summary>
public sealed partial class CandleTape : IMarketListener
{
    /// <summary>
    /// What REST says now is true of this long ago: an answer may come from a cache, two seconds old, and a trade takes
    /// its time to get there.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Sooner asked again, the cache has the same answer.</summary>
    private static readonly TimeSpan PauseBetweenQuestions = TimeSpan.FromSeconds(2);

    private readonly Instrument _instrument;
    private readonly Timeframe _timeframe;
    private readonly IMarketData _market;
    private readonly EngineQueue _events;
    private readonly TimeProvider _time;
    private readonly ILogger<CandleTape> _log;
    private readonly Lock _guard = new();
    private readonly TradeStream _stream = new();
    private readonly List<Trade> _ready = [];
    private DateTime _from = DateTime.UnixEpoch;
    private DateTime _passedOn = DateTime.UnixEpoch;
    private long? _answeredAt;

    /// <param name="instrument">The pair to follow.</param>
    /// <param name="timeframe">Length of the engine's candles.</param>
    /// <param name="market">Fetches what is missing, and the proofs.</param>
    /// <param name="events">The engine's queue.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Changes of state.</param>
    public CandleTape(
        Instrument instrument,
        Timeframe timeframe,
        IMarketData market,
        EngineQueue events,
        TimeProvider time,
        ILogger<CandleTape> log)
    {
        (_instrument, _timeframe, _market) = (instrument, timeframe, market);
        (_events, _time, _log) = (events, time, log);
        Clock = new ExchangeTime(time);
    }

    /// <summary>The exchange's clock as far as it is known; every fresh stamp updates it.</summary>
    public ExchangeTime Clock { get; }

    /// <summary>What ended by then is settled: REST's answers from now on have all of it. UTC.</summary>
    public DateTime Settled => Clock.Now - Grace;

    /// <summary>
    /// True when REST has to be asked: trades are missing, or a candle's end has passed and no trade proves it.
    /// </summary>
    public bool IsQuestionDue
    {
        get
        {
            lock (_guard)
            {
                var isTooSoon = _answeredAt is { } at && _time.GetElapsedTime(at) < PauseBetweenQuestions;
                return !isTooSoon && (_stream.Gap is not null || LastEnd(Settled) > Proven);
            }
        }
    }

    /// <summary>Up to here the engine's candles are whole.</summary>
    private DateTime Proven
    {
        get
        {
            var traded = _stream.Last?.Time ?? _from;
            return traded > _passedOn ? traded : _passedOn;
        }
    }

    /// <summary>Asks for the exchange's time.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> SetClockAsync(CancellationToken cancellation)
    {
        var answer = await _market.TimeAsync(cancellation).ConfigureAwait(false);
        if (answer is not Answer<DateTime>.Success success)
            return AnswerText.Of(answer);
        Clock.Observe(success.Value);
        return null;
    }

    /// <summary>Delivers the trades since an instant, so that the candle that is forming has its beginning.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> PrimeAsync(DateTime from, CancellationToken cancellation)
    {
        var answer = await _market.TradesAsync(_instrument, from, cancellation).ConfigureAwait(false);
        // In a market without trades, an older trade shows from which id on none may be missing.
        if (answer is Answer<TapePart>.Success { Value.Trades.Count: 0 })
            answer = await _market.NewestTradesAsync(_instrument, cancellation).ConfigureAwait(false);
        if (answer is not Answer<TapePart>.Success success)
            return AnswerText.Of(answer);
        lock (_guard)
        {
            _from = _passedOn = from;
            _stream.Fill(success.Value.Trades, _ready);
            Deliver();
        }

        return null;
    }

    public void Traded(ReadOnlySpan<Trade> trades, long receivedAt)
    {
        lock (_guard)
        {
            var (hadGap, jumps) = (_stream.Gap is not null, _stream.JumpsBack);
            _stream.Accept(trades, _ready);
            Deliver(receivedAt);
            if (!hadGap && _stream.Gap is { } gap)
                Missing(gap.BeforeId - gap.AfterId - 1);
            if (_stream.JumpsBack != jumps)
                JumpedBack(_stream.Last?.Id ?? 0);
        }
    }

    public void Stamped(DateTime stamp) => Clock.Observe(stamp);

    /// <summary>Asks REST what followed the last trade: delivers it, and the candle end that this proves.</summary>
    /// <returns>Whether it could be asked, and whether it knew of trades that a live channel had brought.</returns>
    public async Task<TapeAnswer> AskAsync(CancellationToken cancellation)
    {
        if (!Clock.IsFresh)
            await SetClockAsync(cancellation).ConfigureAwait(false); // reckoned on from the last stamp if it fails
        DateTime from, settled;
        bool hadGap;
        lock (_guard)
        {
            (from, hadGap) = (_stream.Last?.Time ?? _from, _stream.Gap is not null);
            settled = Settled;
        }

        var answer = await _market.TradesAsync(_instrument, from, cancellation).ConfigureAwait(false);
        lock (_guard)
        {
            _answeredAt = _time.GetTimestamp();
            if (answer is Answer<TapePart>.Success success)
                return Learn(success.Value, settled, hadGap);
        }

        NotFetched(AnswerText.Of(answer));
        return TapeAnswer.None;
    }

    private TapeAnswer Learn(TapePart part, DateTime settled, bool hadGap)
    {
        var jumps = _stream.JumpsBack;
        var isWhole = _stream.Fill(part.Trades, _ready);
        if (_stream.JumpsBack != jumps)
        {
            // REST knows the tape best: what the engine has been given does not go on here.
            _events.End(new FeedFailedException(
                $"the exchange's trade ids jumped back below {_stream.Last?.Id}: start again"));
        }

        var isBehind = !hadGap && _ready.Exists(trade => trade.Time <= settled);
        if (hadGap && isWhole)
            Filled(_ready.Count);
        Deliver();
        if (part.IsToEnd && LastEnd(settled) is var end && end > Proven)
            _events.Write(new EngineEvent.Elapsed(_passedOn = end));
        return isBehind ? TapeAnswer.ChannelIsBehind : TapeAnswer.Learned;
    }

    /// <summary>The last end of a candle up to an instant.</summary>
    private DateTime LastEnd(DateTime instant) =>
        DateTime.UnixEpoch.AddSeconds(_timeframe.OpenOf((long)Math.Floor((instant - DateTime.UnixEpoch).TotalSeconds)));

    private void Deliver(long receivedAt = 0)
    {
        foreach (var trade in _ready)
        {
            if (trade.Time >= _from) // what a snapshot repeats from before is in the history's candles
                _events.Write(new EngineEvent.TradePrinted(trade), receivedAt);
        }

        _ready.Clear();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} trades are missing; fetching them first")]
    private partial void Missing(long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Missing trades fetched; {Count} trades delivered in order")]
    private partial void Filled(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Trades could not be fetched: {Reason}; trying again")]
    private partial void NotFetched(string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A new trade has an id below {LastId}, the last one's; ignored until REST confirms it")]
    private partial void JumpedBack(long lastId);
}
