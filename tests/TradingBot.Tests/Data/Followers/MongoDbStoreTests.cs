using System.Globalization;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Driver;
using TradingBot.Data.Followers;
using TradingBot.Data.Followers.MongoDb;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Data.Followers;

public sealed class MongoDbStoreTests : IDisposable
{
    private const string Collection = "xbtusd_data";

    private readonly MongoServer? _server = MongoFactAttribute.Folder.Missing is null ? new MongoServer() : null;
    private readonly ManualTime _time = new();
    private readonly List<string> _said = [];
    private Action<string> _heard = _ => { };

    private MongoServer Server => _server!;

    /// <summary>ACTS's own test vector, as npm's driver reads it.</summary>
    [MongoFact]
    public async Task A_minutes_document_has_the_fields_types_and_values_of_ACTS()
    {
        using var hours = new SealedHours();
        hours.Say("book XBTUSD snapshot exch=1000000|a 100.0 1|a 101.0 2|b 99.0 1|b 98.0 2");
        hours.Listen(TimeSpan.FromMinutes(1));
        hours.Seal();

        await FollowAsync(hours.Folder);

        Server.Read(Collection).Should().Equal(
            "{\"_id\":\"test:XBTUSD 2026-11-20T12:01\",\"mid_price\":{\"$numberDecimal\":\"99.5\"},"
            + "\"best_bid\":{\"$numberDecimal\":\"99.0\"},\"best_ask\":{\"$numberDecimal\":\"100.0\"},"
            + "\"total_ask\":{\"$numberInt\":\"2\"},\"total_bid\":{\"$numberInt\":\"2\"},"
            + "\"total_ask_1\":{\"$numberInt\":\"1\"},\"total_ask_4\":{\"$numberInt\":\"3\"},"
            + "\"total_bid_1\":{\"$numberInt\":\"1\"},\"total_bid_4\":{\"$numberInt\":\"3\"},"
            + "\"book_bias_1\":{\"$numberDouble\":\"0.0\"},\"book_bias_4\":{\"$numberDouble\":\"0.0\"},"
            + "\"last_book_update\":{\"$date\":{\"$numberLong\":\"1000\"}},"
            + "\"current_time\":{\"$date\":{\"$numberLong\":\"1795176060000\"}}}");
    }

    [MongoFact]
    public void Totals_lose_their_fraction_and_large_ones_become_64_bits()
    {
        var batch = new MinuteBatch(1);
        var figures = MinuteFigureNames.All.Select(name =>
            name == MinuteFigureNames.AskVolumeWithin(400) ? 5_000_000_000.9 : 2.999).ToList();
        batch.Add(new MinuteRow(0, 1, ExchangeMicros: null, IsCovered: true, 995, 1000, figures));

        var document = MinuteDocuments.Of(new("test", "XBTUSD", default, new RecordingHour(0)), batch, 0);

        document["total_ask_4"].Should().Be(new BsonInt64(5_000_000_000));
        document["total_bid_1"].Should().Be(new BsonInt32(2));
        document["mid_price"].AsDecimal.Should().Be(99.75m);
        document["last_book_update"].Should().Be(BsonNull.Value);
    }

    [MongoFact]
    public async Task Every_minute_is_there_once_however_often_the_follower_starts()
    {
        using var sample = new SampleRecording(hours: 2);

        await FollowAsync(sample.Folder);
        await FollowAsync(sample.Folder);
        sample.RecordHour();
        await FollowAsync(sample.Folder);

        ShouldHaveAll(sample);
        _said.Should().BeEmpty();
    }

    [MongoFact]
    public async Task A_server_that_is_stopped_for_a_while_gets_what_it_missed()
    {
        using var sample = new SampleRecording(hours: 2);
        Server.Kill();
        _heard = _ =>
        {
            _heard = _ => { };
            Server.Restart();
        };

        // What it waits in vain for once, and what a busy machine has for each of the tries that follow.
        await FollowAsync(sample.Folder, "serverSelectionTimeout=4s");

        ShouldHaveAll(sample);
        _said[0].Should().Contain("no answer from 127.0.0.1").And.Contain("trying again in 1 s");
    }

    [MongoFact]
    public async Task A_server_that_is_killed_in_the_middle_of_an_insert_has_the_rest_afterwards()
    {
        using var sample = new SampleRecording(hours: 2);
        Server.Misbehave("die");
        _heard = _ =>
        {
            _heard = _ => { };
            Server.ExitAsync().Wait();
            Server.Restart();
        };

        await FollowAsync(sample.Folder);

        ShouldHaveAll(sample);
        _said.Should().HaveCountGreaterThan(1).And.EndWith($"{Name}: connected again");
    }

    [MongoTheory]
    [InlineData("{}")]
    [InlineData("{exchange: 7, symbol: 'XBTUSD', recording: 'ours'}")]
    [InlineData("{exchange: 'test', symbol: 'XBTUSD', recording: 'ours', hour: 'noon'}")]
    [InlineData("{exchange: 'test', symbol: 'XBTUSD', recording: 'ours', hour: '2026-11-20T12', rows: 'all'}")]
    [InlineData("{exchange: 'test', symbol: 'XBTUSD', recording: 'ours', hour: '2026-11-20T12', rows: 1, is_whole: 3}")]
    public async Task A_document_of_somebody_else_among_the_cursors_is_one_line(string document)
    {
        using var client = new MongoClient(Server.Address);
        var cursors = client.GetDatabase("market").GetCollection<BsonDocument>("tradingbot_cursors");
        await cursors.InsertOneAsync(BsonDocument.Parse(document).Set("_id", "a1"));
        await using var store = new MongoDbStore(MongoDbAddress.Parse(Server.Address, ""));

        (await FluentActions.Awaiting(() => store.OpenAsync("ours", CancellationToken.None))
            .Should().ThrowAsync<StoreException>())
            .Which.Should().Match<StoreException>(failure => failure.Trouble == StoreTrouble.Conflict
                && failure.Message == "tradingbot_cursors: the document a1 is not a cursor; use another database");
    }

