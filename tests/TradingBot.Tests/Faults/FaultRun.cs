using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Faults;

/// <summary>
/// A bot's life in a world made from a seed: minutes of trading on a line that loses and doubles, with an exchange that
/// hides orders, fills them in part and goes into maintenance, and a process that is killed between any two steps; then
/// peace, and the exchange's record is held against the bot's.
/// </summary>
internal sealed class FaultRun
{
    private const int ActiveSeconds = 8 * 60;
    private const int PeacefulSeconds = 8 * 60;
    private const int QuietSeconds = 3 * 60;

    private static readonly StrategyDefinition Coin = new(
        "coin",
        "enters and leaves by the candle's number",
        [StrategyParameter.Price("close"), .. ExitParameters.Declare()],
        (_, _) => new CoinStrategy());

    private readonly VirtualTime _time = new();
    private readonly Random _random;
    private readonly ModelExchange _exchange;
    private readonly FaultyLine _line;
    private readonly IFaultJournal _journal;
    private readonly Plant _plant;
    private readonly EngineSetup _setup;
    private readonly DateTime _end;
    private readonly double _killRate;
    private BotProcess? _process;
    private long _trades;
    private bool _isPeaceful;

    public FaultRun(int seed, Plant plant, OrderStyle style = OrderStyle.Market)
        : this(seed, plant, new MemoryJournal(BotOf(seed)), style)
    {
    }

    public FaultRun(int seed, Plant plant, IFaultJournal journal, OrderStyle style = OrderStyle.Market)
    {
        _setup = SetupOf(style);
        _random = new Random(seed);
        _end = _time.Now.AddSeconds(ActiveSeconds + PeacefulSeconds);
        _plant = plant;
        _journal = journal;
        _exchange = new ModelExchange(_time, _random, Tell)
        {
            PartialRate = _random.NextDouble() * 0.4,
            HiddenFor = _random.Next(3) * 30,
            ChargesReceived = seed % 3 == 1,
            OtherFees = seed % 5 == 2 ? 4 : 0,
        };
        _line = new FaultyLine(_time, _random, _exchange, plant);
        _killRate = _random.Next(3) * 0.004;
    }

