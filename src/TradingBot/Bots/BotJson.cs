using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Bots;

/// <summary>
/// The source-generated reader and writer of definitions. Strict, and with every digit that a number has. What a
/// property means without its value is the reader's affair, so nulls are written: a breaker that is off is not one
/// that has its default.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    NewLine = "\n",
    WriteIndented = true)]
[JsonSerializable(typeof(BotDefinition))]
internal sealed partial class BotJson : JsonSerializerContext;
