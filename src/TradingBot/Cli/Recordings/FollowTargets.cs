using System.Globalization;
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
        "postgresql://user@host/database (all rows), mongodb://user@host/database, csv:DIR or parquet:DIR (minutes, "
        + "candles, books at 00:00 and 12:00) or ticker:DIR?every=10s";

    private const int DefaultInterval = 10;

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
                "ticker" => TickerOf(text),
                _ => throw new FormatException($"is not that of a store; use {Forms}"),
            };
        }
        catch (FormatException wrong)
        {
            throw new UserError($"the address {wrong.Message}");
        }
    }

    /// <summary>All that are named, each once.</summary>
    /// <exception cref="UserError">One is not a store's address, or is there twice.</exception>
    public static IReadOnlyList<IFollowerStore> OpenAll(IEnumerable<string> texts, Func<string, string?> variable)
    {
        var stores = texts.Select(text => Open(text, variable)).ToList();
        return stores.GroupBy(store => store.Name).FirstOrDefault(alike => alike.Count() > 1) is { } twice
            ? throw new UserError($"{twice.Key} is named twice")
            : stores;
    }

    private static TickerStore TickerOf(string text)
    {
        const string every = "?every=";
        var directory = DirectoryOf(text);
        var at = directory.LastIndexOf(every, StringComparison.Ordinal);
        return at < 0
            ? new TickerStore(directory, DefaultInterval)
            : new TickerStore(OptionValues.NotEmpty(directory[..at]), IntervalOf(directory[(at + every.Length)..]));
    }

    private static int IntervalOf(string text) =>
        text.EndsWith('s') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 1 and <= TickerStore.LongestInterval
            ? seconds
            : throw new FormatException($"has every={text}; use whole seconds, every=1s to "
                + $"every={TickerStore.LongestInterval}s");

    private static string DirectoryOf(string text) => OptionValues.NotEmpty(text[(text.IndexOf(':') + 1)..]);
}
