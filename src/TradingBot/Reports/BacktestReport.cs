using TradingBot.Core.Backtesting;
using TradingBot.Core.Backtesting.Fills;
using TradingBot.Core.Charts;
using TradingBot.Core.Engine;
using TradingBot.Input;
using TradingBot.Research.Tearsheets;
using TradingBot.Research.Tearsheets.Groups;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Reports;

/// <summary>All that a report of a backtest shows; the console, the JSON and the CSV files are views of it.</summary>
internal sealed record BacktestReport
{
    /// <summary>What the engine was made from.</summary>
    public required EngineSetup Setup { get; init; }

    /// <summary>Fees and slippage.</summary>
    public required FillModel Fills { get; init; }

    /// <summary>True: missing candles became flat ones; false: they were left out.</summary>
    public required bool FillsGaps { get; init; }

    public required IBacktest Run { get; init; }

    /// <summary>Of a run on a recording; null where there were candles only.</summary>
    public RecordingFacts? Recording { get; init; }

    public required Performance Performance { get; init; }

    /// <summary>Where the candles came from.</summary>
    public required string DataName { get; init; }

    /// <summary>
    /// The range that was asked for and what the data has, in words; null where they are the same.
    /// </summary>
    public string? AskedFor { get; init; }

    /// <summary>Candles the data does not have, filled with flat ones or left out.</summary>
    public required long MissingCandles { get; init; }

    /// <summary>What the strategy did not get of its warm-up, and what follows; null where it had all.</summary>
    public string? LateStart => Run.MissingWarmUp == 0
        ? null
        : FormattableString.Invariant($"the strategy needs {Run.NeededWarmUp} candles to warm up and warms up for ")
            + FormattableString.Invariant($"{Run.MissingWarmUp} more: no trade ")
            + (Run.TradesFrom < Performance.End ? $"before {Display.Time(Run.TradesFrom)} UTC" : "in this run");

    /// <summary>False when the run was ended by Ctrl-C.</summary>
    public required bool Complete { get; init; }

    /// <summary>Reads the run's candles once more, while their file is open; null: they are gone.</summary>
    public Func<ICandleSource>? CandlesAgain { get; init; }

    /// <summary>What a second look at the candles tells, such as trades' excursions; null: they are gone.</summary>
    public RunReview? Review => field ??= CandlesAgain is null ? null : RunReview.Of(Run, Fills, CandlesAgain());

    /// <summary>The arguments of the program, for the page; null: nobody wants to know.</summary>
    public string? Command { get; init; }

    /// <summary>All figures; made when first asked for, because they take longer than a brief backtest.</summary>
    public Tearsheet Tearsheet => field ??= RunTearsheet.Of(History);

    /// <summary>How the figures are to be read; printed with every report.</summary>
    public IReadOnlyList<string> Conventions =>
    [
        .. Recording is null ? [Setup.Placing.Rests ? OfResting : OfMarket] : OfRecording,
        .. Always,
        .. Setup.ShortTerms is null ? [] : OfShorts,
        .. Run.HasBreakers && Recording is null ? [OfBreakers] : Array.Empty<string>(),
    ];

    /// <summary>
    /// What would be left at the first tier's fees with the same trades; null where they are more than there was.
    /// </summary>
    public decimal? FinalEquityAtFirstTier => Performance.FinalEquity - Performance.FeesSaved is > 0 and var left
        ? left : null;

    private RunHistory History => new(Performance, Run.Equity!.Points, Run.Engine.Ledger.Closed)
    {
        Holding = Review?.Holding ?? [],
        Excursions = Review?.Excursions ?? [],
        Slippage = Recording is null && !Setup.Placing.Rests ? Fills.Slippage : null,
        SellsShort = Setup.ShortTerms is not null,
    };

    private const string OfMarket =
        "a signal on a candle's close is filled at the open of the next candle in which anybody traded";

    private const string OfResting =
        "an order rests from the candle after its signal and is filled at its limit, for the maker's fee, once the "
        + "market has traded beyond; within a candle at a third or two thirds of it";

    private static string[] OfRecording { get; } =
    [
        "candles and decisions are those that a live session would have had with what was received when",
        "an order takes the recorded levels as they are when it arrives; one at the market that they do not fill whole "
        + "is rejected, as on paper",
        "nothing is filled that the recording does not show to have been offered or traded, and nothing twice; nobody "
        + "reacts to our orders",
    ];

    private const string OfBreakers =
        "breakers look at a candle's open, before its close and after; a price jump is from a close to the next open";

    private static string[] Always { get; } =
    [
        "equity is marked to market at 00:00 UTC, at the start and at the end; open trades at the last close before it",
        "exposure counts candles at whose end a trade is open; an open trade's exit fee is not taken off",
        "ratios: returns of whole days, 365 days a year, risk-free rate 0, sample deviation; Sortino over all days",
        "win: profit above 0 after both fees; a trade's return is its profit over its entry's cost with the fee",
        "buy and hold pays slippage and one taker fee; drawdown from candle close to candle close",
    ];

    private static string[] OfShorts { get; } =
    [
        "a short's borrow cost is charged on what was sold, at the opening and every 4 hours, and reduces its profit",
        "equity counts what was sold short as owed at the last close; below 40 % of the margin it is liquidated",
    ];
}
