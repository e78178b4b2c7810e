using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;
using TradingBot.Tests.Bots;
using TradingBot.Tests.Cli;
using TradingBot.Tests.Data;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Exchanges;

/// <summary>Pairs by venue and name, with a venue that nothing of the program knows.</summary>
public sealed class SecondVenueTests : IDisposable
{
    private static readonly Timeframe Hour = new(60);

    private readonly TemporaryDirectory _here = new();

    [Theory]
    [InlineData("-c kraken:XBT/USD", "kraken", "XBT/USD")]
    [InlineData("-c KRAKEN:XBT/USD", "kraken", "XBT/USD")]
    [InlineData("-x kraken -c kraken:XBT/USD", "kraken", "XBT/USD")]
    [InlineData("-c XBT/USD", "kraken", "XBT/USD")]
    [InlineData("-x simulator -c kraken:XBT/USD", "simulator", "XBT/USD")]
    [InlineData("-c elsewhere:BTC/USD", "elsewhere", "BTC/USD")]
    [InlineData("-x elsewhere -c BTC/USD", "elsewhere", "BTC/USD")]
    [InlineData("-x Elsewhere -c elsewhere:BTC/USD", "elsewhere", "BTC/USD")]
    public void A_pair_may_be_named_with_its_venue(string options, string venue, string pair)
    {
        var run = Shell.Run($"config bot {options}", Elsewhere.WithKraken);

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().Contain($"\"venue\": \"{venue}\"").And.Contain($"\"pair\": \"{pair}\"");
    }

    [Theory]
    [InlineData(
        "-x kraken -c elsewhere:BTC/USD",
        "--currency: 'elsewhere:BTC/USD' is a pair of elsewhere, and --exchange says kraken; leave one of them out")]
    [InlineData(
        "-x simulator -c elsewhere:BTC/USD",
        "--currency: 'elsewhere:BTC/USD' is a pair of elsewhere, and --exchange says simulator; leave one of them out")]
    [InlineData(
        "-c nowhere:BTC/USD", "--currency: 'nowhere:BTC/USD': there is no venue 'nowhere'; use kraken or elsewhere")]
    [InlineData("-c kraken:", "--currency: 'kraken:' names a venue and no pair; use one such as kraken:XBT/USD")]
    [InlineData("-x nowhere", "--exchange: 'nowhere' is not allowed; use kraken or elsewhere or simulator")]
    [InlineData("-x elsewhere -c BTC/USD --tier pro", "--tier: 'pro' is not allowed; use plain or gold")]
    public void What_contradicts_itself_or_is_not_there_is_one_line_and_exit_code_2(string options, string line)
    {
        var run = Shell.Run(options, Elsewhere.WithKraken);

        (run.ExitCode, run.Errors).Should().Be((2, line + "\n"));
    }

    [Fact]
    public void Each_venue_has_its_candles_in_a_folder_of_its_own_but_Kraken_whose_stay_where_they_are()
    {
        Import("BTCUSD_60.csv", hours: 30, "-x kraken");
        Import("BTCUSD_60.csv", hours: 40, "-x elsewhere");
        Import("coins.csv", hours: 50, "--pair elsewhere:ETH/USD -p 60");

        Files().Should().BeEquivalentTo(
            "XBTUSD_60.candles", "elsewhere/BTCUSD_60.candles", "elsewhere/ETHUSD_60.candles");
        var list = History("list").Output.Split('\n').Select(line => line.Split(' ')[0]);
        list.Should().ContainInOrder("XBTUSD", "elsewhere:BTCUSD", "elsewhere:ETHUSD");
        History("verify elsewhere:BTCUSD").Output.Should().Contain("elsewhere:BTCUSD_60").And.Contain("40");
        History("verify elsewhere:ETHUSD_60").ExitCode.Should().Be(0);
        History("verify BTCUSD").Output.Should().Contain("XBTUSD_60").And.NotContain("elsewhere");
        History("remove elsewhere:ETHUSD").ExitCode.Should().Be(0);
        Files().Should().BeEquivalentTo("XBTUSD_60.candles", "elsewhere/BTCUSD_60.candles");
    }

    [Fact]
    public void An_import_whose_pair_is_of_another_venue_than_it_says_is_refused()
    {
        var run = Shell.Run(
            $"history import {_here.Write("a.csv", Csv.Hours(0, 2))} -x kraken --pair elsewhere:BTC/USD -p 60 "
            + $"--data {_here.Store}",
            Elsewhere.WithKraken);

        (run.ExitCode, run.Errors).Should().Be((2,
            "--pair: 'elsewhere:BTC/USD' is a pair of elsewhere, and --exchange says kraken; leave one of them out\n"));
    }

    [Fact]
    public void A_program_that_does_not_know_a_venue_lets_its_candles_be()
    {
        Import("BTCUSD_60.csv", hours: 30, "-x elsewhere");

        new CandleStore(_here.Store).List().Should().BeEmpty();
        Files().Should().Equal("elsewhere/BTCUSD_60.candles");
    }

    [Fact]
    public void A_candle_file_in_the_folder_of_another_venue_is_refused()
    {
        Import("BTCUSD_60.csv", hours: 30, "-x kraken");
        Directory.CreateDirectory(_here["store/elsewhere"]);
        File.Move(_here["store/XBTUSD_60.candles"], _here["store/elsewhere/XBTUSD_60.candles"]);

        var list = History("list");

        list.ExitCode.Should().Be(1);
        list.Output.Should().Contain("holds XBTUSD_60, not elsewhere:XBTUSD_60");
    }

