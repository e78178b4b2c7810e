using TradingBot.Core.Accounts;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Research.Tearsheets;

namespace TradingBot.Research.Pages;

/// <summary>All that the page of a run shows. Every text in it may be a user's.</summary>
internal sealed record RunPage
{
    public required string Strategy { get; init; }

    public required Instrument Instrument { get; init; }

    public required Timeframe Timeframe { get; init; }

    /// <summary>False: the run was interrupted, and the figures are those until then.</summary>
    public required bool Complete { get; init; }

    public required Performance Performance { get; init; }

    /// <summary>All figures and tables; the page computes none of its own.</summary>
    public required Tearsheet Sheet { get; init; }

    /// <summary>At the start, at each midnight UTC, and at the end.</summary>
    public required IReadOnlyList<EquityPoint> Equity { get; init; }

    /// <summary>What holding was worth at the same times, quote currency; empty where nobody knows.</summary>
    public IReadOnlyList<double> Holding { get; init; } = [];

    /// <summary>Closed ones, in the order of their closing.</summary>
    public required TradeLog Trades { get; init; }

    /// <summary>One for each closed trade; empty where nobody knows.</summary>
    public IReadOnlyList<Excursion> Excursions { get; init; } = [];

    /// <summary>Trades that the run ended with.</summary>
    public IReadOnlyList<HeldTrade> Open { get; init; } = [];

    /// <summary>The candles traded on, from their beginning; null: they are gone, and the page has no price.</summary>
    public Func<ICandleSource>? Candles { get; init; }

    /// <summary>The taker fee that was paid at first, a fraction.</summary>
    public required double Fee { get; init; }

    /// <summary>How it was made: names and values.</summary>
    public required IReadOnlyList<(string Name, string Value)> Setup { get; init; }

    /// <summary>How the figures are to be read, a sentence each.</summary>
    public required IReadOnlyList<string> Conventions { get; init; }

    /// <summary>What <c>report.json</c> has, UTF-8; it can be saved from the page.</summary>
    public required ReadOnlyMemory<byte> ReportJson { get; init; }
}

/// <summary>A trade that is open at the end of a run.</summary>
/// <param name="Side">Of the entry.</param>
/// <param name="Entry">The fill that opened it.</param>
/// <param name="Reason">The words of the signal.</param>
internal readonly record struct HeldTrade(Side Side, Fill Entry, string Reason);
