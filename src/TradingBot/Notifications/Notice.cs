using TradingBot.Bots.Followers;

namespace TradingBot.Notifications;

/// <summary>Something to notify a person of, not yet in a chat's format.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">One line.</param>
/// <param name="Time">When it happened; UTC by the exchange's clock.</param>
internal sealed record Notice(Severity Severity, string Title, DateTime Time)
{
    /// <summary>A sentence or two, or nothing.</summary>
    public string Text { get; init; } = "";

    /// <summary>Figures, in their order.</summary>
    public IReadOnlyList<NoticeField> Fields { get; init; } = [];

    /// <summary>Notices of one key say the same thing again; null: each is news.</summary>
    public string? Key { get; init; }

    /// <summary>Called, on the sender's thread, once somebody can read it.</summary>
    public Action? OnPosted { get; init; }

    /// <summary>Whose it is.</summary>
    public string Bot { get; init; } = "TradingBot";

    /// <summary>What that bot trades where, and whether its money is real.</summary>
    public string Source { get; init; } = "";

    /// <summary>For <see cref="Source"/>.</summary>
    /// <param name="bot">Its name.</param>
    /// <param name="money"><c>live</c> or <c>paper</c>.</param>
    /// <param name="pair">The pair's short name.</param>
    /// <param name="venue">The exchange.</param>
    public static string SourceOf(string bot, string money, string pair, string venue) =>
        $"{bot}: {money}, {pair} on {venue}";

    /// <inheritdoc cref="SourceOf(string, string, string, string)"/>
    public static string SourceOf(BotProfile bot) => SourceOf(bot.Name, bot.MoneyName(), bot.Pair, bot.Venue);
}
