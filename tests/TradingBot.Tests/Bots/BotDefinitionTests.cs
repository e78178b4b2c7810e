using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Bots;
using TradingBot.Core.Accounts;
using TradingBot.Core.Charts;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Input;
using TradingBot.Modes;
using TradingBot.Storage;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Bots;

/// <summary>A bot as data: what is written is read again, and a person is told of each mistake in a line.</summary>
public class BotDefinitionTests
{
    private const string Small =
        """
        // a bot, with a comment and a last comma
        {
          "version": 1, "venue": "kraken", "pair": "XBT/USD", "period": 60,
          "strategy": { "name": "macd", "parameters": { "fast": 8, "exits": "intrabar" } },
          "size": "250USD",
        }
        """;

    private static readonly JsonSerializerOptions AsWritten =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void What_is_written_is_what_is_read() =>
        Check.One(Properties.FixedWith(500), Prop.ForAll(RandomBots.Any, bot =>
        {
            var json = bot.ToJson();
            var read = BotDefinition.Parse(json, "bot.json");
            read.Should().Be(bot);
            read.ToJson().Should().Be(json, "every digit is kept");
        }));

    [Fact]
    public void What_the_journal_stores_is_what_it_reads() =>
        Check.One(Properties.FixedWith(200), Prop.ForAll(RandomBots.Any, bot =>
        {
            var stored = new SessionSetup(bot, StoredBot.Facts, new());
            SessionSetup.Parse(stored.ToJson(), StoredBot.Identity).Bot.Should().Be(bot);
        }));

    [Fact]
    public void A_person_writes_what_is_needed_and_the_rest_has_its_defaults()
    {
        var bot = BotDefinition.Parse(Small, "a.json");

        bot.Should().Be(new BotDefinition
        {
            Venue = "kraken",
            Pair = "XBT/USD",
            Period = 60,
            Strategy = new StrategyChoice(
                "macd", new Dictionary<string, string> { ["exits"] = "intrabar", ["fast"] = "8" }),
            Size = new TradeSize.QuoteMoney(250, "USD"),
        });
        LoadedBot.Of(bot).Definition.Strategy.Parameters.Should().Contain("slow", "26").And.Contain("fast", "8");
    }

    [Theory]
    [InlineData("240", 240)]
    [InlineData("\"240\"", 240)]
    [InlineData("\"4h\"", 240)]
    [InlineData("\"1w\"", 10080)]
    public void The_length_of_a_candle_is_minutes_or_has_its_unit_and_is_kept_in_minutes(string period, int minutes)
    {
        var bot = BotDefinition.Parse(Small.Replace("60", period, StringComparison.Ordinal), "a.json");

        bot.Period.Should().Be(minutes);
        bot.ToJson().Should().MatchRegex($"\"period\": {minutes}\\b");
    }

