using System.Net.Sockets;
using Npgsql;

namespace TradingBot.Data.Followers.PostgreSql;

/// <summary>What a failure of the database means. Its text is the server's: it holds no password.</summary>
internal static class PostgreSqlErrors
{
    private const string NoPrivilege = "42501";
    private const string NoDatabase = "3D000";
    private const string NoSchema = "3F000";
    private const string Deadlock = "40P01";

    public static bool IsOfTheDatabase(Exception failure) =>
        failure is NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException;

    public static StoreException Of(Exception failure) =>
        failure is PostgresException refused
            ? new StoreException($"{OneLine(refused.MessageText)} ({refused.SqlState})", TroubleOf(refused), failure)
            : new StoreException(OneLine(Innermost(failure).Message), StoreTrouble.Passing, failure);

    private static StoreTrouble TroubleOf(PostgresException refused) => refused.SqlState switch
    {
        NoPrivilege or NoDatabase or NoSchema => StoreTrouble.Refused,
        Deadlock => StoreTrouble.Passing,
        ['2', '8', ..] => StoreTrouble.Refused, // who asks
        ['2', '2', ..] or ['2', '3', ..] or ['4', '2', ..] => StoreTrouble.Conflict, // other tables than ours
        _ => StoreTrouble.Passing, // full, going down, coming up, out of connections
    };

    /// <summary>What happened; around it is only that it happened while reading or writing.</summary>
    private static Exception Innermost(Exception failure) =>
        failure is { Message: not null, InnerException: SocketException or IOException or TimeoutException }
            && failure.Message.StartsWith("Exception while", StringComparison.Ordinal)
                ? Innermost(failure.InnerException)
                : failure;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
