using System.Text.Json.Serialization;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Bots.Followers;

/// <summary>An attempt at an order, as it stands.</summary>
internal sealed record BotOrder
{
    /// <summary>The attempt's client id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of the order.</summary>
    public required long Number { get; init; }

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    public required OrderPurpose Purpose { get; init; }

    public required Side Side { get; init; }

    /// <summary>Base units.</summary>
    public required decimal Volume { get; init; }

    /// <summary>The market's when it was decided, or the limit; quote currency.</summary>
    public required decimal Price { get; init; }

    public required OrderStyle Style { get; init; }

    /// <summary>The signal's or the exit rule's words.</summary>
    public required string Reason { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime DecidedAt { get; init; }

    public required OrderState State { get; init; }

    /// <summary>The exchange's id, once known.</summary>
    public required string? ExchangeId { get; init; }

    /// <summary>Base units traded.</summary>
    public required decimal Filled { get; init; }

    /// <summary>Of what has traded, quote currency.</summary>
    public required decimal Cost { get; init; }

    /// <summary>What it is worth, quote currency; null while it is not known for all that traded.</summary>
    public required decimal? Fee { get; init; }

    /// <summary>What of the fee was not taken from the quote balance; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BotFeeInKind? FeeInKind { get; init; }

    /// <summary>Why it is in this state, where there is something to say.</summary>
    public required string? Note { get; init; }

    /// <summary>True where what does not trade at once stays in the book.</summary>
    public bool MayRest() => Style != OrderStyle.Market;

    /// <summary>True when it never came to be, and not even the exchange has a name for it.</summary>
    public bool WasNotPlaced() => State == OrderState.Rejected && ExchangeId is null;

    public static BotOrder Of(AttemptRecord attempt) => new()
    {
        Id = attempt.Id,
        Number = attempt.Number,
        Attempt = attempt.Attempt,
        Purpose = attempt.Intent.Purpose,
        Side = attempt.Intent.Side,
        Volume = attempt.Intent.Volume,
        Price = attempt.Intent.Price,
        Style = attempt.Intent.Style,
        Reason = attempt.Intent.Reason,
        DecidedAt = attempt.DecidedAt,
        State = attempt.State,
        ExchangeId = attempt.ExchangeId,
        Filled = attempt.Filled,
        Cost = attempt.Cost,
        Fee = attempt.Fee?.Worth,
        FeeInKind = BotFeeInKind.Of(attempt.Fee),
        Note = attempt.Note,
    };
}
