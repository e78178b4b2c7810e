using System.Text.Json.Serialization;
using TradingBot.Core.Engine;

namespace TradingBot.Storage;

/// <summary>
/// The source-generated readers and writers of what is stored whole. Strict: a field that is missing or unknown is an
/// error. Numbers keep every digit, decimals their trailing zeros too.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(StoredFee), typeof(StoredInstrumentConverter), typeof(StoredCandle), typeof(StoredBook),
    ])]
[JsonSerializable(typeof(SessionSetup))]
[JsonSerializable(typeof(EarlierSettings))]
[JsonSerializable(typeof(StoredInstrument))]
[JsonSerializable(typeof(SessionStart))]
[JsonSerializable(typeof(TraderCheckpoint))]
[JsonSerializable(typeof(EngineEvent.OrderAccepted))]
[JsonSerializable(typeof(EngineEvent.OrderRejected))]
[JsonSerializable(typeof(EngineEvent.OutcomeUnknown))]
[JsonSerializable(typeof(EngineEvent.OrderReported))]
[JsonSerializable(typeof(EngineEvent.OrderNotFound))]
[JsonSerializable(typeof(EngineEvent.LookFailed))]
[JsonSerializable(typeof(EngineEvent.CancelAnswered))]
[JsonSerializable(typeof(EngineEvent.AccountRead))]
[JsonSerializable(typeof(EngineEvent.AccountEntriesRead))]
[JsonSerializable(typeof(EngineEvent.AccountUnread))]
[JsonSerializable(typeof(EngineEvent.ModeChanged))]
[JsonSerializable(typeof(EngineEvent.BudgetChanged))]
[JsonSerializable(typeof(EngineEvent.OperatorAsked))]
internal sealed partial class StorageJson : JsonSerializerContext;
