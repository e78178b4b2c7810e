using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using TradingBot.Logging;

namespace TradingBot.Tests.Logging;

public class LogFormatTests
{
    private static readonly LogEvent Bought = LogEvents.Of(
        LogEventLevel.Information,
        "{Side} {Volume} at the market, last close {Price}: {Reason} ({SourceContext})",
        "Buying", 0.00200000m, 8121.2m, "MACD \"cross\"", "TradingBot.Bots.SessionLog");

    [Theory]
    [InlineData(LogEventLevel.Debug, "DEBUG")]
    [InlineData(LogEventLevel.Information, "INFO")]
    [InlineData(LogEventLevel.Warning, "WARNING")]
    [InlineData(LogEventLevel.Error, "ERROR")]
    [InlineData(LogEventLevel.Fatal, "CRITICAL")]
    public void A_line_is_time_level_and_message(LogEventLevel level, string word) =>
        Written(new LogFormatter(), LogEvents.Of(level, " Open: {Open} Close: None", 8100.5))
            .Should().Be($"2018-04-17 14:42:55,432:{word}:  Open: 8100.5 Close: None\n");

    [Fact]
    public void Amounts_have_the_digits_of_the_ledger() =>
        Written(new LogFormatter(), Bought).Should().StartWith(
            "2018-04-17 14:42:55,432:INFO: Buying 0.002 at the market, last close 8121.2: MACD \"cross\"");

    [Fact]
    public void What_an_exchange_says_cannot_forge_a_line_or_steer_a_terminal() =>
        Written(new LogFormatter(), LogEvents.Of(LogEventLevel.Warning, "{Reason}", "no\n2018-04-17 14:42:55,433:INFO: \e[2Jsold"))
            .Should().Be("2018-04-17 14:42:55,432:WARNING: no 2018-04-17 14:42:55,433:INFO:  [2Jsold\n");

    [Fact]
    public void An_exception_is_a_line_of_its_own() =>
        Written(new LogFormatter(), LogEvents.At(LogEvents.Time, LogEventLevel.Error, new InvalidOperationException("a\nb"), "failed"))
            .Should().Be("2018-04-17 14:42:55,432:ERROR: failed\na b\n");

    [Fact]
    public void Among_several_bots_a_line_names_its_bot()
    {
        var line = LogEvents.Of(LogEventLevel.Information, "said");
        line.AddOrUpdateProperty(new LogEventProperty(LogFormatter.Bot, new ScalarValue("mine")));

        Written(new LogFormatter(), line).Should().Be("2018-04-17 14:42:55,432:INFO: mine: said\n");
        Written(new JsonLogFormatter(), line).Should()
            .Contain("\"level\":\"INFO\",\"bot\":\"mine\",\"message\":\"said\"").And.NotContain("BotName");
    }

    [Fact]
    public void For_machines_a_line_is_an_object()
    {
        var line = Written(new JsonLogFormatter(), Bought);

        line.Should().Be(
            """
            {"time":"2018-04-17T14:42:55.4320000Z","level":"INFO","source":"TradingBot.Bots.SessionLog",
            "message":"Buying 0.002 at the market, last close 8121.2: MACD \"cross\" (TradingBot.Bots.SessionLog)",
            "template":"{Side} {Volume} at the market, last close {Price}: {Reason} ({SourceContext})",
            "properties":{"Side":"Buying","Volume":0.00200000,"Price":8121.2,"Reason":"MACD \"cross\""}}
            """.Replace("\n", "", StringComparison.Ordinal) + "\n");
        JsonDocument.Parse(line).RootElement.GetProperty("properties").GetProperty("Volume").GetDecimal().Should().Be(0.002m);
    }

    [Fact]
    public void For_machines_an_exception_is_part_of_the_object()
    {
        var line = Written(
            new JsonLogFormatter(), LogEvents.At(LogEvents.Time, LogEventLevel.Error, new InvalidOperationException("a\nb"), "failed"));

        line.Count(letter => letter == '\n').Should().Be(1);
        JsonDocument.Parse(line).RootElement.GetProperty("exception").GetString().Should().Contain("a\nb");
    }

    [Fact]
    public void On_a_terminal_the_level_and_the_banner_have_colours()
    {
        var terminal = new LogFormatter(LogColours.Paint);

        Written(terminal, LogEvents.Of(LogEventLevel.Information, "{Banner}", "Trading XXBTZUSD"))
            .Should().Be("2018-04-17 14:42:55,432:INFO: \e[46mTrading XXBTZUSD\e[0m\n");
        Written(terminal, LogEvents.Of(LogEventLevel.Warning, "careful")).Should().EndWith(": \e[0;33mcareful\e[0m\n");
        Written(terminal, LogEvents.Of(LogEventLevel.Error, "broken")).Should().EndWith(": \e[0;31mbroken\e[0m\n");
        Written(terminal, LogEvents.Of(LogEventLevel.Information, "plain")).Should().EndWith(": plain\n");
    }

    private static string Written(ITextFormatter formatter, LogEvent logEvent)
    {
        using var output = new StringWriter { NewLine = "\n" };
        formatter.Format(logEvent, output);
        return output.ToString();
    }
}
