using System.CommandLine;
using System.Globalization;
using TradingBot.Bots;
using TradingBot.Input;

namespace TradingBot.Cli.Options;

/// <summary>The options of the main job; the short ones are the original bot's.</summary>
internal static class TradeOptions
{
    /// <summary>The value of --data that needs no data.</summary>
    public const string Synthetic = "synthetic";

    public static TextOption Exchange { get; } = new(
        "--exchange", "NAME", "kraken, or simulator: a Kraken on this machine", "kraken", "-x");

    public static TextOption Period { get; } = new(
        "--period", "LENGTH", "candle length: minutes that divide a day, or whole days; 5m, 2h, 1d, 1w", "5", "-p");

    public static TextOption Poll { get; } = new(
        "--poll", "SECONDS", "market time between ticker lines, 0.1 to 3600; ignored in backtests", "1", "-t");

    public static TextOption Feed { get; } = new(
        "--feed", "KIND", "live prices: socket, or rest, polled at the ticker interval as the original did", "socket");

    public static TextOption Currency { get; } = new(
        "--currency", "PAIR", "pair, by any of its names: XXBTZUSD, XBTUSD, XBT/USD, BTC/USD", "XXBTZUSD", "-c");

    public static TextOption Start { get; } = new(
        "--start",
        "TIME",
        "backtest from this time: 2017-01-01, 2017-01-01T12:30 or unix seconds; UTC",
        aliases: "-s")
    {
        Example = "2017-01-01",
    };

    public static TextOption End { get; } = new(
        "--end",
        "TIME",
        "backtest up to this time; a date means the whole day (default: the end of the data)",
        aliases: "-e")
    {
        Example = "2022-12-31",
    };

    public static TextOption Strategy { get; } = new(
        "--strategy",
        "NAME",
        "strategy: a name from 'TradingBot strategies list', or a file of your own, ./MyStrategy.cs or .dll",
        "macd")
    {
        Example = "moving-average-crossover",
    };

    public static Option<string[]> Set { get; } = new("--set")
    {
        HelpName = "NAME=VALUE",
        Description = "a parameter of the strategy, may be repeated; 'TradingBot strategies show NAME' lists them",
    };

    public static TextOption Data { get; } = new(
        "--data",
        "DIR",
        $"candle store, or '{Synthetic}': a generated market of 2020 to 2024 that needs no data, or "
        + $"'{RecordedOptions.Word}' or '{RecordedOptions.Word}:DIR': recorded order books and trades "
        + "(default: where 'history import' puts candles)")
    {
        Example = "synthetic",
    };

    public static TextOption Balance { get; } = new(
        "--balance",
        "AMOUNT",
        "money at the beginning, quote currency (with --live: what is free in the account)",
        BotDefinition.DefaultBalance.ToString(CultureInfo.InvariantCulture));

    public static TextOption Volume { get; } = new(
        "--volume", "SIZE", "size of a trade: 0.002 (base units), 250USD (quote amount) or 5% (of equity)", "0.002");

    public static TextOption Trades { get; } = new("--trades", "COUNT", "maximum number of open trades, 1 to 100", "3");

    public static TextOption Order { get; } = new(
        "--order",
        "STYLE",
        "market: at once; limit: at the last close or better, and what does not trade at once rests; post-only: rests, "
        + "or is refused",
        "market")
    {
        Example = "limit",
    };

    public static TextOption OrderPatience { get; } = new(
        "--order-patience",
        "SECONDS",
        "seconds a limit order rests at one price; after two prices an entry is abandoned, an exit goes to the "
        + "market (by a stop or for its age after one) (default: the length of a candle)")
    {
        Example = "300",
    };

    public static TextOption Fee { get; } = new(
        "--fee",
        "RATE",
        "fee of each fill, such as 0.26% or 0.0026 (default: the account's own where there is a key, else Kraken's "
            + "table)")
    {
        Example = "0.26%",
    };

    public static TextOption Slippage { get; } = new(
        "--slippage", "RATE", "price lost on each fill, such as 0.05% or 0.0005", "0");

    public static TextOption Gaps { get; } = new(
        "--gaps", "POLICY", "fill: missing candles become flat ones, as on Kraken; keep: the gaps stay", "fill");

    public static TextOption Output { get; } = new(
        "--output", "DIR", "write report.json, trades.csv and equity.csv there")
    {
        Example = "./report",
    };

    public static TextOption Portfolio { get; } = new(
        "--portfolio", "FILE", "with --start: trade history with several bots over one balance, described as for 'run'")
    {
        Example = "bots.json",
    };

    public static TextOption Html { get; } = new(
        "--html", "FILE", "write the report as a page with charts there, which needs no network")
    {
        Example = "./report.html",
    };

    public static TextOption Speed { get; } = new(
        "--speed",
        "FACTOR",
        "with -x simulator: seconds of market time in a second, 1 to 1000 (default 60); with --at: the speed "
        + "of a simulate-kraken --one-clock (default 1)")
    {
        Example = "60",
    };

    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "print the ledger after each candle of a backtest",
    };

    /// <summary>Beside <see cref="LiveOptions"/>, what says nothing about a backtest.</summary>
    public static IEnumerable<Option> OfSessions => [Speed.Option, Feed.Option];

    /// <summary>What says nothing about a session.</summary>
    public static IEnumerable<Option> OfBacktests =>
        [Output.Option, Html.Option, Slippage.Option, Gaps.Option, Portfolio.Option, .. RecordedOptions.All];

    /// <summary>What the file of a portfolio says of each bot.</summary>
    public static IEnumerable<Option> OfBots =>
    [
        Exchange.Option, Period.Option, Poll.Option, Currency.Option, Strategy.Option, Set, Volume.Option,
        Trades.Option, Order.Option, OrderPatience.Option, Fee.Option, Verbose, .. ShortOptions.All,
        .. LiveOptions.OfHistory,
    ];

    /// <summary>What says nothing about a run on a recording, and why.</summary>
    public static IEnumerable<(Option Option, string Why)> OfCandles =>
    [
        (Slippage.Option, "the recorded book says what a fill costs"),
        (Gaps.Option, "candles are made of its trades, as live"),
    ];

    public static IEnumerable<Option> All =>
    [
        Exchange.Option, Period.Option, Poll.Option, Currency.Option, Start.Option, End.Option, Strategy.Option, Set,
        Data.Option, Balance.Option, Volume.Option, Trades.Option, Order.Option, OrderPatience.Option, Fee.Option,
        Slippage.Option, Gaps.Option, Output.Option, Html.Option, Portfolio.Option, Speed.Option, Feed.Option, Verbose,
        .. RecordedOptions.All, .. ShortOptions.All, .. LiveOptions.All,
    ];
}
