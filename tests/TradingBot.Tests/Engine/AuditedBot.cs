using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Engine;

/// <summary>A bot that compares its books with an account, the exchange that answers it, and their clock.</summary>
internal sealed class AuditedBot
{
    public static readonly DateTime Start = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private readonly OrderPlacing _placing;
    private long _trade;

    /// <param name="placing">How it places its orders; null: at the market.</param>
    public AuditedBot(OrderPlacing? placing = null)
    {
        _placing = placing ?? OrderPlacing.AtTheMarket;
        Trader = New(new OrderRules { AuditInterval = TimeSpan.FromSeconds(30) });
    }

    public Trader Trader { get; private set; }

    public DateTime Now { get; set; } = Start;

    /// <summary>What the account has, base units.</summary>
    public decimal Base { get; set; } = 3;

    /// <summary>What the account has, quote currency.</summary>
    public decimal Quote { get; set; } = 5000;

    public List<AccountEntry> Ledger { get; } = [];

    public List<string> Surprises { get; } = [];

    public List<string> Remarks { get; } = [];

    /// <summary>How often the ledger was asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>The ledger has so many entries that it is not read to its end.</summary>
    public bool HasLongLedger { get; set; }

    public static BreakerLimits Limits { get; } = new() { DataAge = null, PriceJump = null };

    /// <summary>All that has happened to the trader.</summary>
    public List<EngineEvent> Events { get; } = [];

    public Trader New(OrderRules rules, bool isShort = false, SessionStart? start = null) => new(
        Setup(isShort), rules, Limits, start ?? SessionStart.First(Start, Guid.Empty));

    public EngineSetup Setup(bool isShort = false) =>
        Backtests.Setup(EagerStrategy.Definition, 1, "take-profit=10") with
        {
            Limits = new RiskLimits(2),
            Placing = _placing,
            ShortTerms = isShort ? new Core.Accounts.ShortTerms(2, 0, 0) : null,
        };

    public AccountQuestion RunToQuestion()
    {
        while (Trader.Question is null)
            Happen(new EngineEvent.TimerFired(Now = Now.AddSeconds(1)));
        return Trader.Question;
    }

    public void RunUntil(Func<bool> isReached)
    {
        for (var i = 0; i < 120 && !isReached(); i++)
            Run(1);
        isReached().Should().BeTrue();
    }

    /// <summary>The timer fires each second, and the exchange answers in the next one.</summary>
    public void Run(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            var question = Trader.Question;
            Now = Now.AddSeconds(1);
            if (question is AccountQuestion.Balances)
                Happen(new EngineEvent.AccountRead(Now, question.Number, Base, Quote));
            if (Trader.Question is AccountQuestion.Entries)
                question = Trader.Question;
            if (question is AccountQuestion.Entries entries)
            {
                Asked++;
                if (HasLongLedger)
                {
                    Happen(new EngineEvent.AccountUnread(Now, entries.Number, "too many entries", IsFinal: true));
                    continue;
                }

                var found = Ledger.Where(entry => entry.Time > entries.Since).ToArray();
                Happen(new EngineEvent.AccountEntriesRead(Now, entries.Number, found));
            }

            Happen(new EngineEvent.TimerFired(Now));
        }
    }

    public void Book(Guid? id, decimal @base, decimal quote, string kind = "trade")
    {
        (Base, Quote) = (Base + @base, Quote + quote);
        Ledger.Add(Entry(isBase: true, @base, kind, id));
        Ledger.Add(Entry(isBase: false, quote, kind, id));
    }

    public AccountEntry Entry(bool isBase, decimal change, string kind, Guid? id) => new(
        $"L{Ledger.Count}", Now, isBase, change, kind, kind == "trade" ? "O1" : null, id);

    public OrderCommand.Submit Decide()
    {
        Happen(new EngineEvent.TradePrinted(new Trade(++_trade, Now, 100, Volume: 1, Side.Buy)));
        Now = Now.AddMinutes(1);
        Happen(new EngineEvent.Elapsed(Now));
        return Trader.Commands.OfType<OrderCommand.Submit>().Single();
    }

    public EngineEvent.OrderReported Filled(Guid id, decimal cost, decimal fee) => new(
        Now, id, new OrderReport("O1", ReportedStatus.Canceled, cost / 100, cost, fee, Reason: null));

    public void Happen(EngineEvent happened)
    {
        Events.Add(happened);
        Trader.Process(happened);
        Surprises.AddRange(Trader.Surprises);
        Remarks.AddRange(Trader.Remarks);
    }

    /// <summary>Its process ends, and another one goes on from what it has stored.</summary>
    /// <param name="away">How long after.</param>
    /// <param name="traded">Attempts that the journal has as traded since the account was last compared.</param>
    public void Restart(TimeSpan away, params AttemptRecord[] traded)
    {
        var stored = Trader.State(Now, Guid.Empty);
        Now += away;
        Trader = New(
            new OrderRules { AuditInterval = TimeSpan.FromSeconds(30) },
            start: stored with { Time = Now, Refuted = [], Traded = traded });
    }
}
