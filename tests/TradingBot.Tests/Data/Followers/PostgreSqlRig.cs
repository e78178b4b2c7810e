using TradingBot.Data.Followers;
using TradingBot.Data.Followers.PostgreSql;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Data.Followers;

/// <summary>A database of its own for one test, and a follower into it.</summary>
internal sealed class PostgreSqlRig(PostgreSqlServer server, RecordingFolder recording)
{
    private Action<string> _heard = _ => { };

    public string Database { get; } = server.NewDatabase();

    public ManualTime Time { get; } = new();

    public List<string> Said { get; } = [];

    public async Task<Follower> FollowAsync(string user = "postgres", string? password = null)
    {
        await using var store = new PostgreSqlStore(
            PostgreSqlAddress.Parse(server.AddressOf(Database, user), password));
        var options = new FollowerOptions(Time, line =>
        {
            Said.Add(line);
            Said.Count.Should().BeLessThan(50, line); // or it would be tried for ever
            _heard(line);
        })
        {
            IsOnce = true,
        };
        var follower = new Follower(recording, store, options);
        // On a thread of its own: what fails at once and is woken at once would never give the test its turn.
        return await Task.Run(() => Time.RunAsync(Run()));

        async Task<Follower> Run()
        {
            await follower.RunAsync(CancellationToken.None);
            return follower;
        }
    }

    /// <summary>Lets the follower go no further once it has said something so often.</summary>
    public (Task Heard, Action GoOn) StopWhenHeard(int times, string what)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayGoOn = new TaskCompletionSource();
        _heard = line =>
        {
            if (!line.Contains(what, StringComparison.Ordinal) || --times != 0)
                return;
            heard.SetResult();
            mayGoOn.Task.Wait();
        };
        return (heard.Task, mayGoOn.SetResult);
    }

    /// <summary>Makes the tables.</summary>
    public async Task MakeTablesAsync()
    {
        await using var store = new PostgreSqlStore(PostgreSqlAddress.Parse(server.AddressOf(Database), null));
        await store.OpenAsync("none", CancellationToken.None);
    }

    public List<string> Query(string sql) => server.Query(Database, sql);

    public void Execute(string sql) => server.Execute(Database, sql);

    /// <summary>Row for row, each once.</summary>
    public void TablesShouldBeTheRecording()
    {
        foreach (var kind in Enum.GetValues<SegmentKind>())
        {
            Query(SqlOf(kind)).Order().Should()
                .Equal(RecordedRows.Of(recording, kind).Order(), $"{kind}").And.NotBeEmpty();
        }
    }

    private static string SqlOf(SegmentKind kind) => kind switch
    {
        SegmentKind.Changes => "SELECT msg, ord, is_bid, price, size, is_evicted, first_id, last_id, checksum, "
            + "exch_us, recv_us FROM changes",
        SegmentKind.Trades => "SELECT id, is_buy, price, size, is_market, source, exch_us, recv_us FROM trades",
        SegmentKind.Snapshots => "SELECT hour_us, snap, msg, reason, exch_us, recv_us, snapshot FROM snapshots",
        SegmentKind.Gaps => "SELECT hour_us, kind, from_exch_us, to_exch_us, from_recv_us, to_recv_us, reason, "
            + "last_id, next_id, lost, is_backfilled FROM gaps",
        SegmentKind.Candles => "SELECT begin_us, period, open, high, low, close, volume, vwap, trades, exch_us, "
            + "recv_us FROM candles",
        SegmentKind.Clock => "SELECT recv_us, offset_us, uncertainty_us FROM clock",
        SegmentKind.Minutes => "SELECT minute_us, msg, exch_us, is_covered, best_bid, best_ask, "
            + $"{string.Join(", ", MinuteFigureNames.All)} FROM minutes",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
