using System.Diagnostics;
using TradingBot.Data.Recordings.Segments;

namespace TradingBot.Tests.Data.Followers;

/// <summary>What may happen to a database and to a follower; afterwards nothing is missing and nothing twice.</summary>
public sealed class PostgreSqlFaultTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    /// <summary>A row waits here within a COPY until the test lets go of it.</summary>
    private const string Barrier =
        """
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.msg = 40 AND NEW.ord = 0 THEN
                PERFORM pg_advisory_lock_shared(42);
                PERFORM pg_advisory_unlock_shared(42);
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER wait BEFORE INSERT ON changes FOR EACH ROW EXECUTE FUNCTION wait();
        """;

    private const string UntilSomebodyWaits =
        """
        DO $$ BEGIN
            WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted) LOOP
                PERFORM pg_sleep(0.01);
            END LOOP;
        END $$;
        """;

    private readonly SampleRecording _sample = new(hours: 2);

    [PostgreSqlFact]
    public async Task A_server_that_is_stopped_for_a_while_gets_what_it_missed()
    {
        var rig = new PostgreSqlRig(server, _sample.Folder);
        await rig.FollowAsync();
        server.Stop();
        _sample.RecordHour();
        var (heard, goOn) = rig.StopWhenHeard(times: 5, "trying again");
        var run = rig.FollowAsync();
        await heard;

        server.Start();
        goOn();
        await run;

        rig.TablesShouldBeTheRecording();
        rig.Said[^1].Should().EndWith("connected again");
        rig.Said.Should().Contain(line => line.Contains("trying again in 16 s"));
    }

    [PostgreSqlFact]
    public async Task A_server_that_is_killed_in_the_middle_of_a_copy_has_all_of_it_or_nothing()
    {
        var rig = new PostgreSqlRig(server, _sample.Folder);
        await rig.MakeTablesAsync();
        rig.Execute(Barrier);
        var (heard, goOn) = rig.StopWhenHeard(times: 1, "trying again");
        Task run;
        await using (var holder = server.Open(rig.Database))
        {
            Hold(holder, "SELECT pg_advisory_lock(42)");
            run = rig.FollowAsync();
            rig.Execute(UntilSomebodyWaits);
            server.Kill();
        }

        await heard;
        server.Start();
        goOn();
        await run;

        rig.TablesShouldBeTheRecording();
    }

    [PostgreSqlFact]
    public async Task A_follower_that_is_killed_in_the_middle_of_a_copy_leaves_nothing_of_it_and_goes_on_there()
    {
        var rig = new PostgreSqlRig(server, _sample.Folder);
        await rig.MakeTablesAsync();
        rig.Execute(Barrier);
        await using (var holder = server.Open(rig.Database))
        {
            Hold(holder, "SELECT pg_advisory_lock(42)");
            using var follower = Process.Start(new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "TradingBot.dll"), "follow", _sample.Folder.Root, "--to",
                    server.AddressOf(rig.Database), "--once",
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            rig.Execute(UntilSomebodyWaits);
            follower.Kill();
            follower.WaitForExit();
        }

        rig.Query("SELECT kind FROM cursors ORDER BY kind").Should().Equal("gaps", "snapshots");
        rig.Query("SELECT count(*) FROM changes").Should().Equal("0");
        await rig.FollowAsync();

        rig.TablesShouldBeTheRecording();
        rig.Query("SELECT count(*) FROM orderbook_xbtusd").Should().Equal(
            $"{RecordedRows.Of(_sample.Folder, SegmentKind.Changes).Count}");
    }

    [FullPostgreSqlFact]
    public async Task A_disk_that_is_full_is_said_and_waited_for()
    {
        using var here = new TemporaryDirectory();
        using var disk = SmallDisk.TryMount(here.Path, "8m");
        PostgreSqlServer.Own(here.Path);
        var rig = new PostgreSqlRig(server, _sample.Folder);
        rig.Execute($"CREATE TABLESPACE small LOCATION '{here.Path}'");
        rig.Execute($"ALTER DATABASE {rig.Database} SET default_tablespace = small");
        await rig.FollowAsync();
        for (var hour = 0; hour < 3; hour++)
            _sample.RecordHour(messages: 1000);
        var filler = here["filler"];
        Fill(filler);
        var (isFull, goOn) = rig.StopWhenHeard(times: 3, "No space left on device");
        var run = rig.FollowAsync();
        await isFull;

        File.Delete(filler);
        goOn();
        await run;

        rig.TablesShouldBeTheRecording();
        rig.Said[0].Should().Contain("(53100); trying again in 1 s");
        server.Execute("postgres", $"DROP DATABASE {rig.Database}"); // or the disk would be in use
        server.Execute("postgres", "DROP TABLESPACE small");
    }

    public void Dispose() => _sample.Dispose();

    private static void Hold(Npgsql.NpgsqlConnection connection, string sql)
    {
        using var command = new Npgsql.NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>All but a few pages.</summary>
    private static void Fill(string path)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        try
        {
            for (var at = 0L; ; at += 4096)
                RandomAccess.Write(file, new byte[4096], at);
        }
        catch (IOException)
        {
            // full
        }
    }
}
