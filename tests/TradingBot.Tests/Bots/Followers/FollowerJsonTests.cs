using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradingBot.Bots.Followers;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Bots.Followers;

/// <summary>What databases, brokers and pages will read for years.</summary>
public class FollowerJsonTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly HashSet<Type> Plain =
    [
        typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(string), typeof(Guid),
        typeof(DateTime), typeof(TimeSpan), typeof(TrippedBreaker),
    ];

    public static IEnumerable<object[]> Kinds => EventStory.Events.Select(one => new object[] { one.GetType().Name });

    [Fact]
    public void The_format_is_what_was_agreed()
    {
        string[] lines = [.. EventStory.Events.Select(FollowerJson.Write), FollowerJson.Write(EventStory.Snapshot)];

        var read = lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line));

        (JsonSerializer.Serialize(read, Readable) + "\n").Should().Be(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "bot-events.json")),
            "Golden/bot-events.json is what others read");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_read_of_an_event_is_what_was_written(string kind)
    {
        var written = EventStory.Events.Single(one => one.GetType().Name == kind);
        var json = FollowerJson.Write(written);

        var read = FollowerJson.ReadEvent(json);

        read.Should().BeOfType(written.GetType());
        read.Should().BeEquivalentTo(written, options => options.RespectingRuntimeTypes().WithStrictOrdering());
        FollowerJson.Write(read).Should().Be(json, "each digit of a decimal is kept");
    }

    [Fact]
    public void What_is_read_of_a_snapshot_is_what_was_written()
    {
        var json = FollowerJson.Write(EventStory.Snapshot);

        var read = FollowerJson.ReadSnapshot(json);

        read.Should().BeEquivalentTo(EventStory.Snapshot, options => options.WithStrictOrdering());
        FollowerJson.Write(read).Should().Be(json);
    }

    [Fact]
    public void Each_kind_of_event_has_a_name_and_is_in_the_story()
    {
        var kinds = typeof(BotEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(BotEvent))).ToList();

        EventStory.Events.Select(one => one.GetType()).Should().BeEquivalentTo(kinds);
        typeof(BotEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
            .Cast<JsonDerivedTypeAttribute>().Select(named => named.DerivedType).Should().BeEquivalentTo(kinds);
    }

    [Fact]
    public void A_database_that_sorts_the_fields_does_no_harm()
    {
        var cancel = EventStory.Events.OfType<BotEvent.CancelAsked>().Single();
        var written = FollowerJson.Write(cancel);
        var sorted = JsonSerializer.Serialize(new SortedDictionary<string, object>(
            JsonSerializer.Deserialize<Dictionary<string, object>>(written)!, StringComparer.Ordinal));

        sorted.Should().NotStartWith("{\"kind\"").And.NotBe(written);
        FollowerJson.ReadEvent(sorted).Should().Be(cancel);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "version 2 is not supported; this program reads 1")]
    [InlineData("\"ended\"", "\"renamed\"", "*renamed*")]
    [InlineData("\"reason\"", "\"cause\"", "*cause*")]
    public void What_this_program_cannot_know_is_refused(string known, string unknown, string message)
    {
        var json = FollowerJson.Write(EventStory.Events[^1]).Replace(known, unknown, StringComparison.Ordinal);

        json.Invoking(FollowerJson.ReadEvent).Should().Throw<JsonException>().WithMessage(message);
    }

    [Fact]
    public void A_snapshot_of_a_later_version_is_refused()
    {
        var json = FollowerJson.Write(EventStory.Snapshot with { Version = 2 });

        json.Invoking(FollowerJson.ReadSnapshot).Should().Throw<JsonException>().WithMessage("version 2 *");
    }

    /// <summary>Nobody can reach a trader, a queue or a connection through what he is given.</summary>
    [Fact]
    public void Events_and_snapshots_are_plain_values_all_the_way_down()
    {
        var seen = new HashSet<Type>();
        var waiting = new Queue<Type>([typeof(BotSnapshot), .. typeof(BotEvent).GetNestedTypes()]);
        while (waiting.TryDequeue(out var type))
        {
            var plain = Nullable.GetUnderlyingType(type) ?? type;
            if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                plain = plain.GetGenericArguments()[0];
            if (Plain.Contains(plain) || plain.IsEnum || !seen.Add(plain))
                continue;
            plain.Namespace.Should().Be(typeof(BotEvent).Namespace, $"{plain} is no plain value");
            foreach (var property in plain.GetProperties().Where(property => property.GetMethod!.IsPublic))
            {
                (property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Length).Should()
                    .NotBe(0, $"{plain.Name}.{property.Name} can be changed");
                waiting.Enqueue(property.PropertyType);
            }
        }

        seen.Should().Contain(typeof(BotOrder)).And.Contain(typeof(BotFill)).And.Contain(typeof(ConnectionStatus));
    }
}