    /// <summary>The bot of that world.</summary>
    public static Guid BotOf(int seed) => new(seed, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    public static EngineSetup Setup { get; } = Backtests.Setup(Coin) with { Limits = new RiskLimits(3) };

    /// <summary>The same with orders of a style.</summary>
    public static EngineSetup SetupOf(OrderStyle style) =>
        Setup with { Placing = new OrderPlacing(style, TimeSpan.FromSeconds(45)) };

    /// <summary>What the life has been full of, by name.</summary>
    public IEnumerable<(string What, int Count)> Census()
    {
        var attempts = _journal.Attempts.Values;
        var notes = attempts.Select(attempt => attempt.Note ?? "").ToList();
        var sessions = _journal.Sessions;
        var happened = sessions.SelectMany(session => session.Events).ToList();
        yield return (FaultMinimum.Orders, _exchange.Orders.Count);
        yield return ("orders filled in part and canceled", attempts.Count(a => a.State == OrderState.Canceled && a.Filled > 0));
        yield return ("orders told fill by fill", attempts.Count(a => a.Executions.Count > 1));
        yield return ("orders that never arrived", notes.Count(note => note.StartsWith("it never", StringComparison.Ordinal)));
        yield return ("entries given up for their age", notes.Count(note => note.StartsWith("it could not", StringComparison.Ordinal)));
        yield return ("further attempts", attempts.Count(attempt => attempt.Attempt > 1));
        yield return (FaultMinimum.Unknowns, happened.OfType<EngineEvent.OutcomeUnknown>().Count());
        yield return (FaultMinimum.DoubleArrivals, _line.DoubleArrivals);
        yield return ("refusals with proof", happened.OfType<EngineEvent.OrderRejected>().Count());
        yield return ("looks that found nothing", happened.OfType<EngineEvent.OrderNotFound>().Count());
        yield return ("looks that failed", happened.OfType<EngineEvent.LookFailed>().Count());
        yield return ("maintenance", happened.OfType<EngineEvent.ModeChanged>().Count(e => e.Mode != ExchangeMode.Online));
        yield return ("processes killed", sessions.Count - 1);
        yield return ("sessions begun with an order not settled", sessions.Count(s => s.Start.Orders.Count > 0));
    }

    /// <summary>What a life of orders that rest is full of besides.</summary>
    public IEnumerable<(string What, int Count)> CensusOfResting()
    {
        var attempts = _journal.Attempts.Values;
        var answers = _journal.Sessions.SelectMany(session => session.Events).OfType<EngineEvent.CancelAnswered>().ToList();
        var rested = _exchange.Orders.Where(order => order.Rests).ToList();
        yield return (FaultMinimum.Rested, rested.Count);
        yield return ("orders filled whole at their limit", rested.Count(order => order.Status == ReportedStatus.Filled));
        yield return ("orders canceled without a fill", rested.Count(o => o.Status == ReportedStatus.Canceled && o.Filled == 0));
        yield return ("orders canceled with a part filled", rested.Count(o => o.Status == ReportedStatus.Canceled && o.Filled > 0));
        yield return ("limit orders that traded at once", _exchange.Orders.Count(order => order.Limit is not null && !order.Rests));
        yield return ("second prices", attempts.Count(a => a.Intent.Style != OrderStyle.Market && a.Intent.Repricings == 0));
        yield return ("exits that went to the market", attempts.Count(a => a.Intent is { Purpose: OrderPurpose.Close, Style: OrderStyle.Market }));
        yield return ("orders withdrawn before their time", attempts.Count(attempt => attempt.IsWithdrawn));
        yield return (FaultMinimum.Cancels, _line.Cancels);
        yield return ("cancels whose answer was lost", answers.Count(answer => answer.Reason == "timeout"));
        yield return ("cancels refused or in doubt", answers.Count(answer => !answer.IsTaken && answer.Reason != "timeout"));
        yield return ("fills that won the race with a cancel", answers.Count(a => a.Reason == "EOrder:Unknown order"
            && rested.Exists(order => order.Id == a.Id && order.Status == ReportedStatus.Filled)));
    }

    /// <summary>Lets it all happen.</summary>
    /// <returns>What does not agree at the end; empty when all is well. A crash is such a line: the caller names the
    /// seed.</returns>
    public IReadOnlyList<string> Run()
    {
        try
        {
            return Live();
        }
        catch (Exception crash)
        {
            return [$"crash: {crash}"];
        }
    }

    private IReadOnlyList<string> Live()
    {
        Start();
        MoveMarket();
        for (var minute = 0; minute < ActiveSeconds / 60; minute++)
        {
            if (_random.NextDouble() < 0.1)
                _time.After(minute * 60 + _random.Next(60), BeginMaintenance);
            if (_random.NextDouble() < 0.15 && _killRate > 0)
                _time.After(minute * 60 + _random.Next(60), () => _process?.Kill());
        }

        _time.After(1, KeepRunning);
        _time.RunUntil(_time.Now.AddSeconds(ActiveSeconds));
        MakePeace();
        _time.RunUntil(_end);
        return [.. FaultChecks.Of(_setup, _process!.Trader, _exchange, _journal)];
    }

    private void Start()
    {
        var process = new BotProcess(
            _time, _journal, _setup, _plant, () => !_isPeaceful && _random.NextDouble() < _killRate, _line.Carry);
        _process = process;
        process.Deliver(new EngineEvent.ModeChanged(_time.Now, Mode));
    }

    private ExchangeMode Mode => _exchange.IsInMaintenance ? ExchangeMode.Maintenance : ExchangeMode.Online;

    /// <summary>A killed process is started again after a while.</summary>
    private void KeepRunning()
    {
        if (!_process!.IsAlive)
            Start();
        _time.After(1 + _random.Next(_isPeaceful ? 1 : 60), KeepRunning);
    }

    private void BeginMaintenance()
    {
        SetMaintenance(!_isPeaceful);
        _time.After(20 + _random.Next(60), () => SetMaintenance(false));
    }

    private void SetMaintenance(bool isOn)
    {
        _exchange.IsInMaintenance = isOn;
        Deliver(_random.NextDouble() * 2, () => new EngineEvent.ModeChanged(_time.Now, Mode));
    }

    private void MakePeace()
    {
        _isPeaceful = true;
        _line.IsFaulty = false;
        _exchange.HiddenFor = 0;
        _exchange.PartialRate = 0;
        SetMaintenance(false);
        var wish = _random.Next(2) == 0 ? OperatorCommand.Halt : OperatorCommand.Flatten;
        _time.After(3, () => Deliver(0, () => new EngineEvent.OperatorAsked(_time.Now, wish)));
    }

    private void MoveMarket()
    {
        // A sale that is refused is tried again at the next candle, one that rests takes a minute and a half: none may
        // be begun shortly before the end.
        if (_time.Now > _end.AddSeconds(-QuietSeconds))
            return;
        _exchange.MoveTo(Math.Max(1000, _exchange.Price + _random.Next(-50, 51)));
        var trade = new Trade(++_trades, _time.Now, (double)_exchange.Price, 0.1, Side.Buy);
        Deliver(0, () => new EngineEvent.TradePrinted(trade));
        _time.After(5 + _random.Next(20), MoveMarket);
    }

    private void Tell(ModelOrder order, OrderReport report)
    {
        if (_process is { IsAlive: true } process)
            _line.Push(order, report with { Fee = null }, process.Deliver);
    }

    private void Deliver(double delay, Func<EngineEvent> happened)
    {
        if (_process is not { IsAlive: true } process)
            return;
        if (delay == 0)
            process.Deliver(happened());
        else
            _time.After(delay, () => process.Deliver(happened()));
    }

    private sealed class CoinStrategy : IStrategy
    {
        public int WarmUp => 0;

        public Signal OnCandleClosed(in Candle candle) => (candle.OpenSeconds / 60 * 7919 % 101 % 5) switch
        {
            0 or 1 or 2 => Signal.Enter("coin"),
            3 => Signal.Leave("coin"),
            _ => Signal.None,
        };
    }
}
