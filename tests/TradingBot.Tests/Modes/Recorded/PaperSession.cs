using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Tests.Hosting;

namespace TradingBot.Tests.Modes.Recorded;

/// <summary>
/// A bot on paper that is given what a socket received at the moments at which it came: Kraken's stream, the tape, the
/// sampler, the trader and the paper gateway. Whole seconds of its clock are told as a live session tells them.
/// </summary>
internal sealed class PaperSession : IAsyncDisposable
{
    private readonly FeedUnderTest _feed = new(queueLength: 10_000);
    private readonly Trader _trader;
    private readonly PaperGateway _paper;
    private readonly BookSampler _sampler;
    private DateTime _nextSecond;

    /// <param name="setup">What trades.</param>
    /// <param name="start">Its clock at first, UTC.</param>
    public PaperSession(EngineSetup setup, DateTime start)
    {
        _feed.Time.SetWallClock(start);
        _trader = new Trader(
            setup, new OrderRules(), BreakerLimits.Off, SessionStart.First(DateTime.UnixEpoch, Guid.Empty));
        var exchange = PaperGateway.ExchangeFor(_trader, setup, FeeSchedule.Flat(0));
        _paper = new PaperGateway(exchange, _feed.Feed, _feed.Queue, () => _feed.Tape.Clock.Now);
        _sampler = new BookSampler(_feed.Feed, _feed.Queue);
        _nextSecond = new DateTime(start.Ticks - start.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc).AddSeconds(2);
    }

    public List<string> Decisions { get; } = [];

    public IReadOnlyCollection<ClosedTrade> Closed => _trader.Engine.Ledger.Closed;

    /// <summary>Hands over a message that arrived at a moment; what was due until then happens before.</summary>
    public async Task ReceiveAsync(DateTime at, SocketMessage message)
    {
        for (; _nextSecond <= at; _nextSecond = _nextSecond.AddSeconds(1))
        {
            await _feed.Time.AdvanceLoopAsync(_nextSecond - _feed.Now);
            _sampler.Look(_feed.Tape.Clock.Now);
            _feed.Queue.Write(new EngineEvent.TimerFired(_feed.Tape.Clock.Now));
            Decide();
        }

        _feed.Time.Advance(at - _feed.Now);
        _feed.Receive(message);
        Decide();
    }

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private void Decide()
    {
        while (_feed.Queue.Reader.TryRead(out var received))
        {
            _trader.Process(received.Event);
            Decisions.AddRange(DecisionText.Of(_trader));
            foreach (var command in _trader.Commands)
                _paper.CarryOut(command);
            _paper.Advance(_trader.HasResting);
        }
    }
}
