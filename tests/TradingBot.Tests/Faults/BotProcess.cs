using System.Globalization;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Faults;

/// <summary>The daemon's loop in virtual time: remember, decide, store, act; it may be killed between any two steps.</summary>
internal sealed class BotProcess
{
    private readonly VirtualTime _time;
    private readonly MemoryJournal _journal;
    private readonly Guid _bot;
    private readonly Plant _plant;
    private readonly Func<bool> _isKilledHere;
    private readonly Action<OrderCommand, Action<EngineEvent>> _carry;

    public BotProcess(
        VirtualTime time,
        MemoryJournal journal,
        Guid bot,
        EngineSetup setup,
        Plant plant,
        Func<bool> isKilledHere,
        Action<OrderCommand, Action<EngineEvent>> carry)
    {
        (_time, _journal, _bot, _plant, _isKilledHere, _carry) = (time, journal, bot, plant, isKilledHere, carry);
        Trader = new Trader(setup, new OrderRules(), Limits, journal.Begin(time.Now));
        Fire();
    }

    /// <summary>None that depend on money: they would end the trading that is to be tested.</summary>
    public static BreakerLimits Limits { get; } = new() { OrderErrors = null };

    public Trader Trader { get; }

    public bool IsAlive { get; private set; } = true;

    public void Kill()
    {
        IsAlive = false;
        _journal.Crash();
    }

    public void Deliver(EngineEvent happened)
    {
        if (!IsAlive || IsKilled())
            return;
        _journal.Append(happened);
        Trader.Process(happened);
        if (Trader.Changes.Count == 0 && Trader.Commands.Count == 0 && happened is not EngineEvent.TimerFired)
            return; // stored within the second, or lost with the process
        // a copy: an answer may come before the last command is carried out
        var commands = Trader.Commands.ToArray();
        if (_plant == Plant.ForgetIntents)
        {
            Act(commands);
            if (IsAlive && !IsKilled())
                Store();
            return;
        }

        if (IsKilled())
            return;
        Store();
        if (!IsKilled())
            Act(commands);
    }

    private void Store() => _journal.Commit(Trader.State(_time.Now, _bot), Trader.Changes, DecisionsOf(Trader));

    /// <summary>Everything that was decided, as text.</summary>
    public static IEnumerable<string> DecisionsOf(Trader trader) =>
    [
        .. trader.Decided.Select(order => order.ToString()),
        .. trader.Commands.Select(command => string.Create(CultureInfo.InvariantCulture, $"{command}")),
    ];

    private void Act(OrderCommand[] commands)
    {
        foreach (var command in commands)
        {
            _carry(command, Deliver);
            if (IsKilled())
                return;
        }
    }

    private bool IsKilled()
    {
        if (_isKilledHere())
            Kill();
        return !IsAlive;
    }

    private void Fire()
    {
        if (!IsAlive)
            return;
        Deliver(new EngineEvent.TimerFired(_time.Now));
        _time.After(2, Fire);
    }
}
