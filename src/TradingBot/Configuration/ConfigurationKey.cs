using System.CommandLine;

namespace TradingBot.Configuration;

/// <summary>
/// What an option is called outside the command line, derived from its name: <c>--max-daily-loss</c> is
/// <c>TradingBot:MaxDailyLoss</c> in a file and <c>TRADINGBOT__MAXDAILYLOSS</c> in the environment.
/// </summary>
internal static class ConfigurationKey
{
    /// <summary>The section of a file that is this program's.</summary>
    public const string Section = "TradingBot";

    /// <summary>Of all our variables; those of secrets go on without another underscore.</summary>
    public const string Stem = "TRADINGBOT_";

    /// <summary>Of the variables that are options.</summary>
    public const string Prefix = Stem + "_";

    /// <summary>Within the section: <c>MaxDailyLoss</c>.</summary>
    public static string Of(Option option) => string.Concat(
        option.Name.Split('-', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>As in a file.</summary>
    public static string InFile(Option option) => $"{Section}:{Of(option)}";

    /// <summary>As in the environment.</summary>
    public static string InEnvironment(Option option) => Prefix + Of(option).ToUpperInvariant();

    /// <summary>True for an option that takes several values, as <c>--set</c>: a section of its own.</summary>
    public static bool IsSection(Option option) => option.Arity.MaximumNumberOfValues > 1;
}
