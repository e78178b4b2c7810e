using TradingBot.Data.Followers;
using TradingBot.Data.Followers.Files;
using TradingBot.Data.Followers.MongoDb;
using TradingBot.Data.Followers.PostgreSql;
using TradingBot.Input;

namespace TradingBot.Cli.Recordings;

/// <summary>The stores that a recording can be brought to, by what a person types.</summary>
internal static class FollowTargets
{
    public const string Forms =
        "postgresql://user@host/database, mongodb://user@host/database, csv:DIR or parquet:DIR";

    /// <summary>A command line is visible to all users of a machine; a variable is not.</summary>
    public const string PasswordVariable = "TRADINGBOT_STORE_PASSWORD";

    /// <param name="text">As typed; it may hold a password, so no message repeats it.</param>
    /// <param name="variable">The environment.</param>
    /// <exception cref="UserError">It is not a store's address.</exception>
    public static IFollowerStore Open(string text, Func<string, string?> variable)
    {
        var password = variable(PasswordVariable) is { Length: > 0 } given ? given : null;
        try
        {
            return text.Split(':')[0] switch
            {
                "postgresql" or "postgres" => new PostgreSqlStore(PostgreSqlAddress.Parse(text, password)),
                "mongodb" or "mongodb+srv" => new MongoDbStore(MongoDbAddress.Parse(text, password)),
                "csv" => new FileStore(DirectoryOf(text), MinuteFormat.Csv),
                "parquet" => new FileStore(DirectoryOf(text), MinuteFormat.Parquet),
                _ => throw new FormatException($"is not that of a store; use {Forms}"),
            };
        }
        catch (FormatException wrong)
        {
            throw new UserError($"the address {wrong.Message}");
        }
    }

    private static string DirectoryOf(string text) => OptionValues.NotEmpty(text[(text.IndexOf(':') + 1)..]);
}
