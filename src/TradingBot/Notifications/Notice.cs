using TradingBot.Bots;

namespace TradingBot.Notifications;

/// <summary>Something a person wants to be told of, in no chat's words yet.</summary>
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
    public static string SourceOf(BotDefinition definition, string bot, string pair) =>
        $"{bot}: {definition.ModeName}, {pair} on {definition.Venue}";
}
