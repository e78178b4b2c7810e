using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Risk.Breakers;
using TradingBot.Core.Strategies;

namespace TradingBot.Core.Backtesting.Portfolios;

/// <summary>
/// Runs several bots over one balance, by one clock over the candles of all of them. At a moment, first the candles
/// that end are closed and decided on, then midnight is marked, then those that begin are opened and what was decided
/// is filled; in each step bots come in the order in which they were added. What happens within a candle is booked at
/// its end: no bot spends money before it is surely there.
/// </summary>
/// <param name="balance">All of their money at the beginning, quote currency.</param>
public sealed class PortfolioRun(decimal balance)
{
    private const int MomentsBetweenLooks = 512;

    private readonly List<PortfolioBot> _bots = [];
    private readonly List<long> _secondsWith = [0];
    private readonly SharedCash _cash = new(balance);
    private readonly SharedBalance _exchange = new(balance);
    private PortfolioDrawdown? _drawdown;
    private decimal _idle; // of the balance, what is in no bot's budget; below 0 where they have more
    private long _last;

    /// <summary>At the beginning, quote currency.</summary>
    public decimal Balance => balance;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<PortfolioBot> Bots => _bots;

    /// <summary>The cash as the exchange has it, quote currency.</summary>
    public decimal Cash => _exchange.Cash;

    /// <summary>What all was worth at each midnight; null when no bot had a candle to trade on.</summary>
    public EquityCurve? Equity { get; private set; }

    /// <summary>The deepest fall of the equity, from candle close to candle close; after a run with candles.</summary>
    public Statistics.Drawdown Drawdown => _drawdown!.Deepest(_last);

    /// <summary>Seconds with so many open trades, by their number; time without any candle does not count.</summary>
    public IReadOnlyList<long> SecondsWith => _secondsWith;

    /// <summary>Adds a bot.</summary>
    /// <param name="setup">How it trades; its cash is its budget.</param>
    /// <param name="fills">What its fills cost.</param>
    /// <param name="breakers">When its new trades are stopped.</param>
    /// <param name="candles">To warm up with and to trade on.</param>
    /// <param name="neededWarmUp">Candles its strategy must have seen before it trades.</param>
    public PortfolioBot Add(
        EngineSetup setup, FillModel fills, BreakerLimits breakers, ICandleSource candles, long neededWarmUp)
    {
        var share = _cash.Share();
        var run = new BacktestRun(setup with { Share = share }, fills, breakers, _exchange)
        {
            NeededWarmUp = neededWarmUp,
        };
        var bot = new PortfolioBot(run, fills, share, setup.Timeframe, candles);
        _bots.Add(bot);
        return bot;
    }

    /// <summary>Runs to the end of all candles, or until stopped; may be called once.</summary>
    /// <returns>False when it was stopped.</returns>
    public bool Run(CancellationToken stop = default)
    {
        using var watch = StrategyGuard.Until(stop);
        try
        {
            TradeAll(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A strategy did not come to an end with a candle.
        }

        foreach (var bot in _bots)
        {
            if (bot.Run.Candles > 0)
                bot.Run.End();
            bot.Equity?.End(_last, bot.Run.Worth);
        }

        Equity?.End(_last, Worth());
        return !stop.IsCancellationRequested;
    }

    private void TradeAll(CancellationToken stop)
    {
        foreach (var bot in _bots)
            bot.WarmUp(stop);
        var now = Next();
        if (now == long.MaxValue || stop.IsCancellationRequested)
            return;
        Begin(now);
        for (var moments = 1; now != long.MaxValue; now = Next(), moments++)
        {
            if (moments % MomentsBetweenLooks == 0 && stop.IsCancellationRequested)
                return;
            MoveTo(now);
        }
    }

    private void Begin(long start)
    {
        _idle = balance - _bots.Sum(bot => bot.Run.Engine.Ledger.StartCash);
        _last = start;
        Equity = new EquityCurve(start, balance);
        _drawdown = new PortfolioDrawdown(start, balance);
        foreach (var bot in _bots)
            bot.Equity = new EquityCurve(start, bot.Run.Worth);
    }

    private long Next()
    {
        var next = long.MaxValue;
        foreach (var bot in _bots)
            next = Math.Min(next, bot.Next);
        return next;
    }

    private void MoveTo(long now)
    {
        Mark(now - 1);
        var since = long.MaxValue;
        foreach (var bot in _bots)
        {
            if (!bot.IsOpen || bot.Next != now)
                continue;
            since = Math.Min(since, bot.OpenSeconds);
            bot.Close();
        }

        if (since != long.MaxValue)
            Review(since, now);
        Mark(now);
        foreach (var bot in _bots)
        {
            if (!bot.IsOpen && bot.Next == now)
                bot.Open();
        }
    }

    /// <summary>Candles have closed.</summary>
    /// <param name="since">When the first of them opened; between the last look and then there was none.</param>
    /// <param name="now">Unix seconds.</param>
    private void Review(long since, long now)
    {
        var (worth, open) = ((double)_idle, 0);
        foreach (var bot in _bots)
        {
            worth += bot.RoughWorth;
            open += bot.Run.Engine.Ledger.OpenTrades.Length;
        }

        while (_secondsWith.Count <= open)
            _secondsWith.Add(0);
        _secondsWith[open] += now - Math.Max(_last, since);
        _drawdown!.Add(now, worth, this);
        _last = now;
    }

    /// <summary>Takes what all is worth at the midnights up to a moment.</summary>
    private void Mark(long until)
    {
        if (until < Equity!.NextMidnight)
            return;
        foreach (var bot in _bots)
            bot.Equity!.RecordUntil(until, bot.Run.Worth);
        Equity.RecordUntil(until, Worth());
    }

    /// <summary>What all is worth at the last closes, to the last digit; quote currency.</summary>
    internal decimal Worth()
    {
        var worth = _idle;
        foreach (var bot in _bots)
            worth += bot.Run.Worth;
        return worth;
    }
}
