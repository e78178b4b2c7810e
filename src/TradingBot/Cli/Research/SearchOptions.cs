using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Input;
using TradingBot.Research.Search.Samplers;

namespace TradingBot.Cli.Research;

/// <summary>The options that say what a search tries and how.</summary>
internal static class SearchOptions
{
    /// <summary>Up to so many sets all of them are run unless asked otherwise.</summary>
    public const long LargestGrid = 10_000;

    public const string DefaultBeyondGrid = "sobol";

    public const int DefaultRuns = 1024;

    private const int MostRuns = 10_000_000;

    public static Option<string[]> Over { get; } = new("--over")
    {
        HelpName = "NAME=VALUES",
        Description = "what is tried: fast=5..30:5,slow=20,50,100; period=60,240 and volume, trades, currency too; may "
            + "be repeated (default: the strategy's parameters with ranges of their own)",
    };

    public static Option<string[]> Where { get; } = new("--where")
    {
        HelpName = "CONDITION",
        Description = "which sets are tried: fast<slow; may be repeated",
    };

    public static TextOption By { get; } = new(
        "--by",
        "FIGURE",
        "what is best: a figure of report.json or a formula, such as cagr/maximum_drawdown; several with commas give "
        + "all that nothing is better than",
        "sharpe");

    public static Option<string[]> Require { get; } = new("--require")
    {
        HelpName = "CONDITION",
        Description = "what a result must satisfy to be the best: trades>=100; may be repeated",
    };

    public static TextOption Search { get; } = new(
        "--search",
        "METHOD",
        $"{string.Join(", ", SearchMethods.Names)} (default: grid up to 10000 sets, beyond them {DefaultBeyondGrid})");

    public static TextOption Runs { get; } = new(
        "--runs", "COUNT", $"most trials (default: all of a grid, else {DefaultRuns})");

    public static TextOption Seed { get; } = new(
        "--seed", "NUMBER", "of what is drawn by chance; the same one gives the same search", "1");

    public static TextOption Threads { get; } = new(
        "--threads", "COUNT", "trials at once; the result does not depend on it (default: one a core)");

    public static TextOption Train { get; } = new(
        "--train", "MONTHS", "walk-forward: months to choose on, such as 24m", "24m");

    public static TextOption Test { get; } = new(
        "--test", "MONTHS", "walk-forward: months a choice is used for, such as 6m", "6m");

    public static Option<bool> Anchored { get; } = new("--anchored")
    {
        Description = "walk-forward: every choice looks at all that came before, not at the last months only",
    };

    public static TextOption Output { get; } = new(
        "--output", "DIR", "where trials.csv and the other files go (default: a directory beside the candles)");

    public static IEnumerable<Option> All =>
    [
        Over, Where, By.Option, Require, Search.Option, Runs.Option, Seed.Option, Threads.Option, Train.Option,
        Test.Option, Anchored, Output.Option,
    ];

    /// <summary>Those of a backtest that a search has too.</summary>
    public static IEnumerable<Option> OfBacktest => TradeOptions.All
        .Except([TradeOptions.Output.Option, TradeOptions.Verbose])
        .Except(RecordedOptions.All)
        .Except(TradeOptions.OfSessions)
        .Except(LiveOptions.All.Except(LiveOptions.OfHistory))
        .Except([TradeOptions.Poll.Option, TradeOptions.Portfolio.Option, TradeOptions.Html.Option]);

    /// <summary>Whole months: <c>24m</c>, <c>2y</c>.</summary>
    public static int Months(string text)
    {
        const int most = 600;
        var (digits, factor) = text switch
        {
            [.. var months, 'm' or 'M'] => (months, 1),
            [.. var years, 'y' or 'Y'] => (years, 12),
            _ => (text, 1),
        };
        return int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var count)
            && count is >= 1 and <= most && count * factor <= most
                ? count * factor
                : throw new UserError($"'{text}' is not allowed; use months or years from 1m to 50y, such as 24m");
    }

    public static ulong SeedOf(string text) =>
        ulong.TryParse(text, System.Globalization.NumberStyles.None, null, out var seed)
            ? seed
            : throw new UserError($"'{text}' is not allowed; use a whole number from 0 to {ulong.MaxValue}");

    public static long RunsOf(string text) => OptionValues.Count(text, MostRuns);
}
