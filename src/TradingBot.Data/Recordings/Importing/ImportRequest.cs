namespace TradingBot.Data.Recordings.Importing;

/// <summary>What is to be imported, and as what.</summary>
/// <param name="Format">How the lines are to be read.</param>
/// <param name="Files">One recording, in the order of time.</param>
/// <param name="Exchange">The name that it gets in our recording.</param>
/// <param name="Symbol">The pair's name there.</param>
/// <param name="Market">What the messages call the pair.</param>
internal sealed record ImportRequest(
    LineFormat Format, IReadOnlyList<string> Files, string Exchange, string Symbol, string Market);
