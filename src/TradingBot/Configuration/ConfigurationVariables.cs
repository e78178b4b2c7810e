using System.CommandLine;
using TradingBot.Core;
using TradingBot.Input;

namespace TradingBot.Configuration;

/// <summary>
/// Reads the environment: <c>TRADINGBOT__PERIOD</c>, and <c>TRADINGBOT__SET__TAKE_PROFIT</c> of a section.
/// </summary>
internal static class ConfigurationVariables
{
    /// <summary>Every option that stands in it.</summary>
    public static IReadOnlyList<ConfiguredText> Read(IReadOnlyDictionary<string, string> environment) =>
    [
        .. from variable in environment
           where variable.Key.StartsWith(ConfigurationKey.Prefix, StringComparison.OrdinalIgnoreCase)
           orderby variable.Key
           let words = variable.Key[ConfigurationKey.Prefix.Length..].Split("__")
           // A shell allows no dash in a name, and parameters of strategies have them.
           let entry = words.Skip(1).Select(word => word.ToLowerInvariant().Replace('_', '-'))
           select new ConfiguredText(variable.Key, [words[0], .. entry], variable.Value, SettingRank.Environment),
    ];

    /// <summary>Variables that were meant to be an option, and miss one of the two underscores.</summary>
    public static IEnumerable<UserError> Misspelt(
        IReadOnlyDictionary<string, string> environment, IEnumerable<Option> options)
    {
        var secrets = Secrets.All.SelectMany(secret => secret.Variables).ToHashSet();
        var known = options.Select(ConfigurationKey.InEnvironment).Concat(secrets)
            .Where(name => name.StartsWith(ConfigurationKey.Stem, StringComparison.Ordinal)) // Slack's have not
            .ToDictionary(name => name[ConfigurationKey.Stem.Length..]);
        return
            from name in environment.Keys
            where name.StartsWith(ConfigurationKey.Stem, StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith(ConfigurationKey.Prefix, StringComparison.OrdinalIgnoreCase)
                && !secrets.Contains(name)
            let meant = NearestName.Nearest(name[ConfigurationKey.Stem.Length..], known.Keys)
            where meant is not null
            orderby name
            select new UserError($"{name}: is not a setting; did you mean {known[meant]}?");
    }
}
