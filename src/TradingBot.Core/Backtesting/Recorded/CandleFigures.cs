using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Market;

namespace TradingBot.Core.Backtesting.Recorded;

/// <summary>Follows the account from one closed candle to the next.</summary>
/// <param name="ledger">The account, as it is known when a candle closes.</param>
/// <param name="seconds">Length of a candle.</param>
internal sealed class CandleFigures(Ledger ledger, int seconds)
{
    private DrawdownWatch? _drawdown;
    private decimal _worth = ledger.StartCash;

    public long Candles { get; private set; }

    /// <summary>Candles at whose end a trade was open.</summary>
    public long InMarket { get; private set; }

    public Candle First { get; private set; }

    public Candle Last { get; private set; }

    /// <summary>Null before the first candle.</summary>
    public EquityCurve? Equity { get; private set; }

    /// <summary>After a candle.</summary>
    public Drawdown Drawdown => _drawdown!.Deepest(End);

    private long End => Last.OpenSeconds + seconds;

    public void Add(in Candle candle)
    {
        if (Equity is null)
        {
            First = candle;
            Equity = new EquityCurve(candle.OpenSeconds, ledger.StartCash);
            _drawdown = new DrawdownWatch(candle.OpenSeconds, ledger);
        }

        // Midnights within a candle longer than a day: its close was not known yet.
        if (seconds > EquityCurve.Day)
            Equity.RecordUntil(candle.OpenSeconds + seconds - 1, _worth);
        Last = candle;
        Candles++;
        if (ledger.HasOpen)
            InMarket++;
        _drawdown!.Add(End, ledger, candle.Close);
        _worth = Worth();
        Equity.RecordUntil(End, _worth);
    }

    /// <summary>The run is over.</summary>
    public void Complete() => Equity?.End(End, Worth());

    private decimal Worth() => ledger.Held == 0 ? ledger.Equity(0) : ledger.Equity((decimal)Last.Close);
}
