using TradingBot.Research.Search;

namespace TradingBot.Tests.Research.Search;

/// <summary>Search spaces for tests, over settings that allow anything.</summary>
internal static class Spaces
{
    /// <summary>The dimensions that <c>--over</c> names, each free to have any value.</summary>
    public static SearchSpace Over(string over) => SearchSpace.Parse(
        [over], [.. "abcdefghijklmnopqrstuvwxyz".Select(letter => new Searchable($"{letter}", _ => null))]);

    public static string[] TextsOf(SearchSpace space) => [.. space.All().Select(candidate => candidate.ToString())];
}