    [Fact]
    public void A_backtest_takes_candles_rules_and_fees_of_the_pair_s_venue()
    {
        Import("BTCUSD_60.csv", hours: 24 * 40, "-x elsewhere");

        var run = Backtest("-c elsewhere:BTC/USD");
        var other = Backtest("-c BTC/USD");

        run.Output.Should().Contain("elsewhere/BTCUSD_60.candles").And.Contain("1.23");
        (other.ExitCode, other.Errors).Should().Be((1,
            $"no candles of XBTUSD for a period of 60 minutes in {_here.Store}; import some with "
            + "'TradingBot history import FILE', see 'TradingBot history list', or try '--data synthetic'\n"));
    }

    [Fact]
    public void A_backtest_without_candles_of_a_second_venue_says_whose_are_missing()
    {
        Backtest("-c elsewhere:BTC/USD").Errors.Should()
            .StartWith("no candles of elsewhere:BTCUSD for a period of 60 minutes in ");
        Shell.Run("-c elsewhere:BTC/USD -s 2020-01-01 --data synthetic", Elsewhere.WithKraken).Errors.Should()
            .Be("--data: the synthetic market is XBT/USD, not elsewhere:BTCUSD; use -c XXBTZUSD\n");
    }

    [Fact]
    public async Task A_session_warms_up_with_the_stored_candles_of_its_own_venue()
    {
        Import("XBTUSD_60.csv", hours: 30, "-x kraken");
        var first = Csv.Epoch + 30 * 3600;
        var rows = Enumerable.Range(0, 3).Select(i => $"[{first + i * 3600},\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",1]");
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result(
            $$"""{"XXBTZUSD":[{{string.Join(',', rows)}}],"last":{{first + 2 * 3600}}}""")));

        (await Missing(kraken.Exchange)).Should().Be(0);
        (await Missing(new Elsewhere().Over(kraken.Exchange))).Should().Be(7, "those stored are Kraken's");
        Import("XBTUSD_60.csv", hours: 30, "-x elsewhere");
        (await Missing(new Elsewhere().Over(kraken.Exchange))).Should().Be(0, "now it has its own");

        async Task<int> Missing(IExchange exchange) => (await new WarmUpHistory(
            exchange,
            new CandleStore(_here.Store, new VenueList(exchange.Venue)),
            NullLogger<WarmUpHistory>.Instance).ReadAsync(
                TestKraken.Listed.Instrument, Hour, needed: 10, DateTime.MaxValue, CancellationToken.None)).Missing;
    }

    [Theory]
    [InlineData("kraken", "kraken-paper-XBTUSD-5-macd")]
    [InlineData("elsewhere", "elsewhere-paper-XBTUSD-5-macd")]
    public void A_bot_is_named_after_its_venue(string venue, string name) =>
        TestBot.In("unused").With(bot => bot with { Venue = venue }).Loaded.NameOn("XBTUSD").Should().Be(name);

    [Theory]
    [InlineData("BTC/USD_60", "kraken", "XBTUSD", "XBTUSD_60")]
    [InlineData("kraken:BTC/USD_60", "kraken", "XBTUSD", "XBTUSD_60")]
    [InlineData("elsewhere:BTC/USD_60", "elsewhere", "BTCUSD", "elsewhere:BTCUSD_60")]
    public void A_series_has_the_name_that_its_venue_has_for_the_pair(
        string text, string venue, string symbol, string shown)
    {
        var series = SeriesName.Parse(text, Elsewhere.WithKraken)!.Value;

        (series.Instrument, series.ToString()).Should().Be((new InstrumentId(venue, symbol), shown));
        SeriesName.Parse(shown, Elsewhere.WithKraken).Should().Be(series);
    }

    [Fact]
    public void A_series_of_an_unknown_venue_is_none()
    {
        SeriesName.Parse("elsewhere:BTCUSD_60").Should().BeNull();
        SeriesName.Of(new Elsewhere(), "ABCDEFGHIJKLMNOPQRS", Hour).Should().BeNull("29 letters do not fit the header");
        SeriesName.Of(new Elsewhere(), "ABCDEFGHIJKLMNOPQR", Hour).Should().NotBeNull();
    }

    [Fact]
    public void Venues_need_names_of_their_own()
    {
        FluentActions.Invoking(() => new VenueList()).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new VenueList(new Elsewhere(), new Elsewhere()))
            .Should().Throw<ArgumentException>();
    }

    public void Dispose() => _here.Dispose();

    private void Import(string name, int hours, string options)
    {
        var run = Shell.Run(
            $"history import {_here.Write(name, Csv.Hours(0, hours))} {options} --data {_here.Store}",
            Elsewhere.WithKraken);
        run.ExitCode.Should().Be(0, run.Errors);
    }

    private Shell.Outcome History(string arguments) =>
        Shell.Run($"history {arguments} --data {_here.Store}", Elsewhere.WithKraken);

    private Shell.Outcome Backtest(string pair) => Shell.Run(
        string.Create(CultureInfo.InvariantCulture, $"{pair} -p 60 -s 2017-01-31 -e 2017-02-08 --data {_here.Store}"),
        Elsewhere.WithKraken);

    private IEnumerable<string> Files() => Directory
        .EnumerateFiles(_here.Store, "*.candles", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_here.Store, path).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
