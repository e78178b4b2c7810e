using TradingBot.Bots;

namespace TradingBot.Storage;

/// <summary>Whose database it is: written once, when the database is made.</summary>
internal sealed record BotIdentity
{
    /// <summary>Goes into the ids of its orders.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Also the name of the file: letters, digits, <c>.</c>, <c>-</c>, <c>_</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>paper</c> or <c>live</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>True: its orders are placed with real money.</summary>
    public bool IsLive => Mode == EnumWords.Of(TradingMode.Live);

    public required string Exchange { get; init; }

    /// <summary>The pair's short name: <c>XBTUSD</c>.</summary>
    public required string Pair { get; init; }

    /// <summary>The currency that is bought and sold.</summary>
    public required string Base { get; init; }

    /// <summary>The currency of prices and fees.</summary>
    public required string Quote { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Created { get; init; }
}
