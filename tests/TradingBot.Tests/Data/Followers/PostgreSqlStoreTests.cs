using System.Globalization;
using Npgsql;
using TradingBot.Core.Market;
using TradingBot.Data.Followers;
using TradingBot.Data.Followers.PostgreSql;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Kraken;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Data.Followers;

public sealed class PostgreSqlStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    [PostgreSqlFact]
    public async Task Its_tables_are_the_recording_row_for_row_with_every_digit()
    {
        using var sample = new SampleRecording(hours: 2);
        var rig = new PostgreSqlRig(server, sample.Folder);

        await rig.FollowAsync();
        rig.TablesShouldBeTheRecording();
        (await rig.FollowAsync()).Rows.Should().Be(0);
        sample.RecordHour();
        await rig.FollowAsync();

        rig.TablesShouldBeTheRecording();
        rig.Said.Should().BeEmpty();
        rig.Query("SELECT DISTINCT scale(price), scale(size) FROM changes").Should().Equal("1|8");
    }

    /// <summary>At each message, between them, and while nothing was known.</summary>
    [PostgreSqlFact]
    public async Task The_book_at_any_moment_is_the_one_that_the_recorder_held()
    {
        using var sample = new SampleRecording(seed: 11, hours: 3);
        var rig = new PostgreSqlRig(server, sample.Folder);
        await rig.FollowAsync();
        var moments = new List<(long Micros, string? Book)>();
        for (var i = 0; i < sample.Books.Count; i++)
        {
            var (micros, book) = sample.Books[i];
            var next = i + 1 < sample.Books.Count ? sample.Books[i + 1].Micros : micros + 7_000_000;
            moments.Add((micros, book));
            moments.Add((micros + (next - micros) / 2, book));
            moments.Add((next - 1, book));
        }

        var books = BooksAt(rig, "test:XBTUSD", moments.ConvertAll(moment => moment.Micros));

        for (var i = 0; i < moments.Count; i++)
            books[i].Should().Be(moments[i].Book ?? "", $"{moments[i].Micros}");
        books.Distinct().Should().HaveCountGreaterThan(150);
        BooksAt(rig, "test:XBTUSD", [sample.Books[0].Micros - 1, sample.Books[^1].Micros + 7_200_000_000])
            .Should().Equal("", "");
    }

    [PostgreSqlFact]
    public async Task Of_a_price_that_comes_twice_in_a_message_the_last_counts()
    {
        using var hours = new SealedHours();
        hours.Say(
            "book XBTUSD snapshot|b 100.5 1|a 101.0 1", "book XBTUSD update|b 100.5 3|b 100.5 0|b 99.5 0|b 99.5 2");
        var now = hours.Test.Now.WallMicros;
        hours.Seal();
        var rig = new PostgreSqlRig(server, hours.Folder);

        await rig.FollowAsync();

        BooksAt(rig, "test:XBTUSD", [now]).Should().Equal("b 99.5 2\na 101 1");
    }

    [PostgreSqlFact]
    public async Task A_pair_that_is_not_there_has_no_book_and_that_is_said()
    {
        using var sample = new SampleRecording(hours: 1);
        var rig = new PostgreSqlRig(server, sample.Folder);
        await rig.FollowAsync();

        rig.Invoking(one => one.Query("SELECT * FROM book_at('test:ETHUSD', now())")).Should()
            .Throw<PostgresException>().WithMessage(
                "*pair test:ETHUSD is not in this database; use a name such as kraken:XBTUSD*");
    }

    [PostgreSqlFact]
    public async Task Localbots_tables_are_there_as_views_unless_the_database_has_localbots_own()
    {
        using var sample = new SampleRecording(hours: 1);
        var (fresh, old) = (new PostgreSqlRig(server, sample.Folder), new PostgreSqlRig(server, sample.Folder));
        old.Execute("CREATE TABLE orderbook_xbtusd (id serial PRIMARY KEY, seq int NOT NULL)");

        await fresh.FollowAsync();
        await old.FollowAsync();

        const string sql = "SELECT string_agg(column_name, ' ' ORDER BY ordinal_position) "
            + "FROM information_schema.columns WHERE table_name = ";
        fresh.Query($"{sql}'orderbook_xbtusd'").Should().Equal("id seq is_bid price size ts trade_id type");
        fresh.Query($"{sql}'orderbook_snapshot_xbtusd'").Should().Equal("id seq snapshot");
        fresh.Query(
            "SELECT count(*) = (SELECT count(*) FROM changes), count(DISTINCT id) = count(*) FROM orderbook_xbtusd")
            .Should().Equal("True|True");
        fresh.Query("SELECT count(DISTINCT id) FROM orderbook_snapshot_xbtusd").Should().Equal("2");
        old.Query($"{sql}'orderbook_xbtusd'").Should().Equal("id seq");
        old.Query("SELECT count(*) > 0 FROM orderbook_test_xbtusd").Should().Equal("True");
    }

    [PostgreSqlFact]
    public async Task Each_day_is_a_partition_of_its_own_that_can_be_dropped()
    {
        using var sample = new SampleRecording(hours: 1);
        sample.Hours.Test.Time.Advance(TimeSpan.FromDays(1));
        sample.RecordHour();
        var rig = new PostgreSqlRig(server, sample.Folder);
        await rig.FollowAsync();

        rig.Query("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'trades'::regclass ORDER BY 1")
            .Should().Equal("trades_20261120", "trades_20261121");
        rig.Query(
            "SELECT 'autosummarize=on' = ANY (reloptions) FROM pg_class WHERE relname ~ '^changes_2026.*recv_us_idx$'")
            .Should().Equal("True", "True");
        rig.Execute("DROP TABLE trades_20261120");
        sample.RecordHour();
        (await rig.FollowAsync()).Segments.Should().Be(7);
    }

    [PostgreSqlFact]
    public async Task Rows_of_another_recording_are_not_mixed_with_those_of_this()
    {
        using var sample = new SampleRecording(hours: 1);
        using var other = new SampleRecording(seed: 8, hours: 1);
        var rig = new PostgreSqlRig(server, sample.Folder);
        await rig.FollowAsync();
        await using var store = new PostgreSqlStore(PostgreSqlAddress.Parse(server.AddressOf(rig.Database), null));

        var follower = new Follower(other.Folder, store, new FollowerOptions(rig.Time, _ => { }));
        await follower.Invoking(one => one.RunAsync(CancellationToken.None)).Should().ThrowAsync<StoreException>()
            .WithMessage("the test:XBTUSD gaps there are of another recording; use another database or search_path");

        rig.TablesShouldBeTheRecording();
    }

    [PostgreSqlFact]
    public async Task A_second_follower_of_the_same_database_writes_nothing_twice()
    {
        using var sample = new SampleRecording(hours: 2);
        var rig = new PostgreSqlRig(server, sample.Folder);
        await using var store = new PostgreSqlStore(PostgreSqlAddress.Parse(server.AddressOf(rig.Database), null));
        var said = new List<string>();
        var hasOther = false;
        var second = new Follower(
            sample.Folder, new Interrupted(store, async () =>
            {
                if (hasOther)
                    return;
                hasOther = true;
                await rig.FollowAsync();
            }),
            new FollowerOptions(new ManualTime(), said.Add)
            {
                IsOnce = true,
                FirstPause = TimeSpan.Zero,
            });

        await second.RunAsync(CancellationToken.None);

        said[0].Should().Contain("another process has written test:XBTUSD gaps meanwhile");
        rig.TablesShouldBeTheRecording();
    }

    [PostgreSqlFact]
    public async Task What_refuses_the_password_or_has_other_tables_is_one_line_without_the_password()
    {
        using var sample = new SampleRecording(hours: 1);
        var rig = new PostgreSqlRig(server, sample.Folder);
        server.Execute(rig.Database, "CREATE ROLE locked LOGIN SUPERUSER PASSWORD 'right'");

        (await FluentActions.Awaiting(() => rig.FollowAsync("locked", "wrong")).Should().ThrowAsync<StoreException>())
            .Which.Should().Match<StoreException>(failure => failure.Trouble == StoreTrouble.Refused
                && failure.Message == "password authentication failed for user \"locked\" (28P01)");
        await rig.FollowAsync("locked", "right");
        rig.TablesShouldBeTheRecording();
        var other = new PostgreSqlRig(server, sample.Folder);
        other.Execute("CREATE TABLE gaps (something int)");
        (await FluentActions.Awaiting(() => other.FollowAsync()).Should().ThrowAsync<StoreException>())
            .Which.Should().Match<StoreException>(failure => failure.Trouble == StoreTrouble.Conflict
                && failure.Message.StartsWith("column \"pair_id\" does not exist"));
    }

    private static List<string> BooksAt(PostgreSqlRig rig, string pair, List<long> micros)
    {
        var times = string.Join(", ", micros.Select((time, at) => $"({at}, {time})"));
        var levels = rig.Query(
            $"SELECT at, is_bid, price, size FROM (VALUES {times}) moments (at, us), "
            + $"book_at('{pair}', timestamptz 'epoch' + us * interval '1us')");
        var byMoment = levels.Select(line => line.Split('|')).ToLookup(
            fields => int.Parse(fields[0], CultureInfo.InvariantCulture),
            fields => (IsBid: fields[1] == "True", Level: new BookLevel(Exact(fields[2]), Exact(fields[3]))));
        return [.. micros.Select((_, at) => SampleRecording.Text(
            byMoment[at].Where(level => level.IsBid).Select(level => level.Level),
            byMoment[at].Where(level => !level.IsBid).Select(level => level.Level)))];

        static decimal Exact(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Lets something happen before each write.</summary>
    private sealed class Interrupted(IFollowerStore store, Func<Task> before) : IFollowerStore
    {
        public string Name => store.Name;

        public IReadOnlyCollection<SegmentKind> Kinds => store.Kinds;

        public Task<IReadOnlyDictionary<RecordedSeries, SeriesCursor>> OpenAsync(
            string recording, CancellationToken stop) => store.OpenAsync(recording, stop);

        public async Task WriteAsync(SegmentRows rows, CancellationToken stop)
        {
            await before();
            await store.WriteAsync(rows, stop);
        }

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
