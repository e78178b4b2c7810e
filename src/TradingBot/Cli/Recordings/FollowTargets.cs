using TradingBot.Data.Followers;
using TradingBot.Data.Followers.PostgreSql;
using TradingBot.Input;

namespace TradingBot.Cli.Recordings;

/// <summary>The stores that a recording can be brought to, by what a person types.</summary>
internal static class FollowTargets
{
    public const string Forms = "postgresql://user@host/database";

    /// <summary>A command line is visible to all users of a machine; a variable is not.</summary>
    public const string PasswordVariable = "TRADINGBOT_STORE_PASSWORD";

    /// <param name="text">As typed; it may hold a password, so no message repeats it.</param>
    /// <param name="variable">The environment.</param>
    /// <exception cref="UserError">It is not a store's address.</exception>
    public static IFollowerStore Open(string text, Func<string, string?> variable)
    {
        var password = variable(PasswordVariable) is { Length: > 0 } given ? given : null;
        var scheme = text.Split(':')[0];
        try
        {
            return scheme switch
            {
                "" => throw new UserError($"names the store: {Forms}"),
                "postgresql" or "postgres" => new PostgreSqlStore(PostgreSqlAddress.Parse(text, password)),
                _ => throw new FormatException($"is not a store; use {Forms}"),
            };
        }
        catch (FormatException wrong)
        {
            throw new UserError($"'{(scheme.All(char.IsAsciiLetterOrDigit) ? scheme : "…")}:…' {wrong.Message}");
        }
    }
}
