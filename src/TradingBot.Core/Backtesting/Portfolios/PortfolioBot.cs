using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting.Portfolios;

/// <summary>One of the bots of a <see cref="PortfolioRun"/>: its run, and how far its candles have come.</summary>
public sealed class PortfolioBot
{
    private readonly ICandleSource _candles;
    private readonly int _seconds;
    private ReadOnlyMemory<Candle> _rest;
    private Candle _candle;
    private bool _isOpen;
    private long _changes = -1;
    private double _cash;
    private double _held;

    internal PortfolioBot(
        BacktestRun run, FillModel fills, CashShare share, Timeframe timeframe, ICandleSource candles) =>
        (Run, Fills, Share, _candles, _seconds) = (run, fills, share, candles, timeframe.Seconds);

    /// <summary>Its own account begins with its budget.</summary>
    public BacktestRun Run { get; }

    /// <summary>What its fills cost.</summary>
    public FillModel Fills { get; }

    /// <summary>Its part in the money.</summary>
    public CashShare Share { get; }

    /// <summary>
    /// What its account was worth at each midnight of the whole portfolio's time; null when no bot had a candle to
    /// trade on.
    /// </summary>
    public EquityCurve? Equity { get; internal set; }

    /// <summary>When something happens to it next: its candle ends, or one opens. The largest number: never.</summary>
    internal long Next =>
        _isOpen ? EndSeconds
        : _rest.IsEmpty ? long.MaxValue
        : _rest.Span[0].OpenSeconds;

    internal bool IsOpen => _isOpen;

    /// <summary>Of the candle that has opened last, unix seconds.</summary>
    internal long OpenSeconds => _candle.OpenSeconds;

    /// <summary>What its account is worth at the last close: near enough to compare, and quick.</summary>
    internal double RoughWorth
    {
        get
        {
            var ledger = Run.Engine.Ledger;
            if (ledger.Changes != _changes)
                (_changes, _cash, _held) = (ledger.Changes, (double)ledger.NetCash, (double)ledger.Held);
            return _held == 0 ? _cash : _cash + _held * Run.Engine.LastClose;
        }
    }

    private long EndSeconds => _candle.OpenSeconds + _seconds;

    /// <summary>Goes to the first candle to trade on, where there is one.</summary>
    internal void WarmUp(CancellationToken stop)
    {
        while (_rest.IsEmpty && !stop.IsCancellationRequested)
        {
            _rest = _candles.Next();
            if (_rest.IsEmpty)
                return;
            _rest = _rest[Run.TakeWarmUp(_rest.Span)..];
        }
    }

    /// <summary>The next candle opens.</summary>
    internal void Open()
    {
        _candle = _rest.Span[0];
        _isOpen = true;
        _rest = _rest[1..];
        if (_rest.IsEmpty)
            _rest = _candles.Next();
        Run.Opened(in _candle);
    }

    /// <summary>The candle ends.</summary>
    internal void Close()
    {
        _isOpen = false;
        Run.Closed(in _candle);
        if (_rest.IsEmpty)
            Share.EndOrders();
    }
}
