namespace TradingBot.Exchanges.Contract.Capture;

/// <summary>What came of comparing a captured book, level by level, with a fresh one of its own connection.</summary>
/// <param name="Verdict">Equal or not.</param>
/// <param name="Levels">Where they differ: how many levels of both sides.</param>
public readonly record struct BookAudit(BookVerdict Verdict, int Levels = 0);

/// <summary>The end of an audit.</summary>
public enum BookVerdict
{
    /// <summary>The two never stood at the same message while there was time: nothing was learned.</summary>
    NotCompared,

    Equal,

    /// <summary>Changes are missing that no checksum shows.</summary>
    Different,
}
