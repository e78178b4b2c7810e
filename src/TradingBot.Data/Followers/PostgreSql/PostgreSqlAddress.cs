using System.Globalization;
using Npgsql;

namespace TradingBot.Data.Followers.PostgreSql;

/// <summary>
/// Where a database is and who asks, from <c>postgresql://user@host:5432/database?sslmode=require</c>.
/// </summary>
internal sealed class PostgreSqlAddress
{
    private const int ConnectSeconds = 15;
    private const int CommandSeconds = 120;
    private const int KeepAliveSeconds = 30;

    private static readonly string[] Allowed = ["sslmode", "search_path", "host"];

    private PostgreSqlAddress(NpgsqlConnectionStringBuilder settings)
    {
        Name = $"postgresql://{settings.Host}{PortText(settings)}/{settings.Database}"
            + (settings.SearchPath is { Length: > 0 } path ? $"?search_path={path}" : "");
        ConnectionString = settings.ConnectionString;
    }

    /// <summary>Without user and password.</summary>
    public string Name { get; }

    /// <summary>With the password: it must not be printed.</summary>
    public string ConnectionString { get; }

    /// <param name="text">The address. A host that begins with a slash is the directory of a Unix socket, and stands in
    /// the query: <c>postgresql:///market?host=/run/postgresql</c>.</param>
    /// <param name="password">If the address has none; null: PGPASSWORD or .pgpass, as usual.</param>
    /// <exception cref="FormatException">What is wrong, without the password.</exception>
    public static PostgreSqlAddress Parse(string text, string? password)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Pooling = false, // one connection, and a new one after a failure
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            KeepAlive = KeepAliveSeconds,
            ApplicationName = "TradingBot follow",
            Host = "localhost",
        };
        var (place, query) = Cut(Cut(text, "://").Behind, "?");
        var (authority, database) = Cut(place, "/");
        if (database.Contains('@', StringComparison.Ordinal)) // and no part of it may be repeated
            throw new FormatException("has a '/' before its '@'; write it as %2F in user and password");
        if (database.Length == 0)
            throw new FormatException("names no database; use postgresql://user@host:5432/database");
        settings.Database = Uri.UnescapeDataString(database);
        var at = authority.LastIndexOf('@');
        SetHost(settings, authority[(at + 1)..]);
        var (user, secret) = Cut(at < 0 ? "" : authority[..at], ":");
        if (user.Length > 0)
            settings.Username = Uri.UnescapeDataString(user);
        if ((secret.Length > 0 ? Uri.UnescapeDataString(secret) : password) is { } known)
            settings.Password = known;
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(settings, pair.Split('=', 2));
        return new PostgreSqlAddress(settings);
    }

    /// <summary>Not by <see cref="Uri"/>, which knows no user without a host.</summary>
    private static (string Before, string Behind) Cut(string text, string mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at
            ? (text[..at], text[(at + mark.Length)..])
            : (text, "");

    private static void SetHost(NpgsqlConnectionStringBuilder settings, string host)
    {
        var colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            if (!int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                || port is < 1 or > ushort.MaxValue)
            {
                throw new FormatException($"'{host[(colon + 1)..]}' is not a port");
            }

            (settings.Port, host) = (port, host[..colon]);
        }

        if (host.Length > 0)
            settings.Host = host.Trim('[', ']');
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string[] pair)
    {
        var (name, value) = (pair[0], Uri.UnescapeDataString(pair[^1]));
        try
        {
            switch (name)
            {
                case "sslmode":
                    settings["SSL Mode"] = value.Replace("-", "", StringComparison.Ordinal);
                    break;
                case "search_path":
                    settings.SearchPath = value;
                    break;
                case "host":
                    settings.Host = value;
                    break;
                default:
                    throw new FormatException($"'{name}' is not allowed; use {string.Join(" or ", Allowed)}");
            }
        }
        catch (ArgumentException)
        {
            throw new FormatException($"{name}: '{value}' is not allowed");
        }
    }

    private static string PortText(NpgsqlConnectionStringBuilder settings) =>
        settings.Port == NpgsqlConnection.DefaultPort ? "" : $":{settings.Port}";
}
