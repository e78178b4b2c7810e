using System.Text.Json;
using TradingBot.Bots;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Input;

namespace TradingBot.Storage;

/// <summary>
/// All that a session's trader was made from, so that a replay can make the same: the bot, what the exchange said at
/// the start, and the tracker's rules. No secrets.
/// </summary>
/// <param name="Bot">Complete: with every parameter of its strategy.</param>
/// <param name="Facts">Of the session's start.</param>
/// <param name="Orders">How long the tracker waits for what.</param>
internal sealed record SessionSetup(BotDefinition Bot, RunFacts Facts, OrderRules Orders)
{
    /// <param name="json">As <see cref="ToJson"/> writes it, or as programs before it did.</param>
    /// <param name="bot">Whose session it is.</param>
    /// <exception cref="UserError">It cannot be read; one line.</exception>
    public static SessionSetup Parse(string json, BotIdentity bot)
    {
        try
        {
            return EarlierSettings.Is(json)
                ? EarlierSettings.Parse(json, bot)
                : JsonSerializer.Deserialize(json, StorageJson.Default.SessionSetup)
                    ?? throw new JsonException("it is null");
        }
        catch (JsonException wrong)
        {
            throw new UserError($"the settings of the session cannot be read: {wrong.Message}", ExitCode.Failed);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, StorageJson.Default.SessionSetup);
}
