using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Loop;
using TradingBot.Core.Backtesting.Fills.Recorded;
using TradingBot.Core.Backtesting.Recorded;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Exchanges.Contract.Capture;
using TradingBot.Exchanges.Feeds;
using TradingBot.Input;

namespace TradingBot.Modes.Recorded;

/// <summary>
/// A session on a recording: what was received then goes through the parts that a live session has, at the moments at
/// which it was received. The tape proves candles, the book is sampled each minute, and a second is told each second.
/// </summary>
internal sealed class RecordedSession
{
    private const long Second = 1_000_000;

    /// <summary>
    /// By how much a message of the exchange may be behind the quickest one: while nothing comes, only what is older is
    /// settled.
    /// </summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly PairReplay _replay;
    private readonly RecordedRun _run;
    private readonly RecordedTime _time = new();
    private readonly EngineQueue _events = new();
    private readonly RecordedTape _market;
    private readonly CandleTape _tape;
    private readonly BookSampler? _books;
    private readonly int _depth;
    private LevelChange[] _levels = [];
    private long _nextSecond;

    /// <param name="replay">Filled once.</param>
    /// <param name="run">Trades.</param>
    /// <param name="setup">As of the run.</param>
    /// <param name="needsBook">True where the strategy looks at the book.</param>
    public RecordedSession(PairReplay replay, RecordedRun run, EngineSetup setup, bool needsBook)
    {
        (_replay, _run, _depth) = (replay, run, replay.Depth);
        _market = new RecordedTape(replay.Gaps, _time);
        _tape = new CandleTape(
            setup.Instrument, setup.Timeframe, _market, _events, _time, NullLogger<CandleTape>.Instance);
        if (needsBook)
            _books = new BookSampler(new RecordedFeed(run), _events);
    }

    private DateTime Now => _tape.Clock.Now;

    /// <summary>True once something was received that the exchange has stamped.</summary>
    private bool HasClock => Now > DateTime.UnixEpoch;

    /// <summary>Runs to the end of the recording, or until asked to end.</summary>
    /// <param name="isOver">Asked after each event.</param>
    /// <param name="stop">Ctrl-C, looked at each second of the recording.</param>
    /// <returns>False when it was stopped.</returns>
    /// <exception cref="Data.Recordings.RecordingException">A segment cannot be read.</exception>
    public async Task<bool> RunAsync(Func<bool> isOver, CancellationToken stop)
    {
        try
        {
            while (await _replay.FillAsync().ConfigureAwait(false))
            {
                if (_replay.Depth != _depth)
                    throw OtherDepth();
                while (_replay.TryNext())
                {
                    if (_replay.ReceivedMicros >= _nextSecond)
                        await TickAsync(stop).ConfigureAwait(false);
                    if (!isOver())
                        Take();
                    if (isOver())
                        return true;
                }
            }

            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The seconds that have passed until what comes now.</summary>
    private async Task TickAsync(CancellationToken stop)
    {
        if (_nextSecond == 0 || !HasClock)
            _nextSecond = _replay.ReceivedMicros / Second * Second + Second;
        for (; _nextSecond <= _replay.ReceivedMicros; _nextSecond += Second)
        {
            stop.ThrowIfCancellationRequested();
            _time.Micros = _nextSecond;
            if (_run.HasOrders)
            {
                _run.Settle(Now - LongestDelay);
                _run.Deliver(Now);
            }

            if (_tape.IsQuestionDue)
            {
                await _tape.AskAsync(stop).ConfigureAwait(false);
                Decide();
            }

            _books?.Look(Now);
            _events.Write(new EngineEvent.TimerFired(Now));
            Decide();
        }
    }

    private void Take()
    {
        _time.Micros = _replay.ReceivedMicros;
        if (_run.HasOrders)
            _run.Deliver(Now);
        switch (_replay.Kind)
        {
            case ReplayKind.Changes:
                TakeChanges();
                break;
            case ReplayKind.Trade:
                TakeTrade();
                break;
            case ReplayKind.Book:
                TakeBook(_replay.Snapshot!);
                break;
            case ReplayKind.Gap:
                _run.Interrupt(Now);
                break;
            default:
                throw new InvalidOperationException($"{_replay.Kind} is not known");
        }

        if (_run.HasOrders)
            _run.Deliver(Now);
    }

    private void TakeChanges()
    {
        var (levels, at) = (_replay.Levels, Stamp());
        for (var row = _replay.First; row < _replay.End; row++)
        {
            var side = levels.IsBid.Values[row] ? Side.Buy : Side.Sell;
            _run.Change(
                new LevelChange(side, levels.Price[row], levels.Quantity[row], levels.IsEvicted.Values[row]), at);
        }
    }

    private void TakeBook(StoredSnapshot book)
    {
        var count = book.Bids.Count + book.Asks.Count;
        if (_levels.Length < count)
            _levels = new LevelChange[count];
        for (var i = 0; i < count; i++)
        {
            var (side, level) = i < book.Bids.Count
                ? (Side.Buy, book.Bids[i])
                : (Side.Sell, book.Asks[i - book.Bids.Count]);
            _levels[i] = new LevelChange(side, level.Price, level.Quantity);
        }

        _run.Restore(_levels.AsSpan(0, count), _replay.ExchangeMicros > 0 ? Exchange() : Now);
    }

    private void TakeTrade()
    {
        var (prints, row) = (_replay.Prints, _replay.First);
        var taker = prints.IsBuy.Values[row] ? Side.Buy : Side.Sell;
        var (price, quantity) = (prints.Price[row], prints.Quantity[row]);
        var trade = new Trade(prints.Id.Values[row], Exchange(), (double)price, (double)quantity, taker);
        // A list after a subscription and what was fetched are old when they come, and prove no time.
        if (prints.Source.Values[row] == (long)TradeSource.Stream)
            _tape.Stamped(trade.Time);
        _run.Print(taker, price, quantity, trade.Time);
        _market.Received(in trade);
        _tape.Traded(new ReadOnlySpan<Trade>(in trade), receivedAt: 0);
        Decide();
    }

    /// <summary>The exchange's time of a message; where it sent none, its clock's.</summary>
    private DateTime Stamp()
    {
        if (_replay.ExchangeMicros == 0)
            return Now;
        var at = Exchange();
        _tape.Stamped(at);
        return at;
    }

    private DateTime Exchange() => RecordedTime.At(_replay.ExchangeMicros);

    /// <summary>Gives the trader what has come into its queue.</summary>
    private void Decide()
    {
        while (_events.Reader.TryRead(out var received))
        {
            if (received.Event is EngineEvent.TradePrinted { Trade.Id: var id })
                _market.Delivered(id);
            _run.Process(received.Event, Now);
        }
    }

    private UserError OtherDepth() => new(
        FormattableString.Invariant($"--data: the book is recorded to a depth of {_depth}, and of {_replay.Depth} ")
        + $"from about {Display.Time(_replay.ReceivedMicros / Second)} UTC on; trade on one part at a time",
        ExitCode.Failed);
}
