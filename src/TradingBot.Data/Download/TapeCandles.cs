using System.Globalization;
using System.Runtime.InteropServices;
using TradingBot.Core.Market;
using TradingBot.Data.Import;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Data.Download;

/// <summary>
/// Makes candles of a tape's pages, each trade once: their ids decide. A page counts as a whole or not at all.
/// </summary>
internal sealed class TapeCandles
{
    private const long SecondsADay = 86_400;

    private readonly DownloadTerms _terms;
    private readonly DownloadLog _log;
    private readonly TradeFiles? _files;
    private readonly TradeAggregator _aggregator;
    private readonly List<Candle> _ended = [];
    private DateTime _lastTime;
    private long _trades;

    /// <param name="terms">What is wanted.</param>
    /// <param name="log">Gets each page.</param>
    /// <param name="files">Gets the trades; null: they are not kept.</param>
    public TapeCandles(DownloadTerms terms, DownloadLog log, TradeFiles? files)
    {
        (_terms, _log, _files) = (terms, log, files);
        _aggregator = new TradeAggregator(terms.Series.Timeframe, terms.To);
        if (log.State.Forming is { } forming)
            _aggregator.GoOn(forming);
        (_lastTime, _trades) = (log.State.LastTime, log.State.Trades);
    }

    /// <summary>True once all trades before the end that is wanted are read.</summary>
    public bool IsAtEnd => _log.From >= _terms.To
        || _log.State.Until >= _terms.To || Seconds(_log.State.LastTime) >= _terms.To;

    /// <param name="page">The tape's next page.</param>
    /// <param name="asked">What it was asked for with.</param>
    /// <exception cref="FeedFailedException">It cannot be that; nothing of it counts.</exception>
    public void Take(TapePage page, string? asked)
    {
        _ended.Clear();
        var before = _trades;
        var isPast = AddAll(page.Trades);
        // What is not a page's end is asked for again: trades behind the end are wanted another time.
        var next = isPast ? asked : page.Next;
        var isEnd = isPast || (page.IsToEnd && _trades == before);
        if (!isEnd && !page.IsToEnd && _trades == before && page.Next == asked)
            throw new FeedFailedException($"{_terms.Series}: the exchange sent the same page twice, from {asked}");
        if (isEnd && _aggregator.End() is { } last)
            _ended.Add(last);
        Commit(next, isEnd);
    }

    public DownloadProgress Where(long pages)
    {
        var state = _log.State;
        var first = Math.Max(_log.From, state.FirstOpenSeconds);
        var reached = Math.Max(state.Until, Seconds(state.LastTime));
        var done = _terms.To > first ? (double)(reached - first) / (_terms.To - first) : 1;
        return new DownloadProgress(_terms.Series, pages, reached, Math.Clamp(done, 0, 1));
    }

    /// <returns>True where the trades go beyond the end that is wanted.</returns>
    private bool AddAll(IReadOnlyList<PrintedTrade> trades)
    {
        foreach (var trade in trades)
        {
            var seconds = Seconds(trade.Time);
            if (seconds >= _terms.To)
                return true;
            if (seconds < _log.From || !_log.Ids.TryAdd(trade.Id, seconds))
                continue;
            if (trade.Time < _lastTime)
                throw Wrong(trade, "is of an earlier time than one that came before it");
            Add(trade, seconds);
        }

        return false;
    }

    private void Add(in PrintedTrade trade, long seconds)
    {
        // Whole seconds: as a double the last 100 ns of a minute would be in the next one.
        var fault = _aggregator.Add(seconds, Double(trade.Price), Double(trade.Volume), out var done);
        if (fault is not null)
            throw Wrong(trade, fault);
        if (done is { } candle)
            _ended.Add(candle);
        _files?.Append(trade);
        (_lastTime, _trades) = (trade.Time, _trades + 1);
    }

    private void Commit(string? next, bool isEnd)
    {
        var (day, length) = _files is null ? default
            : isEnd ? _files.End((int)(_terms.To / SecondsADay)) : _files.Flush();
        var state = _log.State;
        var first = state.FirstOpenSeconds > 0 ? state.FirstOpenSeconds
            : _ended.Count > 0 ? _ended[0].OpenSeconds : _aggregator.Forming?.OpenSeconds ?? 0;
        _log.Commit(
            new DownloadState(
                next,
                isEnd ? _terms.To : 0,
                _lastTime,
                _aggregator.Forming,
                _trades,
                state.Candles + _ended.Count,
                first,
                day,
                length),
            CollectionsMarshal.AsSpan(_ended));
        _files?.Seal();
    }

    private FeedFailedException Wrong(in PrintedTrade trade, string fault) =>
        new($"{_terms.Series}: trade {trade.Id}: {fault}; nothing of its page is stored");

    /// <summary>
    /// By its text, as an import reads it: the runtime's own conversion is not exact for many digits.
    /// </summary>
    private static double Double(decimal number) =>
        double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static long Seconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
}
