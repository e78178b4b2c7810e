using System.Text.RegularExpressions;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>What a bot may be called; its database is a file of that name.</summary>
internal static partial class BotNames
{
    public const string Allowed = "letters, digits, '.', '-' and '_'";

    public static bool IsName(string text) => Form().IsMatch(text);

    /// <summary>The text, where it can be a bot's name.</summary>
    /// <exception cref="UserError">It cannot.</exception>
    public static string Of(string text) =>
        IsName(text) ? text : throw new UserError($"'{text}' is not a name for a bot; use {Allowed}");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Form();
}