    [Theory]
    [InlineData("period", "7", "period: 7 is not allowed; use minutes that divide a day, such as 5 or 120, or *1w *")]
    [InlineData("period", "\"7m\"", "period: 7 is not allowed; use minutes that divide a day*")]
    [InlineData("period", "\"1M\"", "period: \"1M\" is not allowed; use minutes that divide a day*")]
    [InlineData("period", "5.5", "period: 5.5 is not allowed; use minutes that divide a day*")]
    [InlineData("venue", "\"mtgox\"", "venue: 'mtgox' is not allowed; use kraken or simulator")]
    [InlineData("venue", "null", "venue: null is not allowed; use a text")]
    [InlineData("mode", "\"real\"", "mode: \"real\" is not allowed; use \"paper\" or \"live\"")]
    [InlineData("mode", "1", "mode: 1 is not allowed; use \"paper\" or \"live\"")]
    [InlineData(
        "size", "\"5 apples, please\"",
        "size: '5 apples, please' is not allowed; use a volume (0.002), an amount (250USD) or a share (5%, "
        + "at most 100%)")]
    [InlineData("poll", "1", "poll: 1 is not allowed; use a length of time, hours:minutes:seconds, such as \"00:05:00\"")]
    [InlineData("poll", "\"02:00:00\"", "poll: 02:00:00 is not allowed; use \"00:00:00.1\" to \"01:00:00\"")]
    [InlineData("balance", "0", "balance: 0 is not allowed; use an amount above 0 and up to 1 trillion, or null")]
    [InlineData("balance", "true", "balance: true is not allowed; use a number, or null")]
    [InlineData("fee", "0.26", "fee: 0.26 is not allowed; use a rate from 0 to 0.1, such as 0.0026 for 0.26 %")]
    [InlineData("maximumTrades", "0", "maximumTrades: 0 is not allowed; use a whole number from 1 to 100")]
    [InlineData("name", "\"../x\"", "name: '../x' is not allowed; use letters, digits, '.', '-' and '_'")]
    [InlineData("Period", "5", "Period: is not known; did you mean 'period'?")]
    [InlineData("strtegy", "{}", "strtegy: is not known; did you mean 'strategy'?")]
    [InlineData("timeframe", "5", "timeframe: is not known; use version, name, venue, pair, period, *, feed, poll")]
    [InlineData("strategy", "{\"name\":null,\"parameters\":{}}", "strategy.name: null is not allowed; use a text")]
    [InlineData("strategy", "\"macd\"", "strategy: must be an object, { … }")]
    [InlineData(
        "strategy", "{\"name\":\"macd\"}",
        "strategy.parameters: is missing; use an object with a text or a number for each name")]
    [InlineData(
        "strategy", "{\"name\":\"macd\",\"parameters\":{\"fast\":true}}",
        "strategy.parameters: {\"fast\":true} is not allowed; use an object with a text or a number for each name")]
    [InlineData(
        "orders", "{\"style\":\"limit\",\"patience\":\"00:00:00\"}",
        "orders.patience: 00:00:00 is not allowed; use \"00:00:01\" to \"30.00:00:00\", or null")]
    [InlineData(
        "orders", "{\"style\":\"market\",\"patience\":\"00:01:00\"}",
        "orders.patience: 00:01:00 is not allowed; use null, or the style \"limit\" or \"post-only\"")]
    [InlineData(
        "orders", "{\"style\":\"limit, market\"}",
        "orders.style: \"limit, market\" is not allowed; use \"market\" or \"limit\" or \"post-only\"")]
    [InlineData("breakers", "{\"dailyLos\":0.05}", "breakers.dailyLos: is not known; did you mean 'dailyLoss'?")]
    [InlineData("breakers", "{\"dailyLoss\":5}", "breakers.dailyLoss: 5 is not allowed; use a share as 0.05, or null")]
    [InlineData(
        "short", "{\"leverage\":2}",
        "short.openingRate: is missing; use a number\na.json: short.rolloverRate: is missing; use a number")]
    [InlineData("version", "2", "version: 2 was written by a later TradingBot; this one reads 1")]
    public void What_is_wrong_is_one_line_with_the_file_the_property_and_what_is_allowed(
        string property, string value, string line)
    {
        var bot = JsonNode.Parse(BotDefinition.Parse(Small, "a.json").ToJson())!;
        bot[property] = JsonNode.Parse(value);

        bot.Invoking(wrong => BotDefinition.Parse(wrong.ToJsonString(AsWritten), "a.json")).Should().Throw<UserError>()
            .WithMessage($"a.json: {line}").Which.ExitCode.Should().Be(ExitCode.WrongInput);
    }

