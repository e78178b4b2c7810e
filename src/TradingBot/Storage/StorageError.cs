using Microsoft.Data.Sqlite;
using TradingBot.Input;

namespace TradingBot.Storage;

/// <summary>What the world does to a database, as one line for the user.</summary>
internal static class StorageError
{
    // SQLite's primary result codes.
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>True for what a disk, a file system or another program does; false for a bug.</summary>
    public static bool IsOfTheWorld(Exception failure) => failure is IOException or UnauthorizedAccessException
        || failure is SqliteException
        {
            SqliteErrorCode: Busy or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or NotADatabase,
        };

    /// <summary>True where files beside the database can be neither opened nor made.</summary>
    public static bool IsOfThePlace(SqliteException failure) => failure.SqliteErrorCode is ReadOnly or CannotOpen;

    public static UserError Of(string path, Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } sqlite => Damaged(path, Words(sqlite)),
        SqliteException { SqliteErrorCode: Full } => Failed(path, "cannot be written: the disk is full"),
        SqliteException { SqliteErrorCode: ReadOnly } => Failed(path, "cannot be written: it is read-only"),
        SqliteException { SqliteErrorCode: CannotOpen } => Failed(path, "cannot be opened"),
        SqliteException { SqliteErrorCode: Busy } => Failed(path, "it is locked by another program"),
        SqliteException sqlite => Failed(path, $"cannot be read or written: {Words(sqlite)}"),
        _ => Failed(path, $"cannot be opened: {failure.Message}"),
    };

    public static UserError Failed(string path, string what) => new($"{path}: {what}", ExitCode.Failed);

    public static UserError Damaged(string path, string what) => Failed(
        path,
        $"damaged ({what}); restore a copy of it, or move it away to begin a new bot, which will not know what "
        + "this one has bought");

    /// <summary>SQLite's own words, out of <c>SQLite Error 11: 'database disk image is malformed'.</c></summary>
    private static string Words(SqliteException failure) =>
        failure.Message.Split('\'') is [_, var words, ..] ? words : failure.Message;
}
