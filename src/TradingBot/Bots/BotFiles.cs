using System.Text.Json;
using TradingBot.Input;

namespace TradingBot.Bots;

/// <summary>A bot that a file describes, and where: what messages call it.</summary>
/// <param name="Place">The file, and the number in it where there are several.</param>
/// <param name="Bot">As it is written there.</param>
internal sealed record PlacedBot(string Place, BotDefinition Bot);

/// <summary>
/// Files of bots: a definition, as <c>config bot</c> prints it, or several, as <c>{ "bots": [ … ] }</c>.
/// </summary>
internal static class BotFiles
{
    private const string Several = "bots";

    private const int MaxLength = 1_000_000; // characters; a bot has about a thousand

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <param name="path">As the user named it.</param>
    /// <param name="problems">Gets a line for each problem.</param>
    public static IReadOnlyList<PlacedBot> Read(string path, ICollection<UserError> problems)
    {
        try
        {
            if (TextOf(path) is { } text)
                return Parse(text, path, problems);
            problems.Add(new UserError($"{path}: is too long for a file of bots"));
        }
        catch (ArgumentException)
        {
            problems.Add(new UserError($"'{path}' is not the name of a file"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var reason = failure is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : Directory.Exists(path) ? "is a directory; name its files"
                : failure.Message;
            problems.Add(new UserError($"{path}: {reason}"));
        }

        return [];
    }

    /// <summary>Null: it is longer than any file of bots, or never ends.</summary>
    private static string? TextOf(string path)
    {
        FullProgram.RequireForPipe(path);
        using var reader = new StreamReader(path);
        var text = new char[MaxLength + 1];
        var length = reader.ReadBlock(text);
        return length > MaxLength ? null : new string(text, 0, length);
    }

    private static IReadOnlyList<PlacedBot> Parse(string json, string path, ICollection<UserError> problems)
    {
        if (ElementsOf(json) is not { } elements)
            return [.. One(json, path, problems)];
        if (elements.Count == 0)
            problems.Add(new UserError($"{path}: {Several}: must be a list of at least one bot, [ {{ … }} ]"));
        return [.. elements.SelectMany((element, i) => One(element, $"{path}: {Several}[{i}]", problems))];
    }

    /// <summary>The texts of several; null: it is one, or no JSON, which its reader says.</summary>
    private static List<string>? ElementsOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || document.RootElement.EnumerateObject().ToList() is not [{ Name: Several, Value: var bots }])
            {
                return null;
            }

            return bots.ValueKind == JsonValueKind.Array
                ? [.. bots.EnumerateArray().Select(bot => bot.GetRawText())]
                : [];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<PlacedBot> One(string json, string place, ICollection<UserError> problems)
    {
        try
        {
            return [new PlacedBot(place, BotDefinition.Parse(json, place))];
        }
        catch (UserError wrong)
        {
            problems.Add(wrong);
            return [];
        }
    }
}
