using System.Diagnostics;
using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Storage;
using TradingBot.Tests;

namespace TradingBot.Benchmarks;

/// <summary>
/// <c>journal --month</c>: a live bot's journal over days of a busy pair without a restart, in virtual time: a timer
/// and the exchange's clock each second, a hundred thousand trades a day, the account compared every thirty seconds, an
/// order now and then. Without retention such a day takes eleven megabytes.
/// </summary>
internal sealed class JournalMonth(BotDatabase database, string path, TimeSpan? keep)
{
    public const long LimitBytes = 60_000_000;

    private const int TradesADay = 100_000;
    private const int SecondsADay = 86_400;

    /// <summary>The loop commits each second. This takes a tenth of the steps, each as long as there.</summary>
    private const int SecondsBetweenCommits = 10;

    private static readonly DateTime Begin = new(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc);

    private readonly Journal _journal = database.Journal;
    private readonly OrderRules _rules = new() { AuditInterval = TimeSpan.FromSeconds(30) };
    private readonly LoadedBot _bot = LoadedBot.Of(new BotDefinition
    {
        Venue = "kraken",
        Pair = "XBTUSD",
        Period = 1,
        Mode = TradingMode.Live,
        Strategy = new StrategyChoice(
            "sma-cross", new Dictionary<string, string> { ["fast"] = "20", ["slow"] = "50" }),
        Size = new TradeSize.BaseVolume(0.002m),
    });

    private readonly List<double> _commits = [];
    private readonly Random _random = new(1);
    private Trader _trader = null!;
    private double _price = 64_000;
    private long _tradeId;
    private decimal _base;
    private decimal _quote = 100_000;

    /// <summary>The database's file at its largest.</summary>
    public long Largest { get; private set; }

    /// <param name="days">How many.</param>
    /// <param name="show">Gets a line for each.</param>
    public void Run(int days, Action<string> show)
    {
        var facts = new RunFacts
        {
            Instrument = Backtests.Bitcoin,
            CostFactor = RunFacts.CostFactorOf(FeeSchedule.Flat(0.0026m)),
            Cash = _quote,
            TradeFrom = 0,
        };
        var settings = new SessionSetup(_bot.Definition, facts, _rules).ToJson();
        var start = _journal.Begin(Begin, settings, new Retention(_bot.Definition.Timeframe, keep));
        _trader = new Trader(_bot.SetupOn(facts), _rules, new BreakerLimits(), start);
        _journal.Commit(_trader);
        for (var day = 0; day < days; day++)
        {
            for (var second = 0; second < SecondsADay; second++)
                Second(Begin.AddSeconds(day * (long)SecondsADay + second), second);
            var size = new FileInfo(path).Length;
            Largest = Math.Max(Largest, size);
            var orders = _trader.Engine.LastOrder;
            show(FormattableString.Invariant($"day {day + 1,2}: {size / 1e6,5:F1} MB, {orders} orders"));
        }

        _commits.Sort();
        var (median, most) = (_commits[_commits.Count / 2], _commits[(int)(_commits.Count * 0.999)]);
        show(FormattableString.Invariant($"commits that had time for a step: median {median:F2} ms, ")
            + FormattableString.Invariant($"99.9 % {most:F2} ms, longest {_commits[^1]:F2} ms"));
    }

    private void Second(DateTime now, int second)
    {
        var trades = (int)((second + 1L) * TradesADay / SecondsADay - (long)second * TradesADay / SecondsADay);
        for (var i = 0; i < trades; i++)
        {
            _price = Math.Max(30_000, Math.Round(_price + (_random.NextDouble() - 0.5) * 20, 1));
            var volume = Math.Round(_random.NextDouble() / 10, 8);
            var taker = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
            Deliver(new EngineEvent.TradePrinted(
                new Trade(61_000_000 + ++_tradeId, now.AddTicks(_random.Next(5_000_000)), _price, volume, taker)));
        }

        Deliver(new EngineEvent.Elapsed(now.AddMilliseconds(600)));
        Deliver(new EngineEvent.TimerFired(now.AddMilliseconds(900)));
        if (second % SecondsBetweenCommits != 0 || _journal.Pending == 0)
            return;
        var began = Stopwatch.GetTimestamp();
        _journal.Commit(_trader, hasTime: true);
        _commits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private void Deliver(EngineEvent happened)
    {
        _journal.Append(happened);
        _trader.Process(happened);
        var (commands, question) = (_trader.Commands.ToArray(), _trader.Question);
        if (commands.Length > 0 || _trader.Changes.Count > 0 || question is not null)
            _journal.Commit(_trader);
        if (question is AccountQuestion.Balances)
            Deliver(new EngineEvent.AccountRead(happened.Time, question.Number, _base, _quote));
        foreach (var command in commands)
            Answer(command, happened.Time);
    }

    private void Answer(OrderCommand command, DateTime now)
    {
        if (command is OrderCommand.Find)
        {
            Deliver(new EngineEvent.LookFailed(now, command.Id, ((OrderCommand.Find)command).Look, "busy"));
            return;
        }

        if (command is not OrderCommand.Submit { Order: var order })
            return;
        var cost = Instrument.Money(order.Volume * order.Intent.Price);
        var fee = Instrument.Money(cost * 0.0026m);
        var isBuy = order.Side == Side.Buy;
        (_base, _quote) = (_base + (isBuy ? order.Volume : -order.Volume), _quote + (isBuy ? -cost : cost) - fee);
        var fill = new Execution($"T{order.Number}", order.Volume, order.Intent.Price, fee, IsMaker: false);
        Deliver(new EngineEvent.OrderAccepted(now, command.Id, $"O{order.Number}"));
        Deliver(new EngineEvent.OrderReported(now, command.Id, new OrderReport(
            $"O{order.Number}", ReportedStatus.Filled, order.Volume, cost, fee, Reason: null, fill)));
    }
}
