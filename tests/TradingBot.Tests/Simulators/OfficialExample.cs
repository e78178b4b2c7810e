using System.Text.Json;

namespace TradingBot.Tests.Simulators;

/// <summary>
/// Answers from Kraken's own documentation, beside the checkout in <c>../shared/kraken</c>, not to be copied into it.
/// </summary>
internal static class OfficialExample
{
    public const string Folder = "../shared/kraken/payloads/krakenfx-api-specs";

    private static readonly string? Directory = Find();

    public static bool IsThere => Directory is not null;

    /// <summary>The example of an endpoint, as <c>AddOrder</c>.</summary>
    public static JsonElement Of(string endpoint) =>
        Rig.Parse(File.ReadAllText(Path.Combine(Directory!, endpoint + ".json")));

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, Folder);
            if (File.Exists(Path.Combine(at.FullName, "TradingBot.sln")) && System.IO.Directory.Exists(folder))
                return folder;
        }

        return null;
    }
}
