using TradingBot.Research.Search.Ranking;

namespace TradingBot.Research.Search.Samplers;

/// <summary>
/// Chooses what is run next: asked for a batch, told its results, asked for the next. What it asks for depends on the
/// space, the seed and the results told, never on threads or time. So a search that was stopped goes on by asking
/// afresh, telling what it has stored of each batch in place of running it: the batches are the same.
/// </summary>
internal interface ISampler
{
    /// <summary>
    /// The next candidates: allowed, none that was asked for before. Empty when there are no more.
    /// </summary>
    IReadOnlyList<Candidate> Ask();

    /// <summary>The results of the last batch, in its order.</summary>
    void Tell(IReadOnlyList<Trial> trials);
}
