using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Data.Recordings.Manifests;

/// <summary>One line of the manifest: a segment that was sealed, or one that retention has removed.</summary>
internal sealed record ManifestLine
{
    /// <summary>From the recording's directory.</summary>
    public required string Path { get; init; }

    /// <summary>True: from here on it is gone, and the other figures are not there.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Of the whole file, hexadecimal.</summary>
    public string? Sha256 { get; init; }

    public long Bytes { get; init; }

    public long Rows { get; init; }

    /// <summary>The lowest message or id in it.</summary>
    public long? First { get; init; }

    /// <summary>The highest.</summary>
    public long? Last { get; init; }

    /// <summary>When the first of it was received, unix microseconds.</summary>
    public long? FromMicros { get; init; }

    /// <summary>When the last.</summary>
    public long? ToMicros { get; init; }

    /// <summary>The highest sequence of the log that it was made from.</summary>
    public ulong LastSequence { get; init; }

    /// <summary>Of the segment's format.</summary>
    public int Version { get; init; }

    /// <summary>SHA-256 of the line before without its line feed, hexadecimal; empty in the first.</summary>
    public required string Previous { get; init; }

    /// <summary>
    /// SHA-256 of the line up to here, hexadecimal: no other line tells if the last one was changed. Null in lines of
    /// earlier versions.
    /// </summary>
    [JsonPropertyOrder(1)]
    public string? Check { get; init; }
}

/// <summary>Lines of the manifest as JSON.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(ManifestLine))]
internal sealed partial class ManifestJson : JsonSerializerContext
{
    private static readonly byte[] CheckBegins = [.. ",\"check\":\""u8];

    private static readonly int CheckBytes = CheckBegins.Length + 2 * SHA256.HashSizeInBytes + "\"}".Length;

    /// <summary>A line as it is written, with its check.</summary>
    public static ManifestLine Checked(ManifestLine line)
    {
        var open = Bytes(line with { Check = null }).AsSpan()[..^1];
        return line with { Check = Convert.ToHexStringLower(SHA256.HashData(open)) };
    }

    public static byte[] Bytes(ManifestLine line) => JsonSerializer.SerializeToUtf8Bytes(line, Default.ManifestLine);

    /// <summary>True where a line is as it was written; of one without a check nobody knows.</summary>
    /// <param name="line">As it was read.</param>
    /// <param name="text">Of the line, whatever a later version has put into it.</param>
    public static bool IsUnchanged(ManifestLine line, ReadOnlySpan<byte> text) => line.Check is null
        || (text.Length > CheckBytes
            && text[^CheckBytes..].StartsWith(CheckBegins)
            && line.Check == Convert.ToHexStringLower(SHA256.HashData(text[..^CheckBytes])));

    /// <returns>Null where the text is not a line.</returns>
    public static ManifestLine? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.ManifestLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
