using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TradingBot.Data.Followers.PostgreSql;

namespace TradingBot.Tests.Data.Followers;

/// <summary>
/// A real PostgreSQL in a directory of its own, on a Unix socket: started, stopped and killed as a test wants. It
/// refuses to run as root, so it runs as <c>postgres</c> then.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string Owner = "postgres";

    private static readonly Lazy<string?> WhatIsMissing = new(Look);

    private readonly TemporaryDirectory _here = new();
    private int _databases;

    public PostgreSqlServer()
    {
        if (Missing is not null)
            return; // and its tests are skipped
        Own(_here.Path);
        Run("initdb", "-D", Data, "-A", "trust", "--no-sync", "--locale=C", "--encoding=UTF8");
        // 'locked' has to say its password.
        File.WriteAllText(Path.Combine(Data, "pg_hba.conf"), "local all locked scram-sha-256\nlocal all all trust\n");
        Start();
    }

    /// <summary>Why there is none here, or null.</summary>
    public static string? Missing => WhatIsMissing.Value;

    public string Socket => _here.Path;

    private string Data => _here["data"];

    private static string? Programs => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    /// <summary>A new, empty database.</summary>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{++_databases}");
        Execute(Owner, $"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>As a person writes it.</summary>
    public string AddressOf(string database, string user = Owner) => $"postgresql://{user}@/{database}?host={Socket}";

    public NpgsqlConnection Open(string database)
    {
        var connection = new NpgsqlConnection(PostgreSqlAddress.Parse(AddressOf(database), null).ConnectionString);
        connection.Open();
        return connection;
    }

    public void Execute(string database, string sql)
    {
        using var connection = Open(database);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Rows as lines, fields between bars, a dash for null.</summary>
    public List<string> Query(string database, string sql)
    {
        using var connection = Open(database);
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            var fields = new object?[reader.FieldCount];
            for (var field = 0; field < fields.Length; field++)
                fields[field] = reader.IsDBNull(field) ? null : reader.GetValue(field);
            lines.Add(RecordedRows.Line(fields));
        }

        return lines;
    }

    public void Start() => Run(
        "pg_ctl",
        "-D",
        Data,
        "-w",
        "-l",
        _here["log"],
        "-o",
        $"-k {Socket} -c listen_addresses= -c fsync=off -c shared_buffers=16MB -c max_connections=20",
        "start");

    public void Stop() => Run("pg_ctl", "-D", Data, "-w", "-m", "fast", "stop");

    /// <summary>SIGKILL, to it and to all of its processes.</summary>
    public void Kill()
    {
        var server = int.Parse(
            File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var all = Process.GetProcesses()
            .Where(process => process.Id == server || StatusOf(process.Id).Parent == server).ToList();
        foreach (var process in all.OrderByDescending(process => process.Id == server))
            process.Kill(); // the parent first: it would start others
        // Its ids stay taken where nobody asks what became of it, as in a container without an init.
        SpinWait.SpinUntil(() => all.TrueForAll(process => !StatusOf(process.Id).IsAlive));
        all.ForEach(process => process.Dispose());
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        File.Delete(_here[".s.PGSQL.5432.lock"]);
    }

    /// <summary>A directory that the server may write.</summary>
    public static void Own(string directory)
    {
        if (Environment.IsPrivilegedProcess)
            Tool("chown", $"{Owner}:", directory);
    }

    public void Dispose()
    {
        if (Missing is null && File.Exists(Path.Combine(Data, "postmaster.pid")))
            Run("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        _here.Dispose();
    }

    private static string? Look()
    {
        if (!OperatingSystem.IsLinux() || Programs is null)
            return "no PostgreSQL in /usr/lib/postgresql";
        return Environment.IsPrivilegedProcess && Tool("runuser", "-u", Owner, "--", "true").ExitCode != 0
            ? "PostgreSQL refuses root, and there is no user postgres"
            : null;
    }

    private static (int Parent, bool IsAlive) StatusOf(int process)
    {
        try
        {
            // The name may hold blanks and brackets; behind its last bracket come the state and the parent.
            var status = File.ReadAllText($"/proc/{process}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0] is not ("Z" or "X"));
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return (0, false);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        string[] words = [Path.Combine(Programs!, program), .. arguments];
        var (exitCode, output) = Environment.IsPrivilegedProcess
            ? Tool("runuser", ["-u", Owner, "--", .. words])
            : Tool(words[0], words[1..]);
        exitCode.Should().Be(0, output);
    }

    private static (int ExitCode, string Output) Tool(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
