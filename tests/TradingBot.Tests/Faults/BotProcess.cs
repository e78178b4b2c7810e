using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Faults;

/// <summary>The daemon's loop in virtual time: remember, decide, store, act; it may be killed between any two steps.</summary>
internal sealed class BotProcess
{
    private readonly VirtualTime _time;
    private readonly IFaultJournal _journal;
    private readonly Plant _plant;
    private readonly Func<bool> _isKilledHere;
    private readonly Action<OrderCommand, Action<EngineEvent>> _carry;

    public BotProcess(
        VirtualTime time,
        IFaultJournal journal,
        EngineSetup setup,
        Plant plant,
        Func<bool> isKilledHere,
        Action<OrderCommand, Action<EngineEvent>> carry)
    {
        (_time, _journal, _plant, _isKilledHere, _carry) = (time, journal, plant, isKilledHere, carry);
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
                _journal.Commit(Trader);
            return;
        }

        if (IsKilled())
            return;
        _journal.Commit(Trader);
        if (!IsKilled())
            Act(commands);
    }

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
