using System.Globalization;
using System.Reflection;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Storage;

namespace TradingBot.Tests.Storage;

public sealed class EventJsonTests
{
    private static readonly DateTime Time = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Every_kind_of_event_comes_back_as_it_was()
    {
        var random = new Random(4);
        foreach (var kind in Kinds())
        {
            for (var i = 0; i < 500; i++)
            {
                var happened = RandomEvents.Of(kind, random);
                var (name, payload) = EventJson.Encode(happened);
                var decoded = EventJson.Decode(name, happened.Time, payload);
                Digits(decoded).Should().Be(Digits(happened));
                decoded.Time.Kind.Should().Be(DateTimeKind.Utc);
                EventJson.Encode(decoded).Should().Be((name, payload));
            }
        }
    }

    [Fact]
    public void Every_kind_has_a_name_of_its_own() =>
        Kinds().Select(kind => EventJson.Encode(RandomEvents.Of(kind, new Random(1))).Kind).Should().OnlyHaveUniqueItems();

    [Fact]
    public void A_decimal_keeps_its_trailing_zeros_and_a_double_its_last_bit()
    {
        var execution = new Execution("T1", 1.000m, 79228162514264337593543950335m, 0.0000000000000000000000000001m, IsMaker: true);
        var report = new OrderReport("O1", ReportedStatus.Filled, 0.10m, 100.00m, Fee: null, Reason: null, execution);
        var trade = new EngineEvent.TradePrinted(new Trade(long.MaxValue, Time, 0.1 + 0.2, double.Epsilon, Side.Sell));

        EventJson.Encode(new EngineEvent.OrderReported(Time, Guid.Empty, report)).Payload
            .Should().Contain("\"filled\":0.10,\"cost\":100.00,\"fee\":null")
            .And.Contain("\"volume\":1.000,\"price\":79228162514264337593543950335,\"fee\":0.0000000000000000000000000001");
        EventJson.Encode(trade).Payload.Should().Be("[9223372036854775807,0.30000000000000004,5E-324,\"s\"]");
    }

    [Fact]
    public void What_comes_often_is_short()
    {
        var trade = new Trade(61044952, Time, 64123.4, 0.0012, Side.Buy);

        EventJson.Encode(new EngineEvent.TradePrinted(trade)).Should().Be(("trade", "[61044952,64123.4,0.0012,\"b\"]"));
        EventJson.Encode(new EngineEvent.Elapsed(Time)).Should().Be(("elapsed", "[]"));
        EventJson.Encode(new EngineEvent.TimerFired(Time)).Should().Be(("timer", "[]"));
    }

    [Theory]
    [InlineData("trade", "[1,2,3]")]
    [InlineData("trade", "[1,2,3,\"x\"]")]
    [InlineData("trade", "[1,\"2\",3,\"b\"]")]
    [InlineData("trade", "[1,2,3,\"b\"")]
    [InlineData("trade", "{}")]
    [InlineData("candle", "[1,2,3,4,5,6]")]
    [InlineData("candle", "[-1,2,3,4,5,6,7]")]
    [InlineData("timer", "[1]")]
    [InlineData("mode", "{\"mode\":\"Online\"}")]
    [InlineData("mode", "{\"time\":\"2026-11-20T12:00:01Z\",\"mode\":\"Online\"}")]
    [InlineData("mode", "{\"time\":\"2026-11-20T12:00:00Z\",\"mode\":\"Sleepy\"}")]
    [InlineData("mode", "{\"time\":\"2026-11-20T12:00:00Z\",\"mode\":\"Online\",\"more\":1}")]
    [InlineData("mode", "null")]
    [InlineData("weather", "[]")]
    public void What_was_never_written_is_refused(string kind, string payload)
    {
        var reading = () => EventJson.Decode(kind, Time, payload);

        reading.Should().Throw<FormatException>().WithMessage($"'{kind}' {payload} cannot be read: *");
    }

    [Fact]
    public void The_database_has_a_row_for_every_kind()
    {
        using var bot = new StoredBot();
        bot.Open().Dispose();

        bot.Query("SELECT group_concat(kind) FROM (SELECT kind FROM event_kinds ORDER BY kind)").Should().Be(
            string.Join(",", Kinds().Select(kind => EventJson.Encode(RandomEvents.Of(kind, new Random(1))).Kind).Order(StringComparer.Ordinal)));
    }

    /// <summary>A new kind of event without a random one fails here, in <see cref="RandomEvents"/>.</summary>
    private static IEnumerable<Type> Kinds() =>
        typeof(EngineEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(EngineEvent)));

    /// <summary>Not the static ones: one of a type's own has itself again.</summary>
    private static PropertyInfo[] Properties(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>Every property with every digit: records call 0.10 and 0.1 equal.</summary>
    private static string Digits(object? value) => value switch
    {
        null => "null",
        string or Guid or Enum or bool => $"{value}",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Digits))}]",
        _ => $"{value.GetType().Name}({string.Join(", ", Properties(value).Select(p => Digits(p.GetValue(value))))})",
    };
}