    [Theory]
    [InlineData("{ \"version\": 1,\n \"pair\" }", "a.json: not JSON at line 2: *")]
    [InlineData("[]", "a.json: must be an object, { … }")]
    [InlineData("", "a.json: not JSON at line 1: *")]
    public void What_is_no_definition_at_all_is_one_line(string json, string line) =>
        json.Invoking(text => BotDefinition.Parse(text, "a.json")).Should().Throw<UserError>().WithMessage(line);

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        """{ "piar": "XBTUSD", "period": "x", "period": 5, "strategy": { "nme": 1 } }"""
            .Invoking(text => BotDefinition.Parse(text, "a.json")).Should().Throw<UserError>().Which.Message.Split('\n')
            .Should().BeEquivalentTo(
                "a.json: piar: is not known; did you mean 'pair'?",
                "a.json: period: \"x\" is not allowed; use " + OptionValues.Periods,
                "a.json: period: appears more than once",
                "a.json: strategy.nme: is not known; did you mean 'name'?",
                "a.json: strategy.name: is missing; use a text",
                "a.json: strategy.parameters: is missing; use an object with a text or a number for each name",
                "a.json: version: is missing; use a whole number",
                "a.json: venue: is missing; use a text",
                "a.json: pair: is missing; use a text",
                "a.json: size: is missing; use a volume (\"0.002\"), an amount (\"250USD\") or a share (\"5%\")");

    [Fact]
    public void A_live_bot_does_not_sell_short()
    {
        var bot = TestBot.In("unused").Definition with { Short = new ShortTerms(2, 0, 0), Mode = TradingMode.Live };

        bot.Invoking(live => BotDefinition.Parse(live.ToJson(), "a.json")).Should().Throw<UserError>()
            .WithMessage("a.json: short: it is not allowed; use null with the mode \"live\"; *");
    }

    [Fact]
    public void A_breaker_that_is_off_is_not_one_that_has_its_default()
    {
        var off = TestBot.In("unused").Definition with { Breakers = new() { OrderErrors = null, DataAge = null } };

        BotDefinition.Parse(off.ToJson(), "a.json").Breakers.Should().Be(off.Breakers);
        off.ToJson().Should().Contain("\"orderErrors\": null");
    }

    [Theory]
    [InlineData("0.002", "0.002 XBT")]
    [InlineData("250usd", "250 USD")]
    [InlineData("250 USD", "250 USD")]
    [InlineData("12.50%", "12.50 % of equity")]
    public void A_size_is_of_the_pairs_currencies(string text, string description) =>
        TradeSize.Parse(text).On(Backtests.Bitcoin).Description.Should().Be(description);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0USD")]
    [InlineData("101%")]
    [InlineData("%")]
    [InlineData("USD")]
    [InlineData("1[2")]
    [InlineData("")]
    public void A_size_of_nothing_or_of_nonsense_is_refused(string text) =>
        text.Invoking(size => TradeSize.Parse(size)).Should().Throw<UserError>()
            .WithMessage($"'{text}' is not allowed; use *");

    /// <summary>Strategies of users notice: they may print, or count.</summary>
    [Fact]
    public void A_strategy_is_made_once_to_be_asked_and_once_to_trade()
    {
        var made = 0;
        var code = StrategyCatalog.Find("macd")!;
        var counted = code with { Create = (chart, settings) => Count(chart, settings) };
        var bot = TestBot.In("unused").Following(counted).Loaded;

        Backtest.Run(bot, History, TextWriter.Null, CancellationToken.None).Should().Be(ExitCode.Success);

        made.Should().Be(2);

        IStrategy Count(Chart chart, StrategySettings settings)
        {
            made++;
            return code.Create(chart, settings);
        }
    }

    [Fact]
    public void A_file_from_another_directory_means_the_same_strategy()
    {
        using var here = new TemporaryDirectory();
        var code = StrategyCatalog.Find("macd")! with { Name = "mine", Origin = here["Mine.cs"] };

        var bot = TestBot.In("unused").Following(code)
            .With(definition => definition with { Strategy = definition.Strategy with { Name = "./Mine.cs" } }).Loaded;

        bot.Definition.Strategy.Name.Should().Be(here["Mine.cs"]);
        bot.NameOn("XBTUSD").Should().Be("simulator-paper-XBTUSD-5-mine");
    }

    private static BacktestOptions History => new()
    {
        Instrument = Backtests.Bitcoin,
        Start = 1_580_515_200, // 2020-02-01
        End = 1_580_601_600,
        Candles = null,
    };
}
