using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Core.Trading.Sizing;

namespace TradingBot.Modes;

/// <summary>A checked command line: what to trade, by which rule, with which money; and for a backtest, when.</summary>
internal sealed record TradeRequest
{
    /// <summary>As the user said it; for words.</summary>
    public required string Exchange { get; init; }

    public required Instrument Instrument { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>Time between two ticker lines of live trading.</summary>
    public required TimeSpan Poll { get; init; }

    /// <summary>How live prices come.</summary>
    public required FeedKind Feed { get; init; }

    /// <summary>First moment to trade, unix seconds; 0 without one.</summary>
    public required long Start { get; init; }

    /// <summary>First moment not to trade any more, unix seconds; null: to the end of the data.</summary>
    public required long? End { get; init; }

    public required StrategyDefinition Strategy { get; init; }

    public required StrategySettings Settings { get; init; }

    /// <summary>The candle store's directory, or null for the synthetic market.</summary>
    public required string? DataDirectory { get; init; }

    /// <summary>True: missing candles become flat ones; false: they are left out.</summary>
    public required bool FillGaps { get; init; }

    public required ISizing Sizing { get; init; }

    /// <summary>Trades that may be open at once.</summary>
    public required int Trades { get; init; }

    /// <summary>Cash at the beginning, quote currency.</summary>
    public required decimal Balance { get; init; }

    public required FeeSchedule Fees { get; init; }

    /// <summary>Fraction of the price.</summary>
    public required decimal Slippage { get; init; }

    /// <summary>Directory for report.json, trades.csv and equity.csv, or null.</summary>
    public required string? Output { get; init; }

    /// <summary>True: the ledger is printed as it grows.</summary>
    public required bool Verbose { get; init; }
}