    /// <summary>The index is what keeps twins out, and a server that lost its data has lost that too.</summary>
    [MongoFact]
    public async Task A_server_that_comes_back_empty_gets_its_index_again()
    {
        using var sample = new SampleRecording(hours: 1);
        await using var store = new MongoDbStore(MongoDbAddress.Parse(Server.Address, ""));
        await FollowAsync(sample.Folder, store);
        Server.Kill();
        Server.Forget();
        Server.Restart();

        await FollowAsync(sample.Folder, store);

        ShouldHaveAll(sample);
        using var client = new MongoClient(Server.Address);
        var all = client.GetDatabase("market").GetCollection<BsonDocument>(Collection);
        var twin = (await all.Find(new BsonDocument()).FirstAsync()).Set("_id", "another");
        await FluentActions.Awaiting(() => all.InsertOneAsync(twin)).Should().ThrowAsync<MongoWriteException>();
    }

    [MongoFact]
    public async Task A_disk_that_is_full_is_said_and_waited_for()
    {
        using var sample = new SampleRecording(hours: 1);
        Server.Misbehave("full");
        _heard = _ =>
        {
            if (_said.Count == 3)
                Server.Behave("full");
        };

        await FollowAsync(sample.Folder);

        ShouldHaveAll(sample);
        _said[0].Should().Be(
            $"{Name}: Command insert failed: available disk space is less than required minimum. (14031); "
            + "trying again in 1 s");
    }

    [MongoFact]
    public async Task A_refused_password_is_one_line_without_it()
    {
        using var sample = new SampleRecording(hours: 1);
        var address = Server.Address.Replace("mongodb://", "mongodb://somebody@");

        var failure = (await FluentActions.Awaiting(() => FollowAsync(sample.Folder, address: address))
            .Should().ThrowAsync<StoreException>()).Which;

        failure.Should().Match<StoreException>(refused => refused.Trouble == StoreTrouble.Refused
            && refused.Message == "user or password is refused");
        failure.ToString().Should().NotContain("secret");
        Server.Misbehave("locked");
        (await FluentActions.Awaiting(() => FollowAsync(sample.Folder)).Should().ThrowAsync<StoreException>())
            .Which.Trouble.Should().Be(StoreTrouble.Refused);
    }

    [MongoFact]
    public async Task A_minute_that_is_there_with_other_content_is_an_error()
    {
        using var sample = new SampleRecording(hours: 1);
        await FollowAsync(sample.Folder);
        using var client = new MongoClient(Server.Address);
        var database = client.GetDatabase("market");
        var all = database.GetCollection<BsonDocument>(Collection);
        var first = await all.Find(new BsonDocument()).FirstAsync();
        await all.ReplaceOneAsync(new BsonDocument("_id", first["_id"]), first.Set("total_ask", 77));
        await database.GetCollection<BsonDocument>("tradingbot_cursors").ReplaceOneAsync(
            new BsonDocument("_id", "test:XBTUSD minutes"),
            new BsonDocument
            {
                { "exchange", "test" }, { "symbol", "ETHUSD" }, { "recording", "x" }, { "hour", "2026-11-20T12" },
                { "rows", 1 }, { "is_whole", true },
            });

        (await FluentActions.Awaiting(() => FollowAsync(sample.Folder)).Should().ThrowAsync<StoreException>())
            .Which.Should().Match<StoreException>(failure => failure.Trouble == StoreTrouble.Conflict
                && failure.Message == $"xbtusd_data: the minute {first["_id"]} is there with other content; "
                + "use another database");
    }

    public void Dispose() => _server?.Dispose();

    private string Name => Server.Address;

    private async Task FollowAsync(RecordingFolder recording, string options = "", string? address = null)
    {
        var full = $"{address ?? Server.Address}{(options.Length > 0 ? "?" : "")}{options}";
        await using var store = new MongoDbStore(MongoDbAddress.Parse(full, "secret"));
        await FollowAsync(recording, store);
    }

    private async Task FollowAsync(RecordingFolder recording, MongoDbStore store)
    {
        var follower = new Follower(recording, store, new FollowerOptions(_time, line =>
        {
            _said.Add(line);
            _said.Count.Should().BeLessThan(50, line); // or it would be tried for ever
            _heard(line);
        })
        {
            IsOnce = true,
        });
        await Task.Run(() => _time.RunAsync(Run()));

        async Task<bool> Run()
        {
            await follower.RunAsync(CancellationToken.None);
            return true;
        }
    }

    private void ShouldHaveAll(SampleRecording sample)
    {
        var minutes = RecordedRows.Of(sample.Folder, SegmentKind.Minutes)
            .Select(line => line.Split('|')).ToList();
        Server.Read(Collection).Select(line => JsonDocument.Parse(line).RootElement).Select(document => string.Join(
                '|',
                document.GetProperty("current_time").GetProperty("$date").GetProperty("$numberLong").GetString(),
                document.GetProperty("best_bid").GetProperty("$numberDecimal").GetString(),
                document.GetProperty("best_ask").GetProperty("$numberDecimal").GetString()))
            .Should().Equal(minutes.Select(fields => string.Create(
                CultureInfo.InvariantCulture,
                $"{(long.Parse(fields[0], CultureInfo.InvariantCulture) / 1000) + 60_000}|{fields[4]}|{fields[5]}")))
            .And.HaveCountGreaterThan(1);
    }
}
