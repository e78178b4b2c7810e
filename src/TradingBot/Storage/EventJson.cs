using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingBot.Core;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;

namespace TradingBot.Storage;

/// <summary>
/// Events as text: a kind, a time, and a payload of JSON. What comes often is a short array without the time; the rest
/// is written out with names. What is read is exactly what was written.
/// </summary>
internal static class EventJson
{
    private const string Nothing = "[]";

    /// <summary>The kind and payload of an event; its time is stored beside them.</summary>
    public static (string Kind, string Payload) Encode(EngineEvent happened) => happened switch
    {
        EngineEvent.CandleClosed e => ("candle", Array(e.Candle)),
        EngineEvent.TradePrinted e => ("trade", Array(e.Trade)),
        EngineEvent.BookSampled e => ("book", Array(e.Sample)),
        EngineEvent.Elapsed => ("elapsed", Nothing),
        EngineEvent.TimerFired => ("timer", Nothing),
        EngineEvent.OrderAccepted e => ("accepted", JsonSerializer.Serialize(e, StorageJson.Default.OrderAccepted)),
        EngineEvent.OrderRejected e => ("rejected", JsonSerializer.Serialize(e, StorageJson.Default.OrderRejected)),
        EngineEvent.OutcomeUnknown e => ("unknown", JsonSerializer.Serialize(e, StorageJson.Default.OutcomeUnknown)),
        EngineEvent.OrderReported e => ("reported", JsonSerializer.Serialize(e, StorageJson.Default.OrderReported)),
        EngineEvent.OrderNotFound e => ("not-found", JsonSerializer.Serialize(e, StorageJson.Default.OrderNotFound)),
        EngineEvent.LookFailed e => ("look-failed", JsonSerializer.Serialize(e, StorageJson.Default.LookFailed)),
        EngineEvent.CancelAnswered e => ("cancel", JsonSerializer.Serialize(e, StorageJson.Default.CancelAnswered)),
        EngineEvent.AccountRead e => ("account", JsonSerializer.Serialize(e, StorageJson.Default.AccountRead)),
        EngineEvent.AccountEntriesRead e =>
            ("account-entries", JsonSerializer.Serialize(e, StorageJson.Default.AccountEntriesRead)),
        EngineEvent.AccountUnread e =>
            ("account-unread", JsonSerializer.Serialize(e, StorageJson.Default.AccountUnread)),
        EngineEvent.ModeChanged e => ("mode", JsonSerializer.Serialize(e, StorageJson.Default.ModeChanged)),
        EngineEvent.BudgetChanged e => ("budget", JsonSerializer.Serialize(e, StorageJson.Default.BudgetChanged)),
        EngineEvent.OperatorAsked e => ("operator", JsonSerializer.Serialize(e, StorageJson.Default.OperatorAsked)),
        _ => throw new InvariantViolatedException($"an event that cannot be stored: {happened}"),
    };

    /// <exception cref="FormatException">No event was written like this.</exception>
    public static EngineEvent Decode(string kind, DateTime time, string payload)
    {
        try
        {
            var happened = Read(kind, time, payload);
            return happened.Time == time ? happened : throw new FormatException("its two times differ");
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException
            or IndexOutOfRangeException or OverflowException)
        {
            throw new FormatException($"'{kind}' {payload} cannot be read: {wrong.Message}", wrong);
        }
    }

    private static EngineEvent Read(string kind, DateTime time, string payload) => kind switch
    {
        "candle" => new EngineEvent.CandleClosed(time, CandleOf(payload)),
        "trade" => new EngineEvent.TradePrinted(TradeOf(payload, time)),
        "book" => new EngineEvent.BookSampled(BookOf(payload, time)),
        "elapsed" => payload == Nothing ? new EngineEvent.Elapsed(time) : throw NotEmpty(),
        "timer" => payload == Nothing ? new EngineEvent.TimerFired(time) : throw NotEmpty(),
        "accepted" => Whole(payload, StorageJson.Default.OrderAccepted),
        "rejected" => Whole(payload, StorageJson.Default.OrderRejected),
        "unknown" => Whole(payload, StorageJson.Default.OutcomeUnknown),
        "reported" => Whole(payload, StorageJson.Default.OrderReported),
        "not-found" => Whole(payload, StorageJson.Default.OrderNotFound),
        "look-failed" => Whole(payload, StorageJson.Default.LookFailed),
        "cancel" => Whole(payload, StorageJson.Default.CancelAnswered),
        "account" => Whole(payload, StorageJson.Default.AccountRead),
        "account-entries" => Whole(payload, StorageJson.Default.AccountEntriesRead),
        "account-unread" => Whole(payload, StorageJson.Default.AccountUnread),
        "mode" => Whole(payload, StorageJson.Default.ModeChanged),
        "budget" => Whole(payload, StorageJson.Default.BudgetChanged),
        "operator" => Whole(payload, StorageJson.Default.OperatorAsked),
        _ => throw new FormatException("no such kind of event"),
    };

    public static string Array(in Candle c) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{c.OpenSeconds},{c.Open},{c.High},{c.Low},{c.Close},{c.Volume},{c.TradeCount}]");

    private static Candle CandleOf(string payload)
    {
        using var json = ArrayOf(payload, 7);
        return CandleOf(json.RootElement);
    }

    /// <param name="row">As <see cref="Array(in Candle)"/> writes it; what follows in it is not looked at.</param>
    public static Candle CandleOf(JsonElement row) =>
        new(
            row[0].GetInt64(),
            row[1].GetDouble(),
            row[2].GetDouble(),
            row[3].GetDouble(),
            row[4].GetDouble(),
            row[5].GetDouble(),
            row[6].GetInt32());

    private static string Array(in Trade t) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{t.Id},{t.Price},{t.Volume},\"{(t.Taker == Side.Buy ? "b" : "s")}\"]");

    private static Trade TradeOf(string payload, DateTime time)
    {
        using var json = ArrayOf(payload, 4);
        var row = json.RootElement;
        var taker = row[3].GetString() switch
        {
            "b" => Side.Buy,
            "s" => Side.Sell,
            _ => throw new FormatException("the taker is neither b nor s"),
        };
        return new Trade(row[0].GetInt64(), time, row[1].GetDouble(), row[2].GetDouble(), taker);
    }

    public static string Array(in BookSample b) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{b.BestBid},{b.BestAsk},{b.BidWithin1},{b.AskWithin1},{b.BidWithin4},{b.AskWithin4}]");

    private static BookSample BookOf(string payload, DateTime time)
    {
        using var json = ArrayOf(payload, 6);
        return BookOf(json.RootElement, time);
    }

    /// <param name="row">As <see cref="Array(in BookSample)"/> writes it.</param>
    /// <param name="time">Of the sample, UTC.</param>
    public static BookSample BookOf(JsonElement row, DateTime time) =>
        new(
            time,
            row[0].GetDouble(),
            row[1].GetDouble(),
            row[2].GetDouble(),
            row[3].GetDouble(),
            row[4].GetDouble(),
            row[5].GetDouble());

    private static JsonDocument ArrayOf(string payload, int length)
    {
        var json = JsonDocument.Parse(payload);
        RequireLength(json.RootElement, length);
        return json;
    }

    private static void RequireLength(JsonElement row, int length)
    {
        if (row.GetArrayLength() != length)
            throw new FormatException($"{length} values expected");
    }

    private static T Whole<T>(string payload, JsonTypeInfo<T> type)
        where T : EngineEvent =>
        JsonSerializer.Deserialize(payload, type) ?? throw new FormatException("it is null");

    private static FormatException NotEmpty() => new($"{Nothing} expected");
}
