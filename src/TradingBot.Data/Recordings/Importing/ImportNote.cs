using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingBot.Data.Recordings.Importing;

/// <summary>What a log that was imported is made of: a file beside its hours, until all of them are sealed.</summary>
/// <param name="Format">Its name.</param>
/// <param name="Exchange">Whose market it is.</param>
/// <param name="Market">What the messages call the pair.</param>
/// <param name="Files">Names and sizes, so that the same command is recognised.</param>
internal sealed record ImportNote(
    string Format, string Exchange, string Market, IReadOnlyList<string> Files)
{
    private const string FileName = "import.json";

    public static ImportNote Of(ImportRequest request) => new(
        request.Format.Name,
        request.Exchange,
        request.Market,
        [.. request.Files.Select(file => FormattableString.Invariant(
            $"{Path.GetFileName(file)} {new FileInfo(file).Length}"))]);

    /// <exception cref="IOException">The disk refuses.</exception>
    public void Write(string directory)
    {
        var path = Path.Combine(directory, FileName);
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, ImportJson.Default.ImportNote));
        DurableFiles.Flush(path);
    }

    /// <returns>Null where there is none.</returns>
    /// <exception cref="RecordingException">It cannot be read.</exception>
    public static ImportNote? Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ImportJson.Default.ImportNote)
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RecordingException($"{path}: cannot be read: {failure.Message}", failure);
        }
    }

    public bool IsSame(ImportNote other) =>
        (Format, Exchange, Market) == (other.Format, other.Exchange, other.Market)
        && Files.SequenceEqual(other.Files);
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ImportNote))]
internal sealed partial class ImportJson : JsonSerializerContext;
