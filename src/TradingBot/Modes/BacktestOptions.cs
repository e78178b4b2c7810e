using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Modes;

/// <summary>Which history a bot is tried on, and what comes of it. Nothing in it is the bot's.</summary>
internal sealed record BacktestOptions
{
    /// <summary>Whose pair it is, and whose fees are paid.</summary>
    public IVenue Venue { get; init; } = Venues.Default;

    /// <summary>The pair with its rules, as the program knows them: no exchange is asked.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>First moment to trade, unix seconds.</summary>
    public required long Start { get; init; }

    /// <summary>First moment not to trade any more, unix seconds; null: to the end of the data.</summary>
    public long? End { get; init; }

    /// <summary>Where its candles are, or null for the synthetic market and for a recording.</summary>
    public CandleStore? Candles { get; init; }

    /// <summary>Which recording is traded on; null: candles are.</summary>
    public RecordingOptions? Recording { get; init; }

    /// <summary>True: missing candles become flat ones; false: they are left out.</summary>
    public bool FillsGaps { get; init; } = true;

    /// <summary>Fraction of the price.</summary>
    public decimal Slippage { get; init; }

    /// <summary>Directory for report.json, trades.csv and equity.csv, or null.</summary>
    public string? Output { get; init; }

    /// <summary>File for the report as a page, or null.</summary>
    public string? Html { get; init; }

    /// <summary>The arguments of the program, as one could type them again; null: nobody wants to know.</summary>
    public string? Command { get; init; }

    /// <summary>A file of bots that trade one balance in place of the bot; null: it trades alone.</summary>
    public string? Portfolio { get; init; }

    /// <summary>The pair for messages, after its venue where that is not the default.</summary>
    public string PairText => Venue == Venues.Default ? Instrument.Symbol : $"{Venue.Name}:{Instrument.Symbol}";

    /// <summary>True: the ledger is printed as it grows.</summary>
    public bool PrintsLedger { get; init; }
}
