using TradingBot.Bots;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Contract;
using TradingBot.Research.Search;
using TradingBot.Research.Search.Expressions;
using TradingBot.Research.WalkForward;

namespace TradingBot.Modes.Searches;

/// <summary>A search that was asked for, checked.</summary>
internal sealed record SearchJob
{
    /// <summary>What is not searched has its value here.</summary>
    public required LoadedBot Bot { get; init; }

    /// <summary>Which history; its start is set when the data is known, where none was asked for.</summary>
    public required BacktestOptions History { get; init; }

    /// <summary>False: the history begins where the data does.</summary>
    public required bool HasStart { get; init; }

    /// <summary>What is searched, without what cannot be run.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>The pairs that <see cref="Space"/> may name, by how it names them; empty: only the bot's.</summary>
    public IReadOnlyDictionary<string, (IVenue Venue, Instrument Instrument)> Pairs { get; init; } =
        new Dictionary<string, (IVenue, Instrument)>();

    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <summary>What a result must satisfy.</summary>
    public required IReadOnlyList<Expression> Requirements { get; init; }

    /// <summary>The conditions that <see cref="Space"/> keeps, as they were typed.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>One of the search methods.</summary>
    public required string Method { get; init; }

    /// <summary>Most trials.</summary>
    public required long Runs { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required WalkForwardScheme Scheme { get; init; }

    /// <summary>Where its files go; null: a directory of its own beside the candles.</summary>
    public string? Output { get; init; }

    /// <summary>
    /// What was said of it that a backtest has too: options by their names, with their values; none for a flag.
    /// </summary>
    public required IReadOnlyList<(string Option, string? Value)> BacktestOptions { get; init; }

    /// <summary>The command that was typed, for going on with it.</summary>
    public required string Command { get; init; }
}
