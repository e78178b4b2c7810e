using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using TradingBot.Cli.History;
using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Data.Download;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Tests.Data;
using TradingBot.Tests.Simulators;

namespace TradingBot.Tests.Cli;

/// <summary><c>history download</c> as it is typed.</summary>
public sealed class HistoryDownloadTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 7, 30, 10, TimeSpan.Zero);

    private readonly TemporaryDirectory _here = new();

    [Theory]
    [InlineData("", "--currency: name the pairs, such as -c XBTUSD,ETHUSD")]
    [InlineData("-c ,", "--currency: name the pairs, such as -c XBTUSD,ETHUSD")]
    [InlineData(
        "-c XBTUSD -p 0",
        "--period: '0' is not allowed; use whole minutes from 1 to 21600, or as 5m, 1h, 1d, 1w")]
    [InlineData(
        "-c XBTUSD -p five",
        "--period: 'five' is not allowed; use whole minutes from 1 to 21600, or as 5m, 1h, 1d, 1w")]
    [InlineData("-c XBTUSD -x nowhere", "--exchange: 'nowhere' is not allowed; use kraken")]
    [InlineData("-c nowhere:XBTUSD", "--currency: 'nowhere:XBTUSD': there is no venue 'nowhere'; use kraken")]
    [InlineData(
        "-c XBTUSD -x simulator",
        "--exchange: the simulator's market is made up anew each time; run 'TradingBot simulate-kraken' and give its "
        + "address with --at")]
    [InlineData("-c XBTUSD -s 2024-01-02 -e 2024-01-01", "--end: must be after --start")]
    [InlineData(
        "-c XBTUSD -s soon",
        "--start: 'soon' is not a time; use a date (2017-01-01), a date-time (2017-01-01T12:30) or unix seconds")]
    [InlineData(
        "-c XBTUSD -s 2024-01-01T12:00 --keep-trades",
        "--start: with --keep-trades it must be the start of a day, UTC, such as 2017-01-01")]
    [InlineData("-c XBTUSD -p 7 --keep-trades", "--period: with --keep-trades it must divide a day, or be whole days")]
    [InlineData("-c XBTUSD --at here", "--at: 'here' is not an address; use one such as http://127.0.0.1:8080")]
    public void A_wrong_option_is_one_line(string options, string line)
    {
        var run = Shell.Run($"history download {options} --data {_here.Store}");

        (run.ExitCode, run.Output, run.Errors).Should().Be((2, "", line + "\n"));
        Directory.Exists(_here.Store).Should().BeFalse();
    }

    [Fact]
    public void Another_address_needs_a_store_of_its_own()
    {
        var run = Shell.Run("history download -c XBTUSD --at http://127.0.0.1:1");

        (run.ExitCode, run.Errors).Should().Be((2,
            "--at: needs --data DIR, so that a made-up market's candles do not come among the exchange's\n"));
    }

    [Fact]
    public void A_store_that_cannot_be_made_is_one_line()
    {
        var file = _here.Write("file", "");

        var run = Shell.Run($"history download -c XBTUSD --at http://127.0.0.1:1 --data {file}/store");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith($"{file}/store: cannot import into it: ").And.EndWith("\n");
        run.Errors.Count(letter => letter == '\n').Should().Be(1);
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public void A_store_that_cannot_be_written_is_one_line()
    {
        Directory.CreateDirectory(_here.Store, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var run = Shell.Run($"history download -c XBTUSD --at http://127.0.0.1:1 --data {_here.Store}");

        (run.ExitCode, run.Errors.Count(letter => letter == '\n')).Should().Be((1, 1));
    }

    /// <summary>Within the calls that are allowed at once, so that nobody waits.</summary>
    [Fact]
    public async Task The_offline_Kraken_has_a_tape_to_download()
    {
        await using var kraken = await StartAsync(days: 1);
        var tape = kraken.Record().Tape["XBTUSD"];

        var run = Shell.Run(
            "history download -x kraken -c BTC/USD -p 60 --keep-trades "
            + $"--at {kraken.RestAddress} --data {_here.Store}");

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().MatchRegex(
            @"^XBTUSD_60: 31 candles \(31 added, 0 replaced, 0 unchanged\) of [\d,]+ trades, 2026-11-19 00:00 to "
            + @"2026-11-20 07:00 UTC, 0 intervals without trades, no trade missing, in ");
        Stored(60).Should().Equal(Candles(tape, 60, Now.ToUnixTimeSeconds()));
        File.Exists(_here["store/trades/XBTUSD/XBTUSD_2026-11-19.csv.gz"]).Should().BeTrue();
        Shell.Run($"history verify --data {_here.Store}").ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_pair_that_the_exchange_does_not_list_is_one_line()
    {
        await using var kraken = await StartAsync(days: 1);

        var run = Shell.Run(
            $"history download -c XBTUSD,NOSUCH --at {kraken.RestAddress} --data {_here.Store}");

        (run.ExitCode, run.Output, run.Errors).Should()
            .Be((2, "", "--currency: Kraken does not list 'NOSUCH'\n"));
    }

    [Fact]
    public void An_exchange_that_does_not_give_its_tape_says_so_in_one_line()
    {
        var run = Shell.Run(
            $"history download -x tapeless -c BTC/USD --data {_here.Store}",
            new VenueList(Venues.Default, new Tapeless()));

        (run.ExitCode, run.Errors).Should().Be((2,
            "--exchange: Tapeless does not give its whole tape; import files of its candles with 'TradingBot history "
            + "import'\n"));
    }

    [Fact]
    public void Elsewhere_than_on_a_terminal_it_writes_a_line_a_minute()
    {
        var time = new ManualTime(Now);
        using var errors = new StringWriter { NewLine = "\n" };
        using var display = new DownloadDisplay(errors, time, isTerminal: false);

        for (var page = 1; page <= 200; page++)
        {
            display.Report(new DownloadProgress(Series, page, 1_700_000_000 + page * 60, page / 400.0));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        errors.ToString().Should().Be(
            """
            XBTUSD_1  1 page, 2023-11-14 22:14, 0 %
            XBTUSD_1  61 pages, 2023-11-14 23:14, 5 min left, 15 %
            XBTUSD_1  121 pages, 2023-11-15 00:14, 4 min left, 30 %
            XBTUSD_1  181 pages, 2023-11-15 01:14, 3 min left, 45 %

            """);
    }

    [Fact]
    public void On_a_terminal_a_bar_is_drawn_again_and_gone_at_the_end_and_what_is_said_has_its_own_line()
    {
        var time = new ManualTime(Now);
        using var errors = new StringWriter { NewLine = "\n" };
        using (var display = new DownloadDisplay(errors, time, isTerminal: true))
        {
            display.Report(new DownloadProgress(Series, 1, 1_700_000_000, 0));
            time.Advance(TimeSpan.FromSeconds(10));
            display.Report(new DownloadProgress(Series, 2, 1_700_000_000, 0.5));
            display.Say("Kraken: HTTP 503; asking again in 5 s");
        }

        var first = $"[{new string(' ', 20)}]   0 %  XBTUSD_1  1 page, 2023-11-14 22:13";
        var second = $"[==========          ]  50 %  XBTUSD_1  2 pages, 2023-11-14 22:13, 10 s left";
        errors.ToString().Should().Be(
            $"\r{first}\r{second}\r{new string(' ', second.Length)}\rKraken: HTTP 503; asking again in 5 s\n");
    }

    public void Dispose() => _here.Dispose();

    private static SeriesName Series => SeriesName.Of("XBTUSD", new Timeframe(1))!.Value;

    /// <summary>Its clock stands still.</summary>
    private static Task<OfflineKraken> StartAsync(int days) => OfflineKraken.StartAsync(new OfflineKrakenOptions
    {
        Time = new ManualTime(Now),
        History = TimeSpan.FromDays(days),
        Markets = [MarketSetup.Synthetic("XBTUSD")],
    });

    private List<Candle> Stored(int minutes)
    {
        using var file = new CandleStore(_here.Store).Open(SeriesName.Of("XBTUSD", new Timeframe(minutes))!.Value);
        return [.. file.Candles];
    }

    private static List<Candle> Candles(
        IEnumerable<TradingBot.Simulators.Matching.TapeTrade> tape, int minutes, long now) =>
    [
        .. tape.GroupBy(trade => new DateTimeOffset(trade.Time).ToUnixTimeSeconds() / (60 * minutes) * 60 * minutes)
            .Where(candle => candle.Key + 60 * minutes <= now - 3)
            .Select(candle => new Candle(
                candle.Key,
                Double(candle.First().Price),
                candle.Max(trade => Double(trade.Price)),
                candle.Min(trade => Double(trade.Price)),
                Double(candle.Last().Price),
                candle.Aggregate(0.0, (sum, trade) => sum + Double(trade.Volume)),
                candle.Count())),
    ];

    private static double Double(decimal number) =>
        double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A venue with prices and no past.</summary>
    private sealed class Tapeless : IVenue
    {
        public string Name => "tapeless";

        public string DisplayName => "Tapeless";

        public IPairDirectory Pairs => Venues.Default.Pairs;

        public IReadOnlyList<string> AccountTiers => ["plain"];

        public string StatusPage => "status.example";

        public string LimitsOf(string accountTier) => "";

        public FeeSchedule FeesOf(Instrument instrument) => FeeSchedule.Flat(0);

        public string? ProblemOf(ApiKey key) => null;

        public IExchange Connect(
            ExchangeOptions options, ApiKey? key, ExchangeEnvironment environment, ILoggerFactory logs) =>
            new Connected(this, Venues.Default.Connect(options, key, environment, logs));

        private sealed class Connected(IVenue venue, IExchange exchange) : IExchange
        {
            public IVenue Venue => venue;

            public ExchangeCapabilities Capabilities => exchange.Capabilities with { HasTape = false };

            public IMarketData Market => exchange.Market;

            public IAccount? Account => null;

            public IReadOnlyList<RateLimit> RateLimits => [];

            public IReadOnlyList<ExchangeAddress> Addresses => exchange.Addresses;

            public ValueTask DisposeAsync() => exchange.DisposeAsync();
        }
    }
}
